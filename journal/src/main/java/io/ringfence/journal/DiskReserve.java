package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of no use but to be removed when a segment finds no room. One thread at a time. */
final class DiskReserve {
    private final Path file;
    private final long bytes;
    private final Durability durability;

    DiskReserve(JournalConfig config) {
        file = config.directory().resolve("reserve");
        bytes = config.reserveBytes();
        durability = config.durability();
    }

    /** Whether there is as much as there should be, which may be none at all. */
    boolean isWhole() throws IOException {
        return bytes == 0 || Files.exists(file) && Files.size(file) == bytes;
    }

    /** Makes it anew where it is not whole. Leaves nothing behind when it cannot. */
    void make() throws IOException {
        if (!isWhole()) {
            release();
            ZeroFile.write(file, bytes, durability, Pace.atOnce());
        }
    }

    /** Gives its room to others; false when it had none. */
    boolean release() throws IOException {
        return Files.deleteIfExists(file);
    }
}
