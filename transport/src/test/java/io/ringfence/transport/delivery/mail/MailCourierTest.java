package io.ringfence.transport.delivery.mail;

import static io.ringfence.transport.delivery.mail.MailFixture.HASTY;
import static io.ringfence.transport.delivery.mail.MailFixture.TO;
import static io.ringfence.transport.delivery.mail.MailFixture.config;
import static io.ringfence.transport.delivery.mail.MailFixture.courier;
import static io.ringfence.transport.delivery.mail.MailFixture.send;
import static io.ringfence.transport.delivery.mail.MailFixture.withBounds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.Secrets;
import io.ringfence.transport.delivery.net.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that takes, refuses, is silent and hangs up where a test says. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailCourierTest {
    @TempDir
    Path directory;

    private static MailConfig clear(ScriptedSmtp server) {
        return config(server.port(), MailSecurity.NONE);
    }

    private static Attempt sendTo(ScriptedSmtp server, MailConfig config, String... to) throws Exception {
        try (MailCourier courier = courier(config, to)) {
            return send(courier);
        }
    }

    private static void await(BooleanSupplier isSo) {
        while (!isSo.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private MailLogin login(String password) throws IOException {
        return new MailLogin("host", Secrets.in(directory, password));
    }

    @Test
    void shouldSayNoMoreThanNeededWhenTheServerTakesEverything() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            assertEquals(Attempt.delivered("250 taken"), sendTo(server, clear(server), TO));
            await(() -> server.commands.contains("QUIT"));
            assertEquals(
                    List.of(
                            "EHLO example.org",
                            "MAIL FROM:<host@example.org>",
                            "RCPT TO:<Ada@example.net>",
                            "DATA",
                            "QUIT"),
                    server.commands);
            assertTrue(server.texts.get(0).endsWith("\r\n\r\nSold 2 SOL\r\n"), server.texts.get(0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT|550 5.1.1 no such user|FAILED",
                "RCPT|551 5.1.6 moved|FAILED",
                "RCPT|552 5.2.2 mailbox full|FAILED",
                "RCPT|553 5.1.3 bad address|FAILED",
                "RCPT|450 4.2.1 greylisted|LATER",
                "RCPT|451 4.3.0 trouble|LATER",
                "MAIL|550 5.7.1 not from you|FAILED",
                "MAIL|452 4.3.1 disk full|LATER",
                "DATA|554 5.6.0 no|FAILED",
                "DATA|421 4.3.2 closing|LATER",
                ".|552 5.3.4 too large|FAILED",
                ".|554 5.7.1 looks like spam|FAILED",
                ".|451 4.5.0 try again|LATER"
            })
    void shouldBeWhatTheServersNumberSaysWhenItRefuses(String command, String reply, AttemptOutcome expected)
            throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on(command, reply)) {
            Attempt attempt = sendTo(server, clear(server), TO);
            assertEquals(new Attempt(expected, 0, false, reply), attempt);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 no service here", "421 busy", "nonsense", "22"})
    void shouldBeForLaterWhenTheServerDoesNotGreet(String greeting) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on(ScriptedSmtp.GREETING, greeting)) {
            assertEquals(AttemptOutcome.LATER, sendTo(server, clear(server), TO).outcome());
            assertEquals(0, server.commandCount("MAIL"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.GREETING, "EHLO", "MAIL", "RCPT", "DATA", ScriptedSmtp.TEXT})
    void shouldBeForLaterWhenTheServerFallsSilent(String command) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on(command, ScriptedSmtp.SILENT)) {
            assertEquals(
                    Attempt.later(0, "no answer in time"),
                    sendTo(server, clear(server).with(HASTY), TO));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.GREETING, "EHLO", "MAIL", "RCPT", "DATA", ScriptedSmtp.TEXT})
    void shouldBeForLaterWhenTheServerHangsUp(String command) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on(command, ScriptedSmtp.DROP)) {
            Attempt attempt = sendTo(server, clear(server), TO);
            assertEquals(AttemptOutcome.LATER, attempt.outcome(), attempt.detail());
        }
    }

    @Test
    void shouldUseAnotherConnectionWhenTheOneBeforeIsBroken() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on(ScriptedSmtp.TEXT, ScriptedSmtp.DROP);
                MailCourier courier = courier(clear(server), TO)) {
            assertEquals(AttemptOutcome.LATER, send(courier).outcome());
            server.on(ScriptedSmtp.TEXT, "250 taken");
            assertEquals(Attempt.delivered("250 taken"), send(courier));
            assertEquals(2, server.connectionCount());
        }
    }

    @Test
    void shouldCutTheConnectionWhenAReplyDoesNotEnd() throws Exception {
        MailTimes times = new MailTimes(30_000, 30_000, 30_000, 1_500, 60_000, 5_000);
        try (ScriptedSmtp server = new ScriptedSmtp().on("EHLO", ScriptedSmtp.ENDLESS);
                MailCourier courier = courier(clear(server).with(times), TO)) {
            // Who cuts, and who reads on a connection that is cut, may either of them be the first to say so.
            assertEquals(AttemptOutcome.LATER, send(courier).outcome());
            server.isCut.await();
        }
    }

    @Test
    void shouldUseOneConnectionForManyMessagesAndAskWhetherItStands() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp();
                MailCourier courier = courier(clear(server), TO)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(Attempt.delivered("250 taken"), send(courier));
            }
            assertEquals(1, server.connectionCount());
            assertEquals(2, server.commandCount("NOOP"));
        }
    }

    @Test
    void shouldMakeAnotherConnectionWhenTheServerHasEndedTheOneThatWasIdle() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on("NOOP", ScriptedSmtp.DROP);
                MailCourier courier = courier(clear(server), TO)) {
            assertEquals(Attempt.delivered("250 taken"), send(courier));
            assertEquals(Attempt.delivered("250 taken"), send(courier));
            assertEquals(2, server.connectionCount());
        }
    }

    @Test
    void shouldTakeLeaveWhenThereIsNothingToSendForAWhile() throws Exception {
        MailTimes times = new MailTimes(30_000, 30_000, 30_000, 60_000, 0, 5_000);
        try (ScriptedSmtp server = new ScriptedSmtp();
                MailCourier courier = courier(clear(server).with(times), TO)) {
            send(courier);
            await(() -> server.commandCount("QUIT") == 1);
            send(courier);
            assertEquals(2, server.connectionCount());
        }
    }

    @Test
    void shouldMakeAnotherConnectionWhenOneHasBroughtEnough() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp();
                MailCourier courier = courier(withBounds(clear(server), 1, 2), TO)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Attempt.delivered("250 taken"), send(courier));
            }
            assertEquals(3, server.connectionCount());
        }
    }

    @Test
    void shouldBeDeliveredWhenOneAddressOfThePersonIsTaken() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()
                .on("RCPT TO:<gone@example.net>", "550 5.1.1 no such user")
                .on("RCPT TO:<busy@example.net>", "450 4.2.1 busy")) {
            MailConfig config = clear(server);
            assertEquals(
                    AttemptOutcome.DELIVERED,
                    sendTo(server, config, "gone@example.net", TO).outcome());
            assertEquals(
                    AttemptOutcome.DELIVERED,
                    sendTo(server, config, "busy@example.net", TO).outcome());
            assertEquals(2, server.texts.size());
            assertEquals(
                    Attempt.later(0, "450 4.2.1 busy"), sendTo(server, config, "gone@example.net", "busy@example.net"));
            assertEquals(Attempt.failed("550 5.1.1 no such user"), sendTo(server, config, "gone@example.net"));
            assertEquals(2, server.texts.size());
        }
    }

    @Test
    void shouldConnectToNobodyWhenThereIsNoAddress() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            assertEquals(Attempt.failed("no address"), sendTo(server, clear(server)));
            assertEquals(
                    Attempt.failed("no address"),
                    sendTo(server, clear(server), "a@example.net>\r\nRCPT TO:<b@example.net"));
            assertEquals(0, server.connectionCount());
        }
    }

    @Test
    void shouldTalkUnderTlsAloneWhenTheServerOffersStartTls() throws Exception {
        TestCertificate certificate = new TestCertificate(directory, "mail", "ip:127.0.0.1");
        try (ScriptedSmtp server = new ScriptedSmtp(certificate.server())) {
            MailConfig config = config(server.port(), MailSecurity.STARTTLS)
                    .trusting(certificate.chain)
                    .with(login("right"));
            assertEquals(Attempt.delivered("250 taken"), sendTo(server, config, TO));
            await(() -> server.commands.contains("QUIT"));
            assertEquals(
                    List.of("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"),
                    server.commands.stream()
                            .map(command -> command.split(" ")[0])
                            .toList());
        }
    }

    @Test
    void shouldSayNothingInTheClearWhenTheServerOffersNoStartTls() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp();
                MailCourier courier =
                        courier(config(server.port(), MailSecurity.STARTTLS).with(login("right")), TO)) {
            Attempt attempt = send(courier);
            assertEquals(AttemptOutcome.LATER, attempt.outcome());
            assertTrue(attempt.detail().startsWith("STARTTLS is required"), attempt.detail());
            assertTrue(courier.hasFault());
            assertEquals(0, server.commandCount("AUTH") + server.commandCount("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({"ip:127.0.0.1, another", "dns:another.example, mail"})
    void shouldBeForLaterWhenTheCertificateIsNotTheServers(String names, String trusted) throws Exception {
        TestCertificate certificate = new TestCertificate(directory, "mail", names);
        TestCertificate another = new TestCertificate(directory, "another", "ip:127.0.0.1");
        Path trust = trusted.equals("mail") ? certificate.chain : another.chain;
        try (ScriptedSmtp server = new ScriptedSmtp(certificate.server());
                MailCourier courier =
                        courier(config(server.port(), MailSecurity.STARTTLS).trusting(trust), TO)) {
            assertEquals(Attempt.later(0, "TLS failed"), send(courier));
            assertTrue(courier.hasFault());
            assertEquals(0, server.commandCount("MAIL"));
        }
    }

    @Test
    void shouldHoldTheChannelAndTellWhenTheLoginIsRefused() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on("AUTH", "535 5.7.8 who are you");
                MailCourier courier = courier(clear(server).with(login("wrong word")), TO)) {
            Attempt attempt = send(courier);
            assertEquals(Attempt.holdAll(TimeUnit.SECONDS.toNanos(5), "login refused: 535 5.7.8 who are you"), attempt);
            assertTrue(courier.hasFault());
            assertEquals(0, server.commandCount("MAIL"));

            server.on("AUTH", "235 welcome");
            assertEquals(Attempt.delivered("250 taken"), send(courier));
            assertFalse(courier.hasFault());
        }
    }

    @Test
    void shouldHoldTheChannelAndTellWhenTheServerAsksForALogin() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on("MAIL", "530 5.7.0 log in first");
                MailCourier courier = courier(clear(server), TO)) {
            assertEquals(
                    Attempt.holdAll(TimeUnit.SECONDS.toNanos(5), "login refused: 530 5.7.0 log in first"),
                    send(courier));
            assertTrue(courier.hasFault());
        }
    }

    @Test
    void shouldTakeNoMoreThanItMayWhenTheServerIsSlow() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on(ScriptedSmtp.TEXT, ScriptedSmtp.SILENT);
                MailCourier courier = courier(withBounds(clear(server), 2, 100), TO)) {
            CompletableFuture<Attempt> first =
                    courier.send(MailFixture.notification()).toCompletableFuture();
            await(() -> server.texts.size() == 1);
            CompletableFuture<Attempt> second =
                    courier.send(MailFixture.notification()).toCompletableFuture();
            assertEquals(Attempt.later(0, "too many under way"), send(courier));
            assertFalse(first.isDone() || second.isDone());
        }
    }

    @Test
    void shouldGiveUpWhatIsUnderWayWhenItIsClosed() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on(ScriptedSmtp.TEXT, ScriptedSmtp.SILENT)) {
            MailCourier courier = courier(clear(server), TO);
            CompletableFuture<Attempt> first =
                    courier.send(MailFixture.notification()).toCompletableFuture();
            CompletableFuture<Attempt> second =
                    courier.send(MailFixture.notification()).toCompletableFuture();
            await(() -> server.texts.size() == 1);
            courier.close();
            assertEquals(AttemptOutcome.LATER, first.get().outcome());
            assertEquals(Attempt.later(0, "given up"), second.get());
            assertEquals(Attempt.later(0, "given up"), send(courier));
        }
    }
}
