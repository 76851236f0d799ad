package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The directory in memory in which a journal has its newest segments, and how everyone finds it:
 *
 * <pre>
 *   journal/memory              names the directory; there only while it is used
 *   MEMORY/IDENTITY/owner       names the journal's directory: a copy of a journal has the same identity, and no part in this
 *   MEMORY/IDENTITY/segment-…
 * </pre>
 *
 * Made and removed by the host that holds the journal's lock.
 */
final class MemoryPlace {
    private static final String NAME = "memory";
    private static final String OWNER = "owner";
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    private MemoryPlace() {}

    /**
     * Where a journal's segments in memory are; empty when it has none, and when they went with the machine.
     *
     * @throws IOException when they cannot be looked for
     */
    static Optional<Path> of(Path journal) throws IOException {
        Path marker = journal.resolve(NAME);
        String text;
        try {
            text = Files.readString(marker).strip();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        Path place = path(marker, text);
        Optional<Path> owner = owner(place);
        if (owner.isEmpty() || isOf(journal, owner.get())) {
            return Files.notExists(place) ? Optional.empty() : Optional.of(place);
        }
        checkIdentity(journal, marker, place);
        // Named by a copy, whose original goes on without it; or by a journal that was moved.
        return isHeldBy(owner.get(), place) ? Optional.empty() : Optional.of(place);
    }

    private static Path path(Path marker, String text) throws IOException {
        try {
            Path place = Path.of(text);
            if (place.isAbsolute()) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw new IOException(marker + ": expected a path, found \"" + text + "\"", e);
        }
        throw new IOException(marker + ": expected an absolute path, found \"" + text + "\"");
    }

    /** The journal that a directory in memory says it belongs to. */
    private static Optional<Path> owner(Path place) throws IOException {
        Path file = place.resolve(OWNER);
        try {
            return Optional.of(path(file, Files.readString(file).strip()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static boolean isOf(Path journal, Path owner) throws IOException {
        return journal.toRealPath().equals(owner);
    }

    private static void checkIdentity(Path journal, Path marker, Path place) throws IOException {
        String identity = JournalIdentity.of(journal).map(UUID::toString).orElse("none");
        if (!place.getFileName().toString().equals(identity)) {
            throw new IOException(marker + " names " + place + ", which belongs to another journal than " + identity);
        }
    }

    /** Whether the journal of this identity still is where the directory in memory says, and uses it. */
    private static boolean isHeldBy(Path owner, Path place) throws IOException {
        try {
            return Files.readString(owner.resolve(NAME)).strip().equals(place.toString());
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /**
     * Makes it, for a journal whose segments are all on the disk.
     *
     * @return the directory for its segments
     * @throws IOException when the place is on no file system in memory, or is another journal's
     */
    static Path make(Path journal, Path memory) throws IOException {
        String identity = JournalIdentity.of(journal)
                .orElseThrow(IllegalStateException::new)
                .toString();
        Files.createDirectories(memory);
        FileStore store = Files.getFileStore(memory);
        if (!IN_MEMORY.contains(store.type())) {
            throw new IOException("journal.memory-directory = " + memory
                    + ": expected a directory on a file system in memory (tmpfs), found one on " + store.type());
        }
        Path place = memory.toRealPath().resolve(identity);
        Optional<Path> owner = owner(place);
        if (owner.isPresent() && !isOf(journal, owner.get()) && isHeldBy(owner.get(), place)) {
            throw new IOException(place + " belongs to the journal " + owner.get() + ", of which " + journal
                    + " is a copy: give this one another journal.memory-directory");
        }
        Files.createDirectories(place);
        if (!Segment.numbers(place).isEmpty()) {
            throw new IOException(place + " holds segments, and " + journal.resolve(NAME)
                    + ", which would say that they belong to this journal, is not there: move them away, or write that path"
                    + " into it");
        }
        write(place.resolve(OWNER), journal.toRealPath());
        write(journal.resolve(NAME), place);
        return place;
    }

    /** Whole or not at all, for who reads it meanwhile. */
    private static void write(Path file, Path content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, content + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes it, once all that was there is in its home. */
    static void remove(Path journal) throws IOException {
        Optional<Path> place = of(journal);
        if (place.isPresent()) {
            Files.deleteIfExists(place.get().resolve(OWNER));
            Files.delete(place.get());
        }
        Files.deleteIfExists(journal.resolve(NAME));
    }
}
