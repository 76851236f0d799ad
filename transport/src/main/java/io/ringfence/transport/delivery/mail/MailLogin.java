package io.ringfence.transport.delivery.mail;

import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.delivery.Bounds;

/**
 * How a mail server knows this host.
 *
 * @param user its name there
 * @param password where that is found
 */
public record MailLogin(String user, SecretSource password) {
    private static final int MAX_CHARS = 256;

    /** Validates. */
    public MailLogin {
        if (user.isEmpty() || user.length() > MAX_CHARS || user.chars().anyMatch(Character::isISOControl)) {
            throw Bounds.refusal("mail.user", "\"" + user + "\"", "1 to " + MAX_CHARS + " characters in one line");
        }
    }
}
