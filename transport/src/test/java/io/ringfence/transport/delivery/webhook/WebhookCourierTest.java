package io.ringfence.transport.delivery.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.BreakerConfig;
import io.ringfence.transport.delivery.ContactBook;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.Notifications;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.PublicAddress;
import io.ringfence.transport.delivery.net.Service;
import io.ringfence.transport.delivery.net.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WebhookCourierTest {
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final HttpLimits LIMITS = new HttpLimits(20_000, 60_000, 1_024, 60_000, 2);
    private static final HttpLimits IMPATIENT = new HttpLimits(5_000, 300, 1_024, 60_000, 2);
    private static final BreakerConfig BREAKER = new BreakerConfig(2, 10_000, 60_000);
    private static final WebhookConfig HERE = new WebhookConfig(true, 65_536, 2, 16, BREAKER);
    private static final WebhookConfig PUBLIC = new WebhookConfig(false, 65_536, 2, 16, BREAKER);

    private final AtomicLong nowMs = new AtomicLong(1_767_323_045_678L);
    private final AtomicLong nanos = new AtomicLong();
    private Service receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Service().will(Service.answer(204, ""));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private String hook() {
        return receiver.base() + "/hook?for=7";
    }

    private WebhookCourier courier(WebhookConfig config, HttpLimits limits, ContactBook contacts) {
        return new WebhookCourier(config, limits, contacts, nowMs::get, nanos::get);
    }

    private static Attempt send(WebhookCourier courier, Notification notification) {
        return courier.send(notification).toCompletableFuture().join();
    }

    private Attempt send(WebhookConfig config, HttpLimits limits, ContactBook contacts) {
        try (WebhookCourier courier = courier(config, limits, contacts)) {
            return send(courier, Notifications.of("Filled", "10 BTCUSD"));
        }
    }

    private Attempt send() {
        return send(HERE, LIMITS, new ContactBook().with(hook(), SECRET));
    }

    @Test
    void shouldPostTheEventWithASignatureThatTheReceiverCanCheck() {
        assertEquals(Attempt.delivered("HTTP 204"), send());

        Service.Received request = receiver.received().get(0);
        assertEquals("POST", request.method());
        assertEquals("/hook", request.path());
        assertEquals("application/json", request.header("Content-Type"));
        assertEquals("019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11", request.header("webhook-id"));
        assertEquals("1767323045", request.header("webhook-timestamp"));
        assertEquals(
                NaiveSignature.of(
                        SECRET, request.header("webhook-id"), request.header("webhook-timestamp"), request.body()),
                request.header("webhook-signature"));
        assertEquals(
                "{\"type\":\"ORDER_FILLED\",\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"data\":{\"type\":\"event\",\"title\":\"Filled\"}}",
                request.body());
    }

    @Test
    void shouldKeepTheIdAndChangeTheTimestampWhenItIsTriedAgain() {
        receiver.will(Service.answer(500, ""), Service.answer(200, "thanks"));
        try (WebhookCourier courier = courier(HERE, LIMITS, new ContactBook().with(hook(), SECRET))) {
            assertEquals(
                    AttemptOutcome.LATER,
                    send(courier, Notifications.withKey("rf-12.3")).outcome());
            nowMs.addAndGet(60_000);
            assertEquals(
                    AttemptOutcome.DELIVERED,
                    send(courier, Notifications.withKey("rf-12.3")).outcome());
        }

        assertEquals(
                List.of("rf-12%2E3 1767323045", "rf-12%2E3 1767323105"),
                receiver.received().stream()
                        .map(request -> request.header("webhook-id") + " " + request.header("webhook-timestamp"))
                        .toList());
    }

    @Test
    void shouldTakeTheAddressAwayWhenTheReceiverWantsNoMore() {
        receiver.will(Service.answer(410, ""));
        ContactBook contacts = new ContactBook().with(hook(), SECRET);

        assertEquals(Attempt.failed("HTTP 410"), send(HERE, LIMITS, contacts));
        assertEquals(List.of(), contacts.addresses());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void shouldFailAndGoNowhereWhenItIsSentElsewhere(int status) {
        receiver.will(Service.answer(status, "", "Location", receiver.base() + "/elsewhere"));

        assertEquals(Attempt.failed("HTTP " + status + ", not followed"), send());
        assertEquals(1, receiver.received().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 413, 414, 415, 422})
    void shouldFailWhenTheSameRequestWouldBeAnsweredTheSame(int status) {
        receiver.will(Service.answer(status, ""));

        assertEquals(Attempt.failed("HTTP " + status), send());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 425, 429, 500, 502, 503, 504})
    void shouldTryLaterWhenTheReceiverMayTakeItThen(int status) {
        receiver.will(Service.answer(status, "", "Retry-After", "7"));

        assertEquals(Attempt.later(TimeUnit.SECONDS.toNanos(7), "HTTP " + status), send());
    }

    @Test
    void shouldTryLaterWhenTheReceiverDoesNotAnswer() {
        receiver.will(Service.silence());
        assertEquals(
                Attempt.later(0, "no answer in time"), send(HERE, IMPATIENT, new ContactBook().with(hook(), SECRET)));

        receiver.will(Service.hangUp());
        assertEquals(Attempt.later(0, "connection lost"), send());
    }

    @Test
    void shouldBeDeliveredWhenTheReceiverTalksWithoutAnEnd() {
        receiver.will(Service.flood());

        assertEquals(Attempt.delivered("HTTP 200"), send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/hook",
                "https://localhost/hook",
                "https://10.1.2.3/hook",
                "https://172.16.0.1/hook",
                "https://192.168.1.1/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/hook",
                "https://0.0.0.0/hook",
                "https://224.0.0.1/hook",
                "https://255.255.255.255/hook",
                "https://[::1]/hook",
                "https://[::]/hook",
                "https://[fe80::1]/hook",
                "https://[fc00::1]/hook",
                "https://[ff02::1]/hook",
                "https://[::ffff:127.0.0.1]/hook",
                "https://[64:ff9b::7f00:1]/hook",
                "https://[2002:7f00:1::]/hook",
                "https://2130706433/hook",
                "https://user:secret@example.com/hook",
                "http://example.com/hook",
                "http://127.0.0.1/hook",
                "ftp://example.com/hook",
                "file:///etc/passwd",
                "hook",
                ""
            })
    void shouldSendNothingWhenAnAddressIsNotForEveryone(String address) {
        assertEquals(
                Attempt.failed("address is not allowed"),
                send(PUBLIC, LIMITS, new ContactBook().with(address, SECRET)));
    }

    @Test
    void shouldSendNothingWhenTheSecretIsNone() {
        assertEquals(Attempt.failed("secret is none"), send(HERE, LIMITS, new ContactBook().with(hook(), "secret")));
        assertEquals(List.of(), receiver.received());
    }

    @Test
    void shouldSendNothingWhenTheEventIsTooLarge() {
        WebhookConfig small = new WebhookConfig(true, 1_024, 2, 16, BREAKER);
        Notification large = new Notification(
                "key",
                7,
                "OWN",
                Notifications.withKey("k").priority(),
                0,
                "t",
                "x",
                "{\"a\":\"" + "x".repeat(1_024) + "\"}");
        try (WebhookCourier courier = courier(small, LIMITS, new ContactBook().with(hook(), SECRET))) {
            assertEquals(Attempt.failed("event is too large"), send(courier, large));
        }
    }

    @Test
    void shouldTellNothingWhenWhoIsThereHasNoCertificateForTheName(@TempDir Path directory) throws Exception {
        TestCertificate another = new TestCertificate(directory, "another", "dns:receiver.example.com");
        try (Service stranger = new Service(another.server()).will(Service.answer(204, ""));
                WebhookCourier courier = new WebhookCourier(
                        HERE,
                        LIMITS,
                        new ContactBook().with("https://localhost:" + stranger.port() + "/hook", SECRET),
                        nowMs::get,
                        nanos::get,
                        new PublicAddress(true),
                        another.trusted())) {

            assertEquals(Attempt.later(0, "TLS failed"), send(courier, Notifications.of("t", "x")));
            assertEquals(List.of(), stranger.received());
        }
    }

    @Test
    void shouldPostOverTlsWhenTheCertificateIsForTheName(@TempDir Path directory) throws Exception {
        TestCertificate own = new TestCertificate(directory, "own", "dns:localhost");
        try (Service secure = new Service(own.server()).will(Service.answer(200, "thanks"));
                WebhookCourier courier = new WebhookCourier(
                        HERE,
                        LIMITS,
                        new ContactBook().with("https://localhost:" + secure.port() + "/hook", SECRET),
                        nowMs::get,
                        nanos::get,
                        new PublicAddress(true),
                        own.trusted())) {

            assertEquals(Attempt.delivered("HTTP 200"), send(courier, Notifications.of("t", "x")));
            assertEquals(1, secure.received().size());
        }
    }

    @Test
    void shouldLeaveAReceiverAloneAndNobodyElseWhenItIsDown() throws IOException {
        receiver.will(Service.answer(500, ""));
        try (Service other = new Service().will(Service.answer(204, ""));
                WebhookCourier courier = courier(HERE, LIMITS, new ContactBook().with(hook(), SECRET));
                WebhookCourier both = courier(
                        HERE, LIMITS, new ContactBook().with(hook(), SECRET).with(other.base() + "/hook", SECRET))) {
            Notification event = Notifications.of("t", "x");
            send(courier, event);
            send(courier, event);
            assertEquals(Attempt.later(TimeUnit.SECONDS.toNanos(10), "receiver is down"), send(courier, event));
            assertEquals(2, receiver.received().size());

            send(both, event);
            send(both, event);
            assertEquals(AttemptOutcome.DELIVERED, send(both, event).outcome());
            assertEquals(3, other.received().size());

            receiver.will(Service.answer(204, ""));
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
            assertEquals(AttemptOutcome.DELIVERED, send(courier, event).outcome());
            assertEquals(5, receiver.received().size());
        }
    }
}
