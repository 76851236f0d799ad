package io.ringfence.transport.delivery.fcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.ContactBook;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.Notifications;
import io.ringfence.transport.delivery.Secrets;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.JsonTree;
import io.ringfence.transport.delivery.net.Service;
import io.ringfence.transport.json.JsonText;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FcmCourierTest {
    private static final HttpLimits LIMITS = new HttpLimits(20_000, 60_000, 8_192, 600_000, 2);
    private static final HttpLimits IMPATIENT = new HttpLimits(100, 300, 8_192, 600_000, 2);
    private static final Service.Reply LOGIN =
            Service.ok("{\"access_token\":\"ya29.first\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
    private static final Service.Reply TAKEN = Service.ok("{\"name\":\"projects/desk-1/messages/0:1500\"}");

    private static KeyPair keys;

    @TempDir
    private Path directory;

    private final AtomicLong nowMs = new AtomicLong(1_767_323_045_000L);
    private Service google;
    private Service fcm;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        keys = generator.generateKeyPair();
    }

    @BeforeEach
    void open() throws IOException {
        google = new Service().will(LOGIN);
        fcm = new Service().will(TAKEN);
    }

    @AfterEach
    void close() {
        google.close();
        fcm.close();
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private JsonText account(String type, String pem, String tokenUri) {
        return new JsonText()
                .object()
                .text("type", type)
                .text("project_id", "desk-1")
                .text("private_key_id", "key-7")
                .text("private_key", pem)
                .text("client_email", "host@desk-1.iam.gserviceaccount.com")
                .text("token_uri", tokenUri)
                .endObject();
    }

    private FcmCourier courier(HttpLimits limits, ContactBook contacts) throws IOException {
        String account =
                account("service_account", pem(), google.base() + "/token").toString();
        return new FcmCourier(
                new FcmConfig(Secrets.in(directory, account), fcm.base(), 3_600), limits, contacts, nowMs::get);
    }

    private Attempt send(HttpLimits limits, ContactBook contacts) throws IOException {
        try (FcmCourier courier = courier(limits, contacts)) {
            return send(courier);
        }
    }

    private static Attempt send(FcmCourier courier) {
        return courier.send(Notifications.of("Filled", "10 BTCUSD"))
                .toCompletableFuture()
                .join();
    }

    private static Service.Reply refusal(int status, String code, String... headers) {
        return Service.answer(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"m\",\"status\":\"S\",\"details\":[{\"@type\":"
                        + "\"type.googleapis.com/google.rpc.BadRequest\"},{\"@type\":"
                        + "\"type.googleapis.com/google.firebase.fcm.v1.FcmError\",\"errorCode\":\"" + code + "\"}]}}",
                headers);
    }

    @Test
    void shouldLogInWithASignedAssertionWhenItHasNoToken() throws Exception {
        send(LIMITS, new ContactBook("phone"));

        Service.Received login = google.received().get(0);
        assertEquals("/token", login.path());
        assertEquals("application/x-www-form-urlencoded", login.header("Content-Type"));
        String form = URLDecoder.decode(login.body(), StandardCharsets.UTF_8);
        String prefix = "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=";
        assertTrue(form.startsWith(prefix), form);
        String[] parts = form.substring(prefix.length()).split("\\.");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
        JsonTree header = decoded(parts[0]);
        assertEquals(
                List.of("RS256", "JWT", "key-7"), List.of(header.text("alg"), header.text("typ"), header.text("kid")));
        JsonTree claims = decoded(parts[1]);
        assertEquals("host@desk-1.iam.gserviceaccount.com", claims.text("iss"));
        assertEquals(google.base() + "/token", claims.text("aud"));
        assertEquals("https://www.googleapis.com/auth/firebase.messaging", claims.text("scope"));
        assertEquals(nowMs.get() / 1_000, claims.number("iat").orElseThrow());
        assertEquals(nowMs.get() / 1_000 + 3_600, claims.number("exp").orElseThrow());
    }

    private static JsonTree decoded(String part) {
        return JsonTree.parse(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @Test
    void shouldSendTheMessageWhenItHasAToken() throws IOException {
        assertEquals(Attempt.delivered("taken"), send(LIMITS, new ContactBook("phone-1")));

        Service.Received request = fcm.received().get(0);
        assertEquals("/v1/projects/desk-1/messages:send", request.path());
        assertEquals("Bearer ya29.first", request.header("Authorization"));
        JsonTree message = JsonTree.parse(request.body()).orElseThrow();
        assertEquals("phone-1", message.text("message", "token"));
        assertEquals("Filled", message.text("message", "notification", "title"));
        assertEquals("10 BTCUSD", message.text("message", "notification", "body"));
        assertEquals("019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11", message.text("message", "data", "event_id"));
        assertEquals("ORDER_FILLED", message.text("message", "data", "type"));
        assertEquals("critical", message.text("message", "data", "priority"));
        assertEquals("2026-01-02T03:04:05.678Z", message.text("message", "data", "created_at"));
        assertEquals("HIGH", message.text("message", "android", "priority"));
        assertEquals("3600s", message.text("message", "android", "ttl"));
        assertEquals("10", message.text("message", "apns", "headers", "apns-priority"));
    }

    @Test
    void shouldStayBelowTheServicesBoundWhenAnEventIsLong() throws IOException {
        try (FcmCourier courier = courier(LIMITS, new ContactBook("phone"))) {
            Notification longest = Notifications.of("€".repeat(512), "€".repeat(16_384));
            courier.send(longest).toCompletableFuture().join();
        }

        JsonTree message = JsonTree.parse(fcm.received().get(0).body()).orElseThrow();
        int bytes = Stream.of("title", "body")
                .mapToInt(
                        field -> message.text("message", "notification", field).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        assertTrue(bytes > 2_000 && bytes < 2_400, bytes + " bytes");
    }

    @Test
    void shouldKeepTheTokenUntilAMinuteBeforeItExpires() throws IOException {
        google.will(LOGIN, Service.ok("{\"access_token\":\"ya29.second\",\"expires_in\":3599}"));
        try (FcmCourier courier = courier(LIMITS, new ContactBook("a", "b", "c"))) {
            send(courier);
            nowMs.addAndGet(3_538_999);
            send(courier);
            assertEquals(1, google.received().size());

            nowMs.addAndGet(1);
            send(courier);
        }

        assertEquals(2, google.received().size());
        List<String> bearers = fcm.received().stream()
                .map(request -> request.header("Authorization"))
                .toList();
        assertEquals(9, bearers.size());
        assertEquals(6, bearers.stream().filter("Bearer ya29.first"::equals).count());
        assertEquals(3, bearers.stream().filter("Bearer ya29.second"::equals).count());
    }

    @Test
    void shouldAskOnceWhenSeveralNeedATokenAtTheSameTime() throws IOException {
        try (FcmCourier courier = courier(LIMITS, new ContactBook("phone"))) {
            List<CompletableFuture<Attempt>> attempts = Stream.generate(
                            () -> courier.send(Notifications.of("t", "x")).toCompletableFuture())
                    .limit(20)
                    .toList();
            attempts.forEach(attempt ->
                    assertEquals(AttemptOutcome.DELIVERED, attempt.join().outcome()));
        }

        assertEquals(1, google.received().size());
        assertEquals(20, fcm.received().size());
    }

    @Test
    void shouldLogInAgainWhenTheTokenIsNotTakenAnyMore() throws IOException {
        fcm.will(refusal(401, "UNAUTHENTICATED"), TAKEN);
        try (FcmCourier courier = courier(LIMITS, new ContactBook("phone"))) {
            assertEquals(Attempt.later(0, "401 UNAUTHENTICATED"), send(courier));
            assertEquals(AttemptOutcome.DELIVERED, send(courier).outcome());
        }

        assertEquals(2, google.received().size());
    }

    @Test
    void shouldTakeThePhoneAwayWhenItIsNotRegisteredAnyMore() throws IOException {
        fcm.will(refusal(404, "UNREGISTERED"));
        ContactBook contacts = new ContactBook("phone");

        assertEquals(Attempt.failed("404 UNREGISTERED"), send(LIMITS, contacts));
        assertEquals(List.of(), contacts.addresses());
    }

    @ParameterizedTest
    @CsvSource({"400,INVALID_ARGUMENT", "403,SENDER_ID_MISMATCH"})
    void shouldFailAndKeepThePhoneWhenTheMessageIsNotTaken(int status, String code) throws IOException {
        fcm.will(refusal(status, code));
        ContactBook contacts = new ContactBook("phone");

        assertEquals(Attempt.failed(status + " " + code), send(LIMITS, contacts));
        assertEquals(List.of("phone"), contacts.addresses());
    }

    @Test
    void shouldKeepThePhoneWhenItIsTheProjectThatIsNotFound() throws IOException {
        fcm.will(Service.answer(404, "<html>Not Found</html>"));
        ContactBook contacts = new ContactBook("phone");

        assertEquals(Attempt.later(0, "HTTP 404"), send(LIMITS, contacts));
        assertEquals(List.of("phone"), contacts.addresses());
    }

    @Test
    void shouldWaitAMinuteAtLeastWhenTheQuotaIsUsedUp() throws IOException {
        fcm.will(refusal(429, "QUOTA_EXCEEDED"), refusal(429, "QUOTA_EXCEEDED", "Retry-After", "90"));
        try (FcmCourier courier = courier(LIMITS, new ContactBook("phone"))) {
            assertEquals(Attempt.later(TimeUnit.SECONDS.toNanos(60), "429 QUOTA_EXCEEDED"), send(courier));
            assertEquals(Attempt.later(TimeUnit.SECONDS.toNanos(90), "429 QUOTA_EXCEEDED"), send(courier));
        }
    }

    @Test
    void shouldHoldTheChannelWhenTheServiceAsksToBeLeftAlone() throws IOException {
        fcm.will(refusal(503, "UNAVAILABLE", "Retry-After", "30"), refusal(503, "UNAVAILABLE"));
        try (FcmCourier courier = courier(LIMITS, new ContactBook("phone"))) {
            assertEquals(Attempt.holdAll(TimeUnit.SECONDS.toNanos(30), "503 UNAVAILABLE"), send(courier));
            assertEquals(Attempt.later(0, "503 UNAVAILABLE"), send(courier));
        }
    }

    @Test
    void shouldTryLaterWhenTheServiceIsNotWell() throws IOException {
        fcm.will(
                Service.answer(500, ""), Service.ok("{\"name\":"), Service.ok("{}"), Service.flood(), Service.hangUp());
        try (FcmCourier courier = courier(LIMITS, new ContactBook("phone"))) {
            assertEquals(Attempt.later(0, "HTTP 500"), send(courier));
            assertEquals(Attempt.later(0, "broken answer"), send(courier));
            assertEquals(Attempt.later(0, "broken answer"), send(courier));
            assertEquals(Attempt.later(0, "broken answer"), send(courier));
            assertEquals(Attempt.later(0, "connection lost"), send(courier));
        }
    }

    @Test
    void shouldTryLaterWhenNothingIsAnswered() throws IOException {
        fcm.will(Service.silence());

        assertEquals(Attempt.later(0, "no answer in time"), send(IMPATIENT, new ContactBook("phone")));
    }

    @Test
    void shouldTryLaterAndAskAgainWhenItGetsNoToken() throws IOException {
        google.will(
                Service.answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT\"}"),
                Service.ok("{\"access_token\":\"with space\",\"expires_in\":3599}"),
                Service.ok("{\"access_token\":\"a\"}"),
                Service.hangUp(),
                LOGIN);
        try (FcmCourier courier = courier(LIMITS, new ContactBook("phone"))) {
            assertEquals(Attempt.later(0, "no access token: HTTP 400"), send(courier));
            assertEquals(Attempt.later(0, "no access token: broken answer"), send(courier));
            assertEquals(Attempt.later(0, "no access token: broken answer"), send(courier));
            assertEquals(Attempt.later(0, "no access token: connection lost"), send(courier));
            assertEquals(0, fcm.received().size());
            assertEquals(AttemptOutcome.DELIVERED, send(courier).outcome());
        }
    }

    @Test
    void shouldNotLogInWhenThereIsNoPhone() throws IOException {
        assertEquals(Attempt.failed("no address"), send(LIMITS, new ContactBook()));
        assertEquals(List.of(), google.received());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/token",
                "http://127.0.0.1.example.com/token",
                "ftp://127.0.0.1/token",
                "not an address",
                ""
            })
    void shouldRefuseATokenEndpointInTheClearWhenItIsElsewhere(String tokenUri) throws IOException {
        String account = account("service_account", pem(), tokenUri).toString();

        assertEquals("token_uri: expected an https address", fault(account));
    }

    @Test
    void shouldSayWhereAndNotWhatWhenTheAccountIsNone() throws IOException {
        assertEquals("expected a service account's key, one JSON object", fault("secret"));
        assertEquals(
                "type: expected service_account",
                fault(account("authorized_user", pem(), "https://a/t").toString()));
        assertEquals(
                "private_key: expected a private key in PEM",
                fault(account("service_account", "secret", "https://a/t").toString()));
        String broken = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
        assertEquals(
                "private_key: expected an RSA private key in PKCS #8",
                fault(account("service_account", broken, "https://a/t").toString()));
    }

    private String fault(String account) throws IOException {
        FcmConfig config = FcmConfig.defaults(Secrets.in(directory, account));
        String message = assertThrows(
                        IOException.class, () -> new FcmCourier(config, LIMITS, new ContactBook(), nowMs::get))
                .getMessage();
        String field = "delivery.fcm.service-account: ";
        assertTrue(message.startsWith(field), message);
        assertFalse(message.contains("secret") || message.contains("c2VjcmV0"), message);
        return message.substring(field.length());
    }
}
