package io.ringfence.journal.log;

import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalConfig;
import java.nio.file.Path;

/**
 * How an event log is kept.
 *
 * @param journalDirectory of the journal that it belongs to
 * @param maxGroupBytes largest group; bounds what is staged
 * @param segmentBytes size from which on the next group opens a new segment
 */
public record EventLogConfig(Path journalDirectory, int maxGroupBytes, long segmentBytes) {
    /** How often a segment that found no room is tried again; the journal watches their common disk. */
    private static final int DISK_CHECK_MS = 1_000;

    private static final int MIN_BLOCK_BYTES = 1 << 20;

    /** Validates. */
    public EventLogConfig {
        check(journalDirectory != null, "journal", journalDirectory, "a path");
        check(maxGroupBytes >= 1024 && maxGroupBytes <= 1 << 26, "max-group-bytes", maxGroupBytes, "1024 to 67108864");
        check(
                segmentBytes >= maxGroupBytes && segmentBytes <= 1L << 36,
                "segment-bytes",
                segmentBytes,
                "max-group-bytes to 68719476736");
    }

    /** Groups of up to 1 MiB in segments of 64 MiB. */
    public static EventLogConfig defaults(Path journalDirectory) {
        return new EventLogConfig(journalDirectory, 1 << 20, 1L << 26);
    }

    /** As a journal of outputs: never synced, since what a loss of power takes is made again from the journal. */
    JournalConfig segments() {
        int blockBytes = Math.max(MIN_BLOCK_BYTES, Integer.highestOneBit(2 * maxGroupBytes - 1) * 4);
        return new JournalConfig(
                EventLogPaths.of(journalDirectory),
                Durability.PROCESS,
                maxGroupBytes,
                segmentBytes,
                blockBytes,
                0,
                0,
                DISK_CHECK_MS);
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("event-log." + field + " = " + value + ": expected " + expected);
        }
    }
}
