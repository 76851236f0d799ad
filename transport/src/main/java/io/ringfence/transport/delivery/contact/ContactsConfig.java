package io.ringfence.transport.delivery.contact;

import io.ringfence.transport.delivery.Bounds;
import java.nio.file.Path;

/**
 * Where contacts are kept, and how many. Read in section {@code delivery.contacts}.
 *
 * @param directory of {@code contacts.json}; made with mode 0700
 * @param maxContacts most of all accounts, 1 to 100,000
 * @param maxPerChannel most of an account at a channel, 1 to 16
 * @param reloadMs from one look at whether another process changed the file to the next, 10 to 3,600,000 milliseconds
 * @param isLoopbackAllowed whether addresses that are called may be this machine, without TLS too; for tests
 */
public record ContactsConfig(
        Path directory, int maxContacts, int maxPerChannel, int reloadMs, boolean isLoopbackAllowed) {
    /** Validates. */
    public ContactsConfig {
        if (directory.toString().isBlank()) {
            throw Bounds.refusal("contacts.directory", "\"\"", "a path");
        }
        Bounds.check("contacts.max-contacts", maxContacts, 1, 100_000);
        Bounds.check("contacts.max-per-channel", maxPerChannel, 1, 16);
        Bounds.check("contacts.reload-ms", reloadMs, 10, 3_600_000);
    }

    /** Room for 10,000 contacts, 8 of an account at a channel; looked at each second. */
    public static ContactsConfig defaults(Path directory) {
        return new ContactsConfig(directory, 10_000, 8, 1_000, false);
    }
}
