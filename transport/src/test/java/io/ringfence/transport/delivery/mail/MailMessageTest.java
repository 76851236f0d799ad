package io.ringfence.transport.delivery.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.delivery.Notification;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MailMessageTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final MailConfig CONFIG = MailConfig.defaults("mail.example.org", MailFixture.FROM);
    private static final Set<String> HEADERS = Set.of(
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Auto-Submitted");

    private static byte[] written(Notification notification) throws MessagingException, IOException {
        InternetAddress[] to = {new InternetAddress(MailFixture.TO, true)};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new MailMessage(SESSION, CONFIG, notification, to, MailFixture.NOW_MS).writeTo(bytes);
        return bytes.toByteArray();
    }

    private static MimeMessage read(byte[] bytes) throws MessagingException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
    }

    /** Names of headers as the simplest of readers sees them. */
    private static List<String> headers(byte[] bytes) {
        List<String> names = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1)) {
            if (line.isEmpty()) {
                return names;
            }
            if (!line.startsWith(" ") && !line.startsWith("\t")) {
                names.add(line.substring(0, Math.max(0, line.indexOf(':'))));
            }
        }
        return names;
    }

    private static String body(MimeMessage message) throws MessagingException, IOException {
        return new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldSayTheEventInPlainTextWhenItIsWritten() throws Exception {
        Notification notification = MailFixture.notification("rf-5.1", "Grüße €", "été\n\n.\nlast");
        MimeMessage message = read(written(notification));
        assertEquals("Grüße €", message.getSubject());
        assertEquals("été\r\n\r\n.\r\nlast", body(message));
        assertEquals("text/plain; charset=UTF-8", message.getContentType());
        assertEquals("<rf-5.1.7@example.org>", message.getMessageID());
        assertEquals(MailFixture.NOW_MS, message.getSentDate().getTime());
        assertEquals(MailFixture.FROM, message.getFrom()[0].toString());
        assertEquals(MailFixture.TO, message.getAllRecipients()[0].toString());
        assertEquals("auto-generated", message.getHeader("Auto-Submitted", null));
        assertEquals(null, message.getHeader("Importance", null));
        assertEquals(HEADERS, new HashSet<>(headers(written(notification))));
    }

    @Test
    void shouldBeMarkedWhenTheEventIsCritical() throws Exception {
        Notification critical =
                new Notification("rf-5.1", 7, "OWN", DeliveryPriority.CRITICAL, 0, "Stop", "Fired", "{}");
        MimeMessage message = read(written(critical));
        assertEquals("high", message.getHeader("Importance", null));
        assertEquals("1", message.getHeader("X-Priority", null));
    }

    @Test
    void shouldHaveTheSameIdWhenTheSameEventIsSentToTheSamePersonAgain() {
        String uuid = "01957a3c-0000-7000-8000-000000000001";
        assertEquals("<" + uuid + ".7@example.org>", id(uuid));
        assertEquals(id("a b"), id("a b"));
        assertFalse(id("a b").equals(id("a  b")));
        for (String key : List.of("a b", ".a", "a.", "a..b", "<a@b>", "a\r\nBcc: x", "ü", "")) {
            assertTrue(id(key).matches("<[0-9a-f]{32}\\.7@example\\.org>"), id(key));
        }
    }

    private static String id(String key) {
        return MailMessage.messageId(MailFixture.notification(key, "", ""), MailFixture.FROM);
    }

    @Test
    void shouldCutWhatIsTooLong() throws Exception {
        MimeMessage message = read(written(MailFixture.notification("a", "x".repeat(300), "€".repeat(70_000))));
        assertEquals("x".repeat(255) + "…", message.getSubject());
        assertEquals("€".repeat(65_535) + "…", body(message));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> parts = Arbitraries.of(
                "\r",
                "\n",
                "\r\n",
                "\r\n\r\n",
                "\u0085",
                "\u2028",
                "\u0000",
                "\t",
                " ",
                "Bcc: a@example.net",
                "Subject:",
                "=?UTF-8?Q?=0D=0ABcc:_a@example.net?=",
                ".",
                "\r\n.\r\n",
                "é",
                "\ud83d\ude80",
                "\ud83d",
                "\u202e",
                "x".repeat(90));
        return parts.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 300)
    void shouldHaveNoOtherHeaderWhateverAnEventSays(
            @ForAll("hostile") String key, @ForAll("hostile") String title, @ForAll("hostile") String text)
            throws Exception {
        byte[] bytes = written(MailFixture.notification(key, title, text));
        List<String> headers = headers(bytes);
        assertEquals(HEADERS, new HashSet<>(headers));
        assertEquals(HEADERS.size(), headers.size());
        MimeMessage message = read(bytes);
        assertEquals(1, message.getAllRecipients().length);
        String subject = message.getSubject() == null ? "" : message.getSubject();
        assertTrue(subject.codePoints().noneMatch(Character::isISOControl), subject);
        assertEquals(lines(text), lines(body(message)));
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            assertTrue(line.length() <= 998 && line.indexOf('\r') < 0 && line.indexOf('\n') < 0, line);
        }
    }

    /** The same however a line ends, and whatever stands for a character that cannot be written. */
    private static String lines(String text) {
        return text.replaceAll("\\R", "\n").replace('\u0000', ' ').replaceAll("[\ud800-\udfff]", "?");
    }
}
