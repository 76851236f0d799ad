package io.ringfence.transport.delivery.mail;

import io.ringfence.transport.delivery.Bounds;

/**
 * How long a mail server is waited for.
 *
 * @param connectMs until it takes a connection, 100 to 60,000 milliseconds
 * @param readMs until it says something, 100 to 120,000 milliseconds
 * @param writeMs until it has taken what is written, 100 to 120,000 milliseconds
 * @param attemptMs for all of a message, its time in the queue with it, 100 to 600,000 milliseconds. Shorter than {@code
 *     max-flight-ms} of the channel
 * @param idleMs how long a connection is kept without a message, 0 to 300,000 milliseconds
 * @param loginRetryMs how long nothing is sent after a login was refused, 0 to 3,600,000 milliseconds, lest the server locks it
 */
public record MailTimes(int connectMs, int readMs, int writeMs, int attemptMs, int idleMs, int loginRetryMs) {
    /** Validates. */
    public MailTimes {
        Bounds.check("mail.connect-ms", connectMs, 100, 60_000);
        Bounds.check("mail.read-ms", readMs, 100, 120_000);
        Bounds.check("mail.write-ms", writeMs, 100, 120_000);
        Bounds.check("mail.attempt-ms", attemptMs, 100, 600_000);
        Bounds.check("mail.idle-ms", idleMs, 0, 300_000);
        Bounds.check("mail.login-retry-ms", loginRetryMs, 0, 3_600_000);
    }

    /** 5 s to connect, 10 s for each answer, 25 s for a message, 30 s idle, a minute after a login that was refused. */
    public static MailTimes defaults() {
        return new MailTimes(5_000, 10_000, 10_000, 25_000, 30_000, 60_000);
    }
}
