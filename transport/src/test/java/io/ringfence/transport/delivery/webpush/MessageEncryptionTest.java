package io.ringfence.transport.delivery.webpush;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MessageEncryptionTest {
    private static final String ENDPOINT = "https://push.example.net/send";

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    /** RFC 8291, section 5 and appendix A. */
    @Test
    void shouldGiveTheBytesOfTheRfcWhenItEncryptsTheRfcsExample() {
        Browser browser =
                new Browser(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), bytes("BTBZMqHH6r4Tts7J_aSIgg"));
        assertArrayEquals(
                bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                browser.publicKey());
        var privateKey = P256.privateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        KeyPair sender = new KeyPair(P256.publicKey(privateKey), privateKey);
        assertArrayEquals(
                bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"),
                P256.bytes(P256.publicKey(privateKey)));

        byte[] body = MessageEncryption.encrypt(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII),
                browser.subscription(ENDPOINT),
                sender,
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertEquals(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
                        + "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
                Base64.getUrlEncoder().withoutPadding().encodeToString(body));
        assertEquals("When I grow up, I want to be a watermelon", browser.text(body));
    }

    @Property(tries = 200)
    void shouldBeReadByTheBrowserAloneWhenAnyTextIsEncrypted(
            @ForAll @Size(max = MessageEncryption.MAX_TEXT_BYTES) byte[] text, @ForAll @Size(16) byte[] salt) {
        Browser browser = Browser.random();
        byte[] body = MessageEncryption.encrypt(text, browser.subscription(ENDPOINT), P256.newPair(), salt);
        assertArrayEquals(text, browser.decrypt(body));
        assertThrows(AssertionError.class, () -> Browser.random().decrypt(body));
    }

    @Test
    void shouldFillABodyAndNoMoreWhenTheTextIsAsLongAsItMayBe() {
        Browser browser = Browser.random();
        PushSubscription to = browser.subscription(ENDPOINT);
        byte[] salt = new byte[MessageEncryption.SALT_BYTES];
        byte[] longest = new byte[MessageEncryption.MAX_TEXT_BYTES];
        byte[] body = MessageEncryption.encrypt(longest, to, P256.newPair(), salt);
        assertEquals(4_096, body.length);
        byte[] longer = new byte[longest.length + 1];
        assertThrows(IllegalArgumentException.class, () -> MessageEncryption.encrypt(longer, to, P256.newPair(), salt));
    }
}
