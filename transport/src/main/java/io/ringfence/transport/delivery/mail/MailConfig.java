package io.ringfence.transport.delivery.mail;

import io.ringfence.transport.delivery.Bounds;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which server takes e-mail, and how. Read in section {@code delivery.mail}.
 *
 * @param host the server's name
 * @param port its TCP port, 1 to 65,535
 * @param security how connections are encrypted
 * @param login for servers that ask who sends
 * @param certificates PEM file with the certificates to trust in place of the JDK's
 * @param from address of the sender
 * @param fromName its name, up to 64 characters in one line; may be empty
 * @param heloName what this host calls itself
 * @param connections at the same time, a thread each, 1 to 8
 * @param maxUnderWay messages that wait or are sent, 1 to 10,000; the next is for later
 * @param messagesPerConnection after which another is made, 1 to 10,000: servers close those that bring too many
 * @param times how long the server is waited for
 */
public record MailConfig(
        String host,
        int port,
        MailSecurity security,
        Optional<MailLogin> login,
        Optional<Path> certificates,
        String from,
        String fromName,
        String heloName,
        int connections,
        int maxUnderWay,
        int messagesPerConnection,
        MailTimes times) {

    private static final int MAX_NAME_CHARS = 64;
    private static final String HOST = "[A-Za-z0-9.:\\[\\]-]{1,253}";

    /** Validates. */
    public MailConfig {
        checkHost("mail.host", host);
        Bounds.check("mail.port", port, 1, 65_535);
        if (MailAddress.parse(from).isEmpty()) {
            throw Bounds.refusal("mail.from", "\"" + from + "\"", "an e-mail address");
        }
        if (fromName.length() > MAX_NAME_CHARS || fromName.chars().anyMatch(Character::isISOControl)) {
            throw Bounds.refusal(
                    "mail.from-name", "\"" + fromName + "\"", "at most " + MAX_NAME_CHARS + " characters in one line");
        }
        checkHost("mail.helo-name", heloName);
        if (security == MailSecurity.NONE && login.isPresent() && !isLoopback(host)) {
            throw Bounds.refusal(
                    "mail.security", "none", "tls or starttls, since the login's password would go in the clear");
        }
        Bounds.check("mail.connections", connections, 1, 8);
        Bounds.check("mail.max-under-way", maxUnderWay, 1, 10_000);
        Bounds.check("mail.messages-per-connection", messagesPerConnection, 1, 10_000);
    }

    /**
     * STARTTLS on port 587, no login, one connection for up to 100 messages, 256 under way.
     *
     * @throws IllegalArgumentException when the address is none
     */
    public static MailConfig defaults(String host, String from) {
        return new MailConfig(
                host,
                587,
                MailSecurity.STARTTLS,
                Optional.empty(),
                Optional.empty(),
                from,
                "",
                MailAddress.domain(from),
                1,
                256,
                100,
                MailTimes.defaults());
    }

    /** The same at another port, encrypted otherwise. */
    public MailConfig at(int otherPort, MailSecurity other) {
        return new MailConfig(
                host,
                otherPort,
                other,
                login,
                certificates,
                from,
                fromName,
                heloName,
                connections,
                maxUnderWay,
                messagesPerConnection,
                times);
    }

    /** The same with a login. */
    public MailConfig with(MailLogin other) {
        return new MailConfig(
                host,
                port,
                security,
                Optional.of(other),
                certificates,
                from,
                fromName,
                heloName,
                connections,
                maxUnderWay,
                messagesPerConnection,
                times);
    }

    /** The same that trusts these certificates. */
    public MailConfig trusting(Path other) {
        return new MailConfig(
                host,
                port,
                security,
                login,
                Optional.of(other),
                from,
                fromName,
                heloName,
                connections,
                maxUnderWay,
                messagesPerConnection,
                times);
    }

    /** The same with other times. */
    public MailConfig with(MailTimes other) {
        return new MailConfig(
                host,
                port,
                security,
                login,
                certificates,
                from,
                fromName,
                heloName,
                connections,
                maxUnderWay,
                messagesPerConnection,
                other);
    }

    private static void checkHost(String field, String name) {
        if (!name.matches(HOST)) {
            throw Bounds.refusal(field, "\"" + name + "\"", "the name of a host");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
