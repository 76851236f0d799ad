package io.ringfence.transport.delivery.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of this package share. */
final class ContactFixture {
    /** Of browsers: the key of RFC 8291's example. */
    private static final String KEY =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    private static final int NEVER_MS = 3_600_000;

    private ContactFixture() {}

    /** A book that looks at its file only when it is told to. */
    static ContactBook open(Path directory, int maxContacts, int maxPerChannel) throws IOException {
        ContactsConfig config = new ContactsConfig(directory, maxContacts, maxPerChannel, NEVER_MS, false);
        ContactBook book = new ContactBook(config, fault -> {
            throw new UncheckedIOException(fault);
        });
        book.start();
        return book;
    }

    static String subscription(String endpoint, String auth) {
        return "{\"endpoint\":\"" + endpoint + "\",\"keys\":{\"p256dh\":\"" + KEY + "\",\"auth\":\"" + auth + "\"}}";
    }

    static Path newDirectory() {
        try {
            return Files.createTempDirectory("ringfence-contact-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> paths = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
