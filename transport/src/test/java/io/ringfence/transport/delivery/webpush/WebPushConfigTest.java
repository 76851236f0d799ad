package io.ringfence.transport.delivery.webpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.transport.account.SecretSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPushConfigTest {
    private static final SecretSource KEY = SecretSource.env("VAPID_KEY");

    private static String refusal(int lifetime, int normal, int critical, int payload, int threads) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new WebPushConfig(KEY, "mailto:a@b", lifetime, normal, critical, payload, threads, false))
                .getMessage();
    }

    @Test
    void shouldNameFieldValueAndReasonWhenABoundIsPassed() {
        assertEquals(
                "delivery.web-push.token-lifetime-seconds = 86401: expected 300 to 86400",
                refusal(86_401, 0, 0, 3_993, 1));
        assertEquals("delivery.web-push.normal-ttl-seconds = -1: expected 0 to 2419200", refusal(300, -1, 0, 3_993, 1));
        assertEquals(
                "delivery.web-push.critical-ttl-seconds = 2419201: expected 0 to 2419200",
                refusal(300, 0, 2_419_201, 3_993, 1));
        assertEquals("delivery.web-push.max-payload-bytes = 3994: expected 2048 to 3993", refusal(300, 0, 0, 3_994, 1));
        assertEquals("delivery.web-push.lookup-threads = 17: expected 1 to 16", refusal(300, 0, 0, 3_993, 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "operator@example.org", "mailto:", "mailto:a b@c", "http://a.example", "https://"})
    void shouldRefuseASubjectWhenNobodyIsReachedByIt(String subject) {
        assertEquals(
                "delivery.web-push.subject = \"" + subject + "\": expected mailto: and an address, or https:// and a"
                        + " page",
                assertThrows(IllegalArgumentException.class, () -> WebPushConfig.defaults(KEY, subject))
                        .getMessage());
    }
}
