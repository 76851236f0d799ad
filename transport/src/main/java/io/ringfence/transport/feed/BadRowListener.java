package io.ringfence.transport.feed;

/** Is told of rows that were skipped, up to the configured number of them. Called on the thread that drives the feed. */
@FunctionalInterface
public interface BadRowListener {
    /** Hears nothing; the rows are still counted. */
    BadRowListener NONE = (source, lineNumber, reason) -> {};

    /**
     * One row was skipped.
     *
     * @param source as configured
     * @param lineNumber from 1, header lines included
     * @param reason names the column, its value and what was expected
     */
    void onBadRow(String source, long lineNumber, String reason);
}
