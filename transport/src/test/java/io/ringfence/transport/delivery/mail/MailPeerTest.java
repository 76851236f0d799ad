package io.ringfence.transport.delivery.mail;

import static io.ringfence.transport.delivery.mail.MailFixture.TO;
import static io.ringfence.transport.delivery.mail.MailFixture.config;
import static io.ringfence.transport.delivery.mail.MailFixture.courier;
import static io.ringfence.transport.delivery.mail.MailFixture.notification;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.Secrets;
import io.ringfence.transport.delivery.net.TestCertificate;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** GreenMail, a mail server that others wrote. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailPeerTest {
    @TempDir
    static Path directory;

    private static TestCertificate certificate;
    private GreenMail server;

    /** Before its first server, since it reads its key once. */
    @BeforeAll
    static void nameKey() throws Exception {
        certificate = new TestCertificate(directory, "mail", "ip:127.0.0.1");
        System.setProperty("greenmail.tls.keystore.file", certificate.keyStore.toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
    }

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MailConfig clear() {
        return config(server.getSmtp().getPort(), MailSecurity.NONE);
    }

    private MailConfig secure() {
        return config(server.getSmtps().getPort(), MailSecurity.TLS);
    }

    private static Attempt send(MailConfig config, String title, String text) throws Exception {
        try (MailCourier courier = courier(config, TO)) {
            return courier.send(notification("rf-5.1", title, text))
                    .toCompletableFuture()
                    .get();
        }
    }

    private static MailLogin login(String password) throws IOException {
        return new MailLogin("host", Secrets.in(directory, password));
    }

    @Test
    void shouldArriveAsItWasWrittenWhenItIsSent() throws Exception {
        String text = "été €\n..two dots\n.\n" + "long ".repeat(400) + "\nlast";
        assertEquals(Attempt.delivered("250 OK"), send(clear(), "Grüße: 2 SOL verkauft", text));

        MimeMessage message = server.getReceivedMessages()[0];
        assertEquals("Grüße: 2 SOL verkauft", message.getSubject());
        assertEquals(text, ((String) message.getContent()).replace("\r\n", "\n").stripTrailing());
        assertEquals("<rf-5.1.7@example.org>", message.getMessageID());
        assertEquals(TO, message.getAllRecipients()[0].toString());
    }

    @Test
    void shouldArriveOverTlsWhenTheCertificateIsTrusted() throws Exception {
        assertEquals(Attempt.delivered("250 OK"), send(secure().trusting(certificate.chain), "Filled", "text"));
        assertEquals(1, server.getReceivedMessages().length);
    }

    @Test
    void shouldBeForLaterWhenTheCertificateIsNotTrusted() throws Exception {
        assertEquals(Attempt.later(0, "TLS failed"), send(secure(), "Filled", "text"));
        assertEquals(
                Attempt.later(0, "TLS failed"),
                send(secure().at(server.getSmtp().getPort(), MailSecurity.TLS), "Filled", "text"));
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void shouldLogInWhenTheServerKnowsIt() throws Exception {
        server.setUser("host@example.org", "host", "right word");
        MailConfig config = secure().trusting(certificate.chain);
        Attempt refused = send(config.with(login("wrong word")), "Filled", "text");
        assertEquals(AttemptOutcome.LATER, refused.outcome());
        assertTrue(refused.holdsAll());
        assertTrue(refused.detail().startsWith("login refused: 535 5.7.8"), refused.detail());
        assertEquals(0, server.getReceivedMessages().length);

        assertEquals(Attempt.delivered("250 OK"), send(config.with(login("right word")), "Filled", "text"));
        assertEquals(1, server.getReceivedMessages().length);
    }

    @Test
    void shouldBeForLaterWhenTheServerCannotKeepIt() throws Exception {
        server.getUserManager().setMessageDeliveryHandler((message, address) -> {
            throw new IllegalStateException("as the test wants it");
        });
        Attempt attempt = send(clear(), "Filled", "text");
        assertEquals(AttemptOutcome.LATER, attempt.outcome());
        assertTrue(attempt.detail().startsWith("451 "), attempt.detail());
    }

    @Test
    void shouldBeForLaterWhenThereIsNoServer() throws Exception {
        MailConfig config = clear();
        server.stop();
        assertEquals(AttemptOutcome.LATER, send(config, "Filled", "text").outcome());
    }
}
