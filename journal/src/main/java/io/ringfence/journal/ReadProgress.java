package io.ringfence.journal;

/** Told from time to time how far a long read is. */
@FunctionalInterface
public interface ReadProgress {
    /** Every this many bytes. */
    long INTERVAL_BYTES = 1 << 24;

    /** Tells nobody. */
    ReadProgress NONE = (doneBytes, totalBytes) -> {};

    /**
     * Progress.
     *
     * @param doneBytes read, never less than before; equals the total at the end
     * @param totalBytes of all files; their unused ends count too and are passed over at once
     */
    void onProgress(long doneBytes, long totalBytes);
}
