package io.ringfence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * What tells one journal from every other: a random UUID in the file {@code identity}, drawn when the journal is made and
 * never again. A copy of a journal has the same one. What is kept elsewhere of a journal, a database say, names it.
 */
public final class JournalIdentity {
    private static final String FILE = "identity";

    private JournalIdentity() {}

    /**
     * A journal's identity, absent while no host has drawn one.
     *
     * @throws IOException when the file cannot be read, or holds something else
     */
    public static Optional<UUID> of(Path journalDirectory) throws IOException {
        Path file = journalDirectory.resolve(FILE);
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (NoSuchFileException notDrawn) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": expected a UUID, found \"" + text + "\"", e);
        }
    }

    /** Draws one where there is none. By the host that holds the lock; whole or not at all, whenever the host dies. */
    static void draw(Path journalDirectory) throws IOException {
        if (of(journalDirectory).isPresent()) {
            return;
        }
        Path unfinished = journalDirectory.resolve(FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap((UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, journalDirectory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        Synced.directory(journalDirectory);
    }
}
