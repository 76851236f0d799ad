package io.ringfence.transport.delivery.webpush;

import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.net.AddressRefusedException;
import io.ringfence.transport.delivery.net.PublicAddress;
import io.ringfence.transport.file.JsonFields;
import io.ringfence.transport.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a browser is reached, and by which keys: the Push API's {@code PushSubscription}. Immutable; any thread.
 *
 * <p>As a {@link Contact} its endpoint is the address, and its keys are the secret: who has them reads what is sent, and the
 * endpoint is shown in lists.
 */
public final class PushSubscription {
    /** Longest text that is read. */
    public static final int MAX_CHARS = PublicAddress.MAX_CHARS + 1_024;

    private static final int AUTH_BYTES = 16;
    private static final String PLACE = "subscription";
    private static final String AUTH = "auth";
    private static final String P256DH = "p256dh";

    private final String endpoint;
    private final ECPublicKey receiverKey;
    private final byte[] authSecret;

    private PushSubscription(String endpoint, JsonFields keys) throws IOException {
        this.endpoint = endpoint;
        authSecret = bytes(keys, AUTH);
        if (authSecret.length != AUTH_BYTES) {
            throw keys.fault(AUTH, AUTH_BYTES + " bytes in base64url");
        }
        try {
            receiverKey = P256.publicKey(bytes(keys, P256DH));
        } catch (IllegalArgumentException notAKey) {
            throw keys.fault(P256DH, P256.PUBLIC_BYTES + " bytes in base64url, an uncompressed point of P-256");
        }
    }

    /**
     * Reads what a browser's {@code PushSubscription.toJSON()} gives; other fields than {@code endpoint} and {@code keys} are
     * passed over.
     *
     * @param rule which endpoints may be called; names are not looked up
     * @throws IOException when something is not as it has to be: the field and what was expected, no value
     */
    public static PushSubscription parse(String json, PublicAddress rule) throws IOException {
        if (json.length() > MAX_CHARS) {
            throw new IOException(PLACE + ": expected at most " + MAX_CHARS + " characters");
        }
        JsonFields fields = JsonFields.parse(PLACE, json.getBytes(StandardCharsets.UTF_8));
        String endpoint = fields.text("endpoint");
        try {
            rule.parse(endpoint);
        } catch (AddressRefusedException refused) {
            throw new IOException(PLACE + ": endpoint: " + refused.getMessage(), refused);
        }
        return new PushSubscription(endpoint, fields.object("keys"));
    }

    /**
     * Reads what {@link #toContact} made.
     *
     * @throws IOException when it is something else
     */
    static PushSubscription of(Contact contact) throws IOException {
        return new PushSubscription(
                contact.address(), JsonFields.parse(PLACE, contact.secret().getBytes(StandardCharsets.UTF_8)));
    }

    /** The same as it is kept. */
    public Contact toContact() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String keys = new JsonText()
                .object()
                .text(P256DH, base64.encodeToString(P256.bytes(receiverKey)))
                .text(AUTH, base64.encodeToString(authSecret))
                .endObject()
                .toString();
        return new Contact(endpoint, keys);
    }

    /** Where the push service takes messages for it. */
    public String endpoint() {
        return endpoint;
    }

    ECPublicKey receiverKey() {
        return receiverKey;
    }

    byte[] authSecret() {
        return authSecret.clone();
    }

    /** In either alphabet, since pages encode the keys by hand too. */
    private static byte[] bytes(JsonFields keys, String field) throws IOException {
        String text = keys.text(field).replace('+', '-').replace('/', '_');
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw keys.fault(field, "base64url");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PushSubscription that
                && endpoint.equals(that.endpoint)
                && receiverKey.equals(that.receiverKey)
                && Arrays.equals(authSecret, that.authSecret);
    }

    @Override
    public int hashCode() {
        return endpoint.hashCode();
    }

    /** Without its keys. */
    @Override
    public String toString() {
        return endpoint;
    }
}
