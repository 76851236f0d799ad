package io.ringfence.transport.delivery.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to the mail server, made when it is needed. One thread at a time, but for {@link #cut}. */
final class MailLine {
    private static final String PROTOCOL = "smtp";
    private static final String PREFIX = "mail.smtp.";

    private final MailConfig config;
    private final Optional<String> password;
    private final Wire wire = new Wire();
    private final Session session;
    private SMTPTransport transport;
    private int messageCount;

    /**
     * A line.
     *
     * @param timer ends writes that take too long
     */
    MailLine(MailConfig config, Optional<String> password, SSLSocketFactory trust, ScheduledExecutorService timer) {
        this.config = config;
        this.password = password;
        session = Session.getInstance(properties(trust, timer));
    }

    private Properties properties(SSLSocketFactory trust, ScheduledExecutorService timer) {
        Properties all = new Properties();
        set(all, "connectiontimeout", config.times().connectMs());
        set(all, "timeout", config.times().readMs());
        set(all, "writetimeout", config.times().writeMs());
        all.put(PREFIX + "executor.writetimeout", timer);
        set(all, "localhost", config.heloName());
        set(all, "from", config.from());
        set(all, "auth", config.login().isPresent());
        set(all, "auth.mechanisms", "PLAIN LOGIN");
        set(all, "sendpartial", true);
        set(all, "quitwait", false);
        set(all, "ssl.enable", config.security() == MailSecurity.TLS);
        set(all, "starttls.enable", config.security() == MailSecurity.STARTTLS);
        set(all, "starttls.required", config.security() == MailSecurity.STARTTLS);
        set(all, "ssl.checkserveridentity", true);
        set(all, "ssl.protocols", "TLSv1.3 TLSv1.2");
        all.put(PREFIX + "ssl.socketFactory", wire.secure(trust));
        all.put(PREFIX + "socketFactory", wire.plain());
        set(all, "socketFactory.fallback", false);
        return all;
    }

    private static void set(Properties properties, String name, Object value) {
        properties.setProperty(PREFIX + name, value.toString());
    }

    Session session() {
        return session;
    }

    /** Makes sure that it stands; one that was used before is asked whether it still does. */
    void connect() throws MessagingException {
        boolean isOfUse = transport != null && messageCount < config.messagesPerConnection() && transport.isConnected();
        if (isOfUse) {
            return;
        }
        close();
        transport = new SMTPTransport(session, new URLName(PROTOCOL, config.host(), config.port(), null, null, null));
        messageCount = 0;
        transport.connect(
                config.host(),
                config.port(),
                config.login().map(MailLogin::user).orElse(null),
                password.orElse(null));
    }

    /** Sends over it; returns what the server said. */
    String send(MimeMessage message, InternetAddress[] to) throws MessagingException {
        messageCount++;
        transport.sendMessage(message, to);
        return transport.getLastServerResponse();
    }

    /** Ends it under whoever waits on it, for good; any thread. */
    void cut() {
        wire.cut();
    }

    boolean isCut() {
        return wire.isCut();
    }

    /** Takes leave of the server without waiting for its answer. */
    void close() {
        SMTPTransport old = transport;
        transport = null;
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (MessagingException gone) {
            // There was nobody to take leave of.
        }
    }
}
