package io.ringfence.journal;

import java.nio.file.Path;

/**
 * Where and how a journal is kept.
 *
 * @param directory holds the segments; made when it is not there
 * @param durability what an event that passed the gate survives
 * @param maxGroupBytes largest group; bounds what is staged, and the largest event with it
 * @param segmentBytes size from which on the next group opens a new segment; taken from the disk before a segment is used
 * @param blockBytes piece by which Chronicle maps a segment's file
 * @param lowDiskBytes free space below which the disk is low
 * @param reserveBytes size of the file that is removed when a segment finds no room: a segment's, and 1 MiB more for what
 *     belongs to it; 0: none
 * @param diskCheckMs from one look at the free space to the next
 */
public record JournalConfig(
        Path directory,
        Durability durability,
        int maxGroupBytes,
        long segmentBytes,
        int blockBytes,
        long lowDiskBytes,
        long reserveBytes,
        int diskCheckMs) {
    /** Largest group of any configuration: what a reader has to make room for. */
    static final int GROUP_BYTES_LIMIT = 1 << 28;

    /** Validates. */
    public JournalConfig {
        check(directory != null, "directory", directory, "a path");
        check(durability != null, "durability", durability, "process, power");
        check(
                blockBytes >= 1 << 20 && blockBytes <= 1 << 30 && Integer.bitCount(blockBytes) == 1,
                "block-bytes",
                blockBytes,
                "a power of two from 1048576 to 1073741824");
        check(
                maxGroupBytes >= 1024 && maxGroupBytes <= blockBytes / 4,
                "max-group-bytes",
                maxGroupBytes,
                "1024 to a quarter of block-bytes, the largest document Chronicle writes");
        check(
                segmentBytes >= maxGroupBytes && segmentBytes <= 1L << 36,
                "segment-bytes",
                segmentBytes,
                "max-group-bytes to 68719476736");
        check(lowDiskBytes >= 0 && lowDiskBytes <= 1L << 50, "low-disk-bytes", lowDiskBytes, "0 to 1125899906842624");
        check(
                reserveBytes == 0 || reserveBytes >= segmentBytes + (1 << 20) && reserveBytes <= 1L << 40,
                "reserve-bytes",
                reserveBytes,
                "0, or from 1048576 more than segment-bytes to 1099511627776");
        check(
                diskCheckMs >= 10 && diskCheckMs <= 3_600_000,
                "disk-check-period",
                diskCheckMs + " ms",
                "10 ms to 1 hour");
    }

    /** Groups of up to 1 MiB in segments of 256 MiB, mapped 64 MiB at a time; a disk of less than 2 GiB is low. */
    public static JournalConfig defaults(Path directory) {
        return new JournalConfig(
                directory, Durability.PROCESS, 1 << 20, 1L << 28, 1 << 26, 1L << 31, 257L << 20, 1_000);
    }

    /** Largest event, in bytes of its message, that fits a group. */
    public int maxEventBytes() {
        return maxGroupBytes - GroupLayout.HEADER_BYTES - GroupLayout.EVENT_HEADER_BYTES;
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("journal." + field + " = " + value + ": expected " + expected);
        }
    }
}
