package io.ringfence.transport.delivery.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.transport.account.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MailConfigTest {
    private static final MailLogin LOGIN = new MailLogin("host", SecretSource.env("PASSWORD"));

    @TempDir
    Path directory;

    private static String refusal(Executable work) {
        return assertThrows(IllegalArgumentException.class, work).getMessage();
    }

    private static MailConfig with(String fromName, int connections, int maxUnderWay, int messages) {
        return new MailConfig(
                "mail.example.org",
                587,
                MailSecurity.STARTTLS,
                Optional.empty(),
                Optional.empty(),
                "host@example.org",
                fromName,
                "example.org",
                connections,
                maxUnderWay,
                messages,
                MailTimes.defaults());
    }

    @Test
    void shouldNameFieldValueAndReasonWhenSomethingIsNotAsItHasToBe() {
        MailConfig fine = MailConfig.defaults("mail.example.org", "host@example.org");
        assertEquals(
                "delivery.mail.host = \"a b\": expected the name of a host",
                refusal(() -> MailConfig.defaults("a b", "host@example.org")));
        assertEquals(
                "delivery.mail.from = \"host\": expected an e-mail address",
                refusal(() -> MailConfig.defaults("mail.example.org", "host")));
        assertEquals("delivery.mail.port = 0: expected 1 to 65535", refusal(() -> fine.at(0, MailSecurity.TLS)));
        assertEquals(
                "delivery.mail.from-name = \"a\nb\": expected at most 64 characters in one line",
                refusal(() -> with("a\nb", 1, 1, 1)));
        assertEquals("delivery.mail.connections = 9: expected 1 to 8", refusal(() -> with("", 9, 1, 1)));
        assertEquals("delivery.mail.max-under-way = 0: expected 1 to 10000", refusal(() -> with("", 1, 0, 1)));
        assertEquals(
                "delivery.mail.messages-per-connection = 0: expected 1 to 10000", refusal(() -> with("", 1, 1, 0)));
        assertEquals(
                "delivery.mail.read-ms = 99: expected 100 to 120000",
                refusal(() -> new MailTimes(100, 99, 100, 100, 0, 0)));
        assertEquals(
                "delivery.mail.user = \"\": expected 1 to 256 characters in one line",
                refusal(() -> new MailLogin("", SecretSource.env("PASSWORD"))));
    }

    @Test
    void shouldRefuseToSayThePasswordInTheClearWhenTheServerIsAnotherMachine() {
        MailConfig other =
                MailConfig.defaults("mail.example.org", "host@example.org").with(LOGIN);
        assertEquals(
                "delivery.mail.security = none: expected tls or starttls, since the login's password would go in the"
                        + " clear",
                refusal(() -> other.at(25, MailSecurity.NONE)));
        MailConfig.defaults("127.0.0.1", "host@example.org")
                .at(25, MailSecurity.NONE)
                .with(LOGIN);
    }

    @Test
    void shouldSayWhichFileWhenItHasNoCertificates() throws IOException {
        MailConfig config = MailConfig.defaults("mail.example.org", "host@example.org");
        Path none = directory.resolve("none.pem");
        assertThrows(IOException.class, () -> MailFixture.courier(config.trusting(none)));
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        assertEquals(
                "delivery.mail.certificates = " + empty + ": expected a PEM file with certificates, it has none",
                assertThrows(IOException.class, () -> MailFixture.courier(config.trusting(empty)))
                        .getMessage());
        Path broken = Files.writeString(directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        assertEquals(
                "delivery.mail.certificates = " + broken + ": expected a PEM file with certificates",
                assertThrows(IOException.class, () -> MailFixture.courier(config.trusting(broken)))
                        .getMessage());
    }

    @Test
    void shouldSayWhereAPasswordIsMissed() {
        MailConfig config = MailConfig.defaults("mail.example.org", "host@example.org")
                .with(new MailLogin("host", SecretSource.env("RINGFENCE_NO_SUCH_VARIABLE")));
        assertEquals(
                "delivery.mail.password-env = RINGFENCE_NO_SUCH_VARIABLE: there is no such environment variable",
                assertThrows(IOException.class, () -> MailFixture.courier(config))
                        .getMessage());
    }
}
