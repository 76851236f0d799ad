package io.ringfence.transport.delivery.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookSignatureTest {
    /** The vector that the Standard Webhooks libraries are tested with. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1_614_265_330L;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static String header(String secret, String id, long timestamp, String body) {
        return WebhookSignature.of(secret).orElseThrow().header(id, timestamp, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSignAsThePublishedVectorHasIt() {
        assertEquals(SIGNATURE, header(SECRET, ID, TIMESTAMP, BODY));
        assertEquals(SIGNATURE, NaiveSignature.of(SECRET, ID, Long.toString(TIMESTAMP), BODY));
    }

    @Property
    void shouldSignAsTheNaiveReceiverChecksWhateverIsSent(
            @ForAll @Size(min = 24, max = 64) byte[] key,
            @ForAll String id,
            @ForAll long timestamp,
            @ForAll String body) {
        String secret = "whsec_" + Base64.getEncoder().encodeToString(key);

        assertEquals(
                NaiveSignature.of(secret, id, Long.toString(timestamp), body), header(secret, id, timestamp, body));
    }

    @Test
    void shouldSignWithEachWhenASecretIsChanged() {
        String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

        assertEquals(
                SIGNATURE + " " + NaiveSignature.of(other, ID, Long.toString(TIMESTAMP), BODY),
                header(SECRET + " " + other, ID, TIMESTAMP, BODY));
    }

    static Stream<String> noSecrets() {
        return Stream.of(
                "",
                " ",
                "whsec_",
                SECRET.substring("whsec_".length()),
                "whsec_" + Base64.getEncoder().encodeToString(new byte[23]),
                "whsec_" + Base64.getEncoder().encodeToString(new byte[65]),
                "whsec_!MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                SECRET + " whsec_",
                String.join(" ", SECRET, SECRET, SECRET, SECRET, SECRET));
    }

    @ParameterizedTest
    @MethodSource("noSecrets")
    void shouldHaveNoneWhenASecretIsNone(String secret) {
        assertTrue(WebhookSignature.of(secret).isEmpty());
    }

    @Property
    void shouldKeepIdsApartAndWithoutAFullStopWhateverTheyAre(@ForAll String one, @ForAll String other) {
        assertTrue(WebhookId.of(one).matches("[A-Za-z0-9_%-]*"));
        // A lone surrogate has no bytes of its own, and no event's id has one.
        boolean differ = !new String(one.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .equals(new String(other.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertEquals(differ, !WebhookId.of(one).equals(WebhookId.of(other)));
    }

    @Test
    void shouldLeaveAnIdOfTheHostsAsItIs() {
        assertEquals("019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11", WebhookId.of("019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11"));
        assertEquals("rf-2077%2E3", WebhookId.of("rf-2077.3"));
        assertNotEquals(WebhookId.of("a.b"), WebhookId.of("a%2Eb"));
        assertFalse(WebhookId.of("a\r\nHost: x").contains("\r"));
    }
}
