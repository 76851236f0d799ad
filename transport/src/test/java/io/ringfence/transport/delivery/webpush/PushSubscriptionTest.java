package io.ringfence.transport.delivery.webpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.net.PublicAddress;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PushSubscriptionTest {
    private static final String ENDPOINT = "https://push.example.net/send/a?b=c";
    private static final PublicAddress RULE = new PublicAddress(false);
    private static final Browser BROWSER = Browser.random();

    private static String refusal(String json) {
        return assertThrows(IOException.class, () -> PushSubscription.parse(json, RULE))
                .getMessage();
    }

    private static String with(String key, String value) {
        String old = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.equals("auth") ? BROWSER.authSecret() : BROWSER.publicKey());
        return BROWSER.json(ENDPOINT).replace(old, value);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void shouldComeBackWhenItIsKeptAsAContact() throws IOException {
        PushSubscription subscription = PushSubscription.parse(BROWSER.json(ENDPOINT), RULE);
        Contact contact = subscription.toContact();
        assertEquals(ENDPOINT, contact.address());
        assertEquals(
                "{\"p256dh\":\"" + base64(BROWSER.publicKey()) + "\",\"auth\":\"" + base64(BROWSER.authSecret())
                        + "\"}",
                contact.secret());
        assertEquals(subscription, PushSubscription.of(contact));
        assertEquals(ENDPOINT, subscription.toString());
        assertEquals(ENDPOINT, contact.toString());
    }

    @Test
    void shouldReadKeysInEitherAlphabetWhenAPageEncodedThemItself() throws IOException {
        PushSubscription expected = PushSubscription.parse(BROWSER.json(ENDPOINT), RULE);
        String key = Base64.getEncoder().encodeToString(BROWSER.publicKey());
        String auth = Base64.getEncoder().encodeToString(BROWSER.authSecret());
        String json = "{\"keys\":{\"auth\":\"" + auth + "\",\"p256dh\":\"" + key + "\",\"other\":1.5},\"endpoint\":\""
                + ENDPOINT + "\",\"expirationTime\":1772359200000.25,\"more\":[{}]}";
        assertEquals(expected, PushSubscription.parse(json, RULE));
    }

    @Test
    void shouldNameTheFieldAndNoValueWhenSomethingIsNotAsItHasToBe() {
        String key = "subscription: keys.p256dh: expected 65 bytes in base64url, an uncompressed point of P-256";
        byte[] off = BROWSER.publicKey();
        off[40] ^= 1;
        byte[] compressed = BROWSER.publicKey();
        compressed[0] = 2;
        assertEquals(key, refusal(with("p256dh", base64(off))));
        assertEquals(key, refusal(with("p256dh", base64(compressed))));
        assertEquals(key, refusal(with("p256dh", base64(new byte[65]))));
        assertEquals(key, refusal(with("p256dh", base64(new byte[64]))));
        assertEquals("subscription: keys.p256dh: expected base64url", refusal(with("p256dh", "no base64!")));
        assertEquals(
                "subscription: keys.auth: expected 16 bytes in base64url", refusal(with("auth", base64(new byte[15]))));
        assertEquals("subscription: keys.auth: expected base64url", refusal(with("auth", "*")));
        assertEquals(
                "subscription: keys: expected an object, it is missing",
                refusal("{\"endpoint\":\"" + ENDPOINT + "\"}"));
        assertEquals("subscription: endpoint: expected text, it is missing", refusal("{}"));
        assertEquals(
                "subscription: endpoint: expected an https address",
                refusal(BROWSER.json("http://push.example.net/send")));
        assertEquals("subscription: expected a JSON object", refusal("[]"));
        assertEquals("subscription: not JSON at line 1, column 2", refusal("{"));
        assertEquals(
                "subscription: expected at most " + PushSubscription.MAX_CHARS + " characters",
                refusal(" ".repeat(PushSubscription.MAX_CHARS + 1)));
    }

    @Test
    void shouldShowNothingOfItsKeysWhenItIsPrinted() {
        PushSubscription subscription = BROWSER.subscription(ENDPOINT);
        assertFalse((subscription + " " + subscription.toContact()).contains(base64(BROWSER.authSecret())));
    }
}
