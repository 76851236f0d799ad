package io.ringfence.config.stat;

import io.ringfence.journal.JournalIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a host's figures are, and how a reader that knows the journal finds them.
 *
 * <p>In {@code /dev/shm} where there is one: of a file on a disk the kernel now and then writes back the dirty pages, and whoever
 * stores to such a page meanwhile waits for the disk. The file is named by the journal's identity and its path, since a copy
 * of a journal has the same identity. Elsewhere it stands in the journal's directory. The journal's directory has a small
 * file, {@code stat-file}, with the path.
 */
final class StatPlace {
    static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private static final String POINTER = "stat-file";
    private static final String PREFIX = "ringfence-";
    private static final String SUFFIX = ".stat";

    private StatPlace() {}

    /**
     * The file of a host that has this journal.
     *
     * @param journal its directory, real and absolute
     * @param memory {@link #SHARED_MEMORY}
     */
    static Path choose(StatConfig config, Path journal, Path memory) throws IOException {
        if (config.file().isPresent()) {
            return config.file().get().toAbsolutePath();
        }
        if (!Files.isWritable(memory)) {
            return journal.resolve("host" + SUFFIX);
        }
        String identity = JournalIdentity.of(journal)
                .orElseThrow(() -> new IOException(journal + " has no identity"))
                .toString();
        String path = String.format("%08x", journal.toString().hashCode());
        return memory.resolve(PREFIX + identity + "-" + path + SUFFIX);
    }

    /** Leaves word in the journal's directory, whole or not at all. */
    static void point(Path journal, Path file) throws IOException {
        if (of(journal).filter(file::equals).isPresent()) {
            // Most often: so a disk that is full takes no host's figures away.
            return;
        }
        Path unfinished = journal.resolve(POINTER + ".new");
        Files.writeString(unfinished, file + "\n", StandardCharsets.UTF_8);
        Files.move(unfinished, journal.resolve(POINTER), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the last host left word of, absent where none did. */
    static Optional<Path> of(Path journal) throws IOException {
        try {
            return Optional.of(Path.of(Files.readString(journal.resolve(POINTER), StandardCharsets.UTF_8)
                    .strip()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Removes figures from memory whose host is gone, and its journal too: nobody will look for them. */
    static void removeOrphans(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                if (isOrphan(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOrphan(Path file) {
        try {
            HostFacts facts = StatReader.facts(file);
            return !facts.isAlive() && !Files.exists(facts.journal());
        } catch (IOException notOurs) {
            return false;
        }
    }
}
