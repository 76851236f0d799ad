package io.ringfence.journal;

/**
 * The word before each document of a Chronicle queue file, little-endian, at the next multiple of 4 behind the document
 * before it. Zero: nothing here yet, and whatever follows was never committed.
 *
 * <pre>
 *   31              30         29                                   0
 *   +---------------+----------+------------------------------------+
 *   | not complete  | metadata | bytes that follow                  |
 *   +---------------+----------+------------------------------------+
 * </pre>
 *
 * Metadata documents are Chronicle's own: the file's header, and index pages between the groups.
 */
final class ChronicleHeader {
    static final int BYTES = 4;

    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int METADATA = 0x4000_0000;
    private static final int LENGTH = 0x3fff_ffff;

    private ChronicleHeader() {}

    static boolean isFree(int word) {
        return word == 0;
    }

    static boolean isComplete(int word) {
        return word != 0 && (word & NOT_COMPLETE) == 0;
    }

    static boolean isMetadata(int word) {
        return isComplete(word) && (word & METADATA) != 0;
    }

    static int length(int word) {
        return word & LENGTH;
    }

    /** Where the next header is. */
    static long next(long position, int length) {
        return position + BYTES + length + 3 & ~3L;
    }
}
