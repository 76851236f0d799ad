package io.ringfence.transport.delivery.webpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.ContactBook;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.RawServer;
import io.ringfence.transport.delivery.net.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against services on loopback that take, refuse, are silent and talk nonsense. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebPushCourierTest {
    private static final int ACCOUNT = 7;
    private static final long NOW_MS = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    private static final HttpLimits PATIENT = HttpLimits.defaults();
    /** For services that do not answer; others may take as long as the machine needs. */
    private static final HttpLimits HASTY = new HttpLimits(5_000, 300, 1_024, 3_600_000, 2);

    private final Browser browser = Browser.random();
    private PushService service;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        service = new PushService(null);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private SecretSource key() throws IOException {
        Path file = directory.resolve("vapid.pem");
        if (!file.toFile().exists()) {
            VapidKeys.create(file);
        }
        return SecretSource.file(file);
    }

    private WebPushConfig config() throws IOException {
        return WebPushConfig.defaults(key(), "mailto:operator@example.org").withLoopback();
    }

    private WebPushCourier courier(HttpLimits limits, ContactBook contacts) throws IOException {
        return new WebPushCourier(config(), limits, contacts, () -> NOW_MS);
    }

    private static ContactBook contacts(Contact... contacts) {
        ContactBook book = new ContactBook();
        for (Contact contact : contacts) {
            book.with(contact.address(), contact.secret());
        }
        return book;
    }

    private static Notification notification(DeliveryPriority priority) {
        return new Notification(
                "rf-5.1", ACCOUNT, "ORDER_FILLED", priority, NOW_MS * 1_000_000, "Filled", "Sold 2 SOL", "{\"a\":1}");
    }

    private static Attempt send(WebPushCourier courier) throws Exception {
        return courier.send(notification(DeliveryPriority.CRITICAL))
                .toCompletableFuture()
                .get();
    }

    private Attempt sendTo(HttpLimits limits, Contact... to) throws Exception {
        try (WebPushCourier courier = courier(limits, contacts(to))) {
            return send(courier);
        }
    }

    private Attempt sendTo(int port) throws Exception {
        return sendTo(HASTY, browser.contact("http://127.0.0.1:" + port + "/a"));
    }

    @Test
    void shouldSendWhatTheBrowserCanReadWhenItIsSubscribed() throws Exception {
        TestCertificate certificate = new TestCertificate(directory, "push", "ip:127.0.0.1");
        try (PushService secure = new PushService(certificate.server());
                WebPushCourier courier = new WebPushCourier(
                        config(),
                        PATIENT,
                        contacts(browser.contact(secure.endpoint("/send/abc"))),
                        () -> NOW_MS,
                        certificate.trusted())) {
            assertEquals(Attempt.delivered("HTTP 201"), send(courier));

            PushService.Push push = secure.pushes.take();
            assertEquals(
                    List.of("POST", "/send/abc", "aes128gcm", "application/octet-stream"),
                    List.of(push.method(), push.path(), push.header("Content-Encoding"), push.header("Content-Type")));
            assertEquals(
                    "{\"id\":\"rf-5.1\",\"type\":\"ORDER_FILLED\",\"priority\":\"critical\",\"title\":\"Filled\","
                            + "\"text\":\"Sold 2 SOL\",\"created_at\":\"2026-03-01T10:00:00.000Z\",\"event\":{\"a\":1}}",
                    browser.text(push.body()));
            String[] parts = push.header("Authorization").split("(vapid t=)|(, k=)");
            SignedJWT token = SignedJWT.parse(parts[1]);
            assertEquals(courier.publicKey(), parts[2]);
            assertTrue(token.verify(
                    new ECDSAVerifier(P256.publicKey(Base64.getUrlDecoder().decode(parts[2])))));
            String origin = secure.endpoint("");
            assertEquals(List.of(origin), token.getJWTClaimsSet().getAudience());
        }
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, high, 604800", "NORMAL, normal, 86400"})
    void shouldSayHowUrgentItIsAndHowLongItMayWait(DeliveryPriority priority, String urgency, String ttl)
            throws Exception {
        try (WebPushCourier courier = courier(PATIENT, contacts(browser.contact(service.endpoint("/a"))))) {
            courier.send(notification(priority)).toCompletableFuture().get();
            PushService.Push push = service.pushes.take();
            assertEquals(List.of(urgency, ttl), List.of(push.header("Urgency"), push.header("TTL")));
        }
    }

    @Test
    void shouldEncryptEachMessageWithAnotherKeyWhenItIsSentAgain() throws Exception {
        try (WebPushCourier courier = courier(PATIENT, contacts(browser.contact(service.endpoint("/a"))))) {
            send(courier);
            send(courier);
            String first = new String(service.pushes.take().body(), StandardCharsets.ISO_8859_1);
            String second = new String(service.pushes.take().body(), StandardCharsets.ISO_8859_1);
            assertTrue(!first.substring(0, 86).equals(second.substring(0, 86)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void shouldBeDeliveredWhenTheServiceHasTakenIt(int status) throws Exception {
        service.answer("/a", status);
        assertEquals(Attempt.delivered("HTTP " + status), sendTo(PATIENT, browser.contact(service.endpoint("/a"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void shouldRemoveTheSubscriptionWhenTheServiceHasItNoMore(int status) throws Exception {
        service.answer("/gone", status);
        Contact gone = browser.contact(service.endpoint("/gone"));
        Contact other = Browser.random().contact(service.endpoint("/failed"));
        service.answer("/failed", 400);
        ContactBook contacts = contacts(gone, other);
        try (WebPushCourier courier = courier(PATIENT, contacts)) {
            assertEquals(AttemptOutcome.FAILED, send(courier).outcome());
            assertEquals(List.of(other), contacts.of(ACCOUNT, DeliveryChannel.WEB));
            assertEquals(1, courier.requestCount(ACCOUNT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 405, 413})
    void shouldHaveFailedWhenTheServiceWillNeverTakeIt(int status) throws Exception {
        service.answer("/a", status, "Location", service.endpoint("/elsewhere"));
        ContactBook contacts = contacts(browser.contact(service.endpoint("/a")));
        try (WebPushCourier courier = courier(PATIENT, contacts)) {
            assertEquals(Attempt.failed("HTTP " + status), send(courier));
        }
        assertEquals(1, contacts.of(ACCOUNT, DeliveryChannel.WEB).size());
        assertEquals(1, service.pushes.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|30|30",
                "429||0",
                "503|Sun, 01 Mar 2026 10:02:00 GMT|120",
                "500||0",
                "502|soon|0",
                "408|5|5",
                "503|999999|3600"
            })
    void shouldBeForLaterWhenTheServiceSaysSo(int status, String retryAfter, int expectedSeconds) throws Exception {
        if (retryAfter == null) {
            service.answer("/a", status);
        } else {
            service.answer("/a", status, "Retry-After", retryAfter);
        }
        assertEquals(
                Attempt.later(TimeUnit.SECONDS.toNanos(expectedSeconds), "HTTP " + status),
                sendTo(PATIENT, browser.contact(service.endpoint("/a"))));
    }

    @Test
    void shouldBeDeliveredWhenOneBrowserOfThePersonHasIt() throws Exception {
        service.answer("/later", 503, "Retry-After", "60");
        service.answer("/failed", 400);
        Contact later = Browser.random().contact(service.endpoint("/later"));
        Contact failed = Browser.random().contact(service.endpoint("/failed"));
        Contact taken = browser.contact(service.endpoint("/taken"));
        assertEquals(Attempt.delivered("HTTP 201"), sendTo(PATIENT, failed, later, taken));
        assertEquals(Attempt.later(TimeUnit.SECONDS.toNanos(60), "HTTP 503"), sendTo(PATIENT, failed, later));
        assertEquals(5, service.pushes.size());
    }

    @Test
    void shouldHaveFailedWhenNoBrowserIsSubscribed() throws Exception {
        assertEquals(AttemptOutcome.FAILED, sendTo(PATIENT).outcome());
    }

    @Test
    void shouldHaveFailedWhenAContactIsNoSubscription() throws Exception {
        assertEquals(
                Attempt.failed("not a subscription"),
                sendTo(PATIENT, new Contact(service.endpoint("/a"), "{\"p256dh\":\"AAAA\"}")));
    }

    @Test
    void shouldCallNobodyWhenTheEndpointIsInAPrivateNetwork() throws Exception {
        WebPushConfig strict = WebPushConfig.defaults(key(), "mailto:operator@example.org");
        TestCertificate certificate = new TestCertificate(directory, "push", "dns:localhost");
        try (RawServer server = new RawServer(Socket::getInputStream)) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                Contact inside = browser.contact("https://" + host + ":" + server.port() + "/a");
                try (WebPushCourier courier =
                        new WebPushCourier(strict, PATIENT, contacts(inside), () -> NOW_MS, certificate.trusted())) {
                    assertEquals(Attempt.failed("endpoint is not public"), send(courier));
                }
            }
            assertEquals(0, server.connectionCount());
        }
    }

    @Test
    void shouldBeForLaterWhenTheServiceIsSilent() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        try (RawServer silent = new RawServer(socket -> isOver.await())) {
            assertEquals(Attempt.later(0, "no answer in time"), sendTo(silent.port()));
        } finally {
            isOver.countDown();
        }
    }

    @Test
    void shouldBeForLaterWhenTheAnswerComesByteByByte() throws Exception {
        try (RawServer slow = new RawServer(socket -> {
            String head = "HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            RawServer.drip(socket, new byte[] {'x'});
        })) {
            assertEquals(Attempt.later(0, "no answer in time"), sendTo(slow.port()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage\r\n\r\n",
                "HTTP/1.1 ",
                "HTTP/1.1 abc Created\r\n\r\n",
                "HTTP/1.1 201 Created\r\nContent-Length: 5",
                "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nab",
                "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void shouldBeForLaterWhenTheAnswerIsBroken(String answer) throws Exception {
        try (RawServer broken = new RawServer(socket -> {
            readRequest(socket);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        })) {
            Attempt attempt = sendTo(PATIENT, browser.contact("http://127.0.0.1:" + broken.port() + "/a"));
            assertEquals(AttemptOutcome.LATER, attempt.outcome(), attempt.detail());
            assertEquals(1, broken.connectionCount());
        }
    }

    /** Else closing resets the connection under the answer. */
    private static void readRequest(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        var length = Pattern.compile("(?i)content-length: ([0-9]+)").matcher(head);
        assertTrue(length.find());
        socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
    }

    @Test
    void shouldBeForLaterWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertEquals(AttemptOutcome.LATER, sendTo(port).outcome());
    }

    @Test
    void shouldBeForLaterWhenTheServiceShowsACertificateOfAnother() throws Exception {
        SSLContext another = new TestCertificate(directory, "another", "ip:127.0.0.1").trusted();
        TestCertificate certificate = new TestCertificate(directory, "push", "ip:127.0.0.1");
        try (PushService secure = new PushService(certificate.server());
                WebPushCourier courier = new WebPushCourier(
                        config(), PATIENT, contacts(browser.contact(secure.endpoint("/a"))), () -> NOW_MS, another)) {
            assertEquals(Attempt.later(0, "TLS failed"), send(courier));
            assertEquals(0, secure.pushes.size());
        }
    }

    @Test
    void shouldGiveUpWhatIsUnderWayWhenItIsClosed() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch isOver = new CountDownLatch(1);
        try (RawServer silent = new RawServer(socket -> {
            isAsked.countDown();
            isOver.await();
        })) {
            WebPushCourier courier =
                    courier(PATIENT, contacts(browser.contact("http://127.0.0.1:" + silent.port() + "/a")));
            CompletableFuture<Attempt> attempt =
                    courier.send(notification(DeliveryPriority.NORMAL)).toCompletableFuture();
            isAsked.await();
            courier.close();
            assertEquals(Attempt.later(0, "given up"), attempt.get());
            assertEquals(
                    Attempt.later(0, "given up"),
                    courier.send(notification(DeliveryPriority.NORMAL))
                            .toCompletableFuture()
                            .get());
        } finally {
            isOver.countDown();
        }
    }
}
