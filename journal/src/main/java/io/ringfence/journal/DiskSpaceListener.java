package io.ringfence.journal;

/** Hears when the journal's room on its file system changes its level. */
@FunctionalInterface
public interface DiskSpaceListener {
    /** Hears and does nothing. */
    DiskSpaceListener NONE = (level, freeBytes) -> {};

    /**
     * The level is another than before, or is the first. Called on {@code ringfence-journal-segments}, the first time by
     * {@link Journal#begin}; must neither block nor throw, since the next segment may be waited for.
     *
     * @param freeBytes what the journal's file system has left for this process
     */
    void onDiskSpace(DiskSpaceLevel level, long freeBytes);
}
