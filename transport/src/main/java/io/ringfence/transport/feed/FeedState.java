package io.ringfence.transport.feed;

/** Where a feed stands. The last four are final. */
public enum FeedState {
    /** Nothing read yet. */
    NEW(false),
    /** Reading and publishing. */
    RUNNING(false),
    /** Every good row of the source is published. */
    ENDED(true),
    /** The core takes no more events. */
    HALTED(true),
    /** Closed, or its thread interrupted, before the end. */
    CLOSED(true),
    /** Stopped by an error; {@code CsvFeed.failure()} says which. */
    FAILED(true);

    private final boolean terminal;

    FeedState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether nothing will be published any more. */
    public boolean isTerminal() {
        return terminal;
    }
}
