package io.ringfence.journal;

import java.nio.file.Path;

/**
 * Where the segments that a host appends to are while they are not on the disk: see the package's page.
 *
 * @param directory on a file system in memory; each journal has a directory of its own in it, named by its identity
 * @param maxBytes most that its segments take there, of which each takes {@code segment-bytes} and 1 MiB; at least two
 * @param archiveMs from one look at what was appended, which is then brought to the disk, to the next
 */
public record JournalMemory(Path directory, long maxBytes, int archiveMs) {
    /** More than what belongs to a segment besides its groups. */
    static final long OVERHEAD_BYTES = 1 << 20;

    /** Validates. */
    public JournalMemory {
        JournalConfig.check(directory != null, "memory-directory", directory, "a path");
        JournalConfig.check(
                archiveMs >= 1 && archiveMs <= 60_000, "archive-period", archiveMs + " ms", "1 ms to 1 minute");
    }

    /** Validates it beside the journal's own settings. */
    void check(Durability durability, long segmentBytes) {
        JournalConfig.check(
                durability == Durability.PROCESS,
                "memory-directory",
                directory,
                "none with durability = power, since what is in memory goes with the machine");
        JournalConfig.check(
                maxBytes >= 2 * (segmentBytes + OVERHEAD_BYTES) && maxBytes <= 1L << 40,
                "memory-max-bytes",
                maxBytes,
                "from twice segment-bytes and 2 MiB to 1099511627776");
    }
}
