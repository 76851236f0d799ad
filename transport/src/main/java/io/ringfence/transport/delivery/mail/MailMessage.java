package io.ringfence.transport.delivery.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.delivery.Notification;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;

/** An event as a message. Its Message-ID follows from the event and the account, so that one that is sent again has the same. */
final class MailMessage extends MimeMessage {
    private static final int MAX_SUBJECT_CHARS = 256;
    private static final int MAX_TEXT_CHARS = 65_536;
    /** Of a key that may stand in a Message-ID as it is: no dot at an end, and none beside another. */
    private static final String PLAIN_KEY = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";

    private final String messageId;

    MailMessage(Session session, MailConfig config, Notification notification, InternetAddress[] to, long nowMs)
            throws MessagingException {
        super(session);
        messageId = messageId(notification, config.from());
        setFrom(sender(config));
        setRecipients(Message.RecipientType.TO, to);
        setSubject(oneLine(notification.title()), UTF_8.name());
        setSentDate(new Date(nowMs));
        // So that nobody's absence note answers, RFC 3834.
        setHeader("Auto-Submitted", "auto-generated");
        if (notification.priority() == DeliveryPriority.CRITICAL) {
            setHeader("Importance", "high");
            setHeader("X-Priority", "1");
        }
        byte[] text = text(notification.text()).getBytes(UTF_8);
        // As bytes: text would be looked up in a list of handlers, which is another in every jar.
        setDataHandler(new DataHandler(new ByteArrayDataSource(text, "text/plain; charset=UTF-8")));
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static InternetAddress sender(MailConfig config) throws MessagingException {
        InternetAddress sender = new InternetAddress(config.from(), true);
        try {
            if (!config.fromName().isEmpty()) {
                sender.setPersonal(config.fromName(), UTF_8.name());
            }
            return sender;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("this JDK has no UTF-8", e);
        }
    }

    static String messageId(Notification notification, String from) {
        String key = notification.eventKey();
        String id = key.matches(PLAIN_KEY) ? key : hash(key);
        return "<" + id + "." + notification.accountId() + "@" + MailAddress.domain(from) + ">";
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** Without anything that could end the line, turn what follows round, or be taken for an encoded word, RFC 2047. */
    private static String oneLine(String title) {
        String line = title.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .replace("=?", "= ?")
                .strip();
        return line.length() <= MAX_SUBJECT_CHARS ? line : cut(line, MAX_SUBJECT_CHARS);
    }

    /** Lines end as RFC 2046 section 4.1.1 has it; no other control characters but tabs. */
    private static String text(String text) {
        String whole = text.length() <= MAX_TEXT_CHARS ? text : cut(text, MAX_TEXT_CHARS);
        return whole.replaceAll("\\R", "\r\n").replaceAll("[\\p{Cc}&&[^\r\n\t]]", " ");
    }

    private static String cut(String text, int maxChars) {
        boolean isHalf = Character.isHighSurrogate(text.charAt(maxChars - 2));
        return text.substring(0, isHalf ? maxChars - 2 : maxChars - 1) + "…";
    }
}
