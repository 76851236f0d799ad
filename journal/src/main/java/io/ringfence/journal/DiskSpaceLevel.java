package io.ringfence.journal;

/** How much room the journal has on its file system. */
public enum DiskSpaceLevel {
    /** Enough. */
    NORMAL,
    /** Less than {@code low-disk-bytes} are free. */
    LOW,
    /**
     * There is no reserve: it was given up so that a segment could be made, or there was no room for it at the start. The
     * host halts where the last segment that could be made is full.
     */
    RESERVE
}
