package io.ringfence.transport.delivery.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.net.PublicAddress;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRulesTest {
    private static final ContactRules RULES = new ContactRules(new PublicAddress(false));
    private static final String HOOK = "https://hook.example.net/a?b=c";

    private static String secret(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static String refusal(DeliveryChannel channel, String address, String secret) {
        ContactException refusal = assertThrows(ContactException.class, () -> RULES.read(channel, address, secret));
        assertEquals(ContactError.INVALID_FIELD, refusal.error());
        return refusal.getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "TELEGRAM, 1",
        "TELEGRAM, 4503599627370495",
        "TELEGRAM, -1001234567890",
        "TELEGRAM, @ringfence_alerts",
        "EMAIL, ada@example.org",
        "PUSH, dGhpc19pc19h:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx_ab"
    })
    void shouldTakeAnAddressWhenItIsOfTheChannelsForm(DeliveryChannel channel, String address) {
        assertEquals(new Contact(address, ""), RULES.read(channel, address, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "TELEGRAM, 0",
        "TELEGRAM, 007",
        "TELEGRAM, --5",
        "TELEGRAM, 12345678901234567",
        "TELEGRAM, ringfence",
        "TELEGRAM, @a/../b",
        "TELEGRAM, '5\n'",
        "TELEGRAM, ''",
        "EMAIL, ada",
        "EMAIL, 'a@b, c@d'",
        "PUSH, short",
        "PUSH, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaa'"
    })
    void shouldRefuseAnAddressWhenItIsNot(DeliveryChannel channel, String address) {
        refusal(channel, address, "");
    }

    @Test
    void shouldRefuseAChannelWhenNobodyIsReachedByItFromOutside() {
        String expected = "channel: expected web, telegram, email, push or webhook";
        assertEquals(expected, refusal(DeliveryChannel.ACTIVE_SESSION, "1", ""));
        assertEquals(expected, refusal(DeliveryChannel.NULL_VAL, "1", ""));
    }

    @Test
    void shouldRefuseASecretWhenTheChannelHasNone() {
        assertEquals(
                "secret: expected none, it is for webhooks alone", refusal(DeliveryChannel.TELEGRAM, "5", secret(32)));
    }

    @Test
    void shouldTakeAWebhookWhenItHasASecretOfTheStandard() {
        assertEquals(new Contact(HOOK, secret(24)), RULES.read(DeliveryChannel.WEBHOOK, HOOK, secret(24)));
        String both = secret(64) + " " + secret(32);
        assertEquals(new Contact(HOOK, both), RULES.read(DeliveryChannel.WEBHOOK, HOOK, "  " + both + " "));
        String made = ContactRules.newSecret();
        assertEquals(new Contact(HOOK, made), RULES.read(DeliveryChannel.WEBHOOK, HOOK, made));
        assertNotEquals(made, ContactRules.newSecret());
    }

    @Test
    void shouldShowNothingOfASecretWhenItIsRefused() {
        String expected =
                "secret: expected whsec_ and 24 to 64 bytes in base64, or up to 4 of them with spaces between";
        String many = String.join(" ", Collections.nCopies(5, secret(24)));
        for (String secret : new String[] {"", "whsec_", secret(23), secret(65), "whsec_not base64!", "AAAA", many}) {
            assertEquals(expected, refusal(DeliveryChannel.WEBHOOK, HOOK, secret));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hook.example.net/",
                "https://10.0.0.1/",
                "https://127.0.0.1/",
                "https://user:word@hook.example.net/",
                "hook.example.net"
            })
    void shouldRefuseAWebhookWhenItMayNotBeCalled(String address) {
        String refusal = refusal(DeliveryChannel.WEBHOOK, address, secret(32));
        assertFalse(refusal.contains("word"), refusal);
    }

    @Test
    void shouldSayWhichFieldWhenASubscriptionIsNone() {
        assertEquals(
                "address: subscription: endpoint: expected text, it is missing",
                refusal(DeliveryChannel.WEB, "{\"keys\":{}}", ""));
    }
}
