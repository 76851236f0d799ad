package io.ringfence.transport.delivery.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with a receiver's secret, or with several while it is changed: {@code whsec_} and 24 to 64 bytes in base64, between
 * two of them a space. Any thread.
 */
final class WebhookSignature {
    private static final String PREFIX = "whsec_";
    private static final int MIN_SECRET_BYTES = 24;
    private static final int MAX_SECRET_BYTES = 64;
    private static final int MAX_SECRETS = 4;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private WebhookSignature(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** By a contact's secret; empty when it is none. */
    static Optional<WebhookSignature> of(String secret) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String one : secret.strip().split(" +")) {
            byte[] bytes = one.startsWith(PREFIX) ? decode(one.substring(PREFIX.length())) : new byte[0];
            if (bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES || keys.size() == MAX_SECRETS) {
                return Optional.empty();
            }
            keys.add(new SecretKeySpec(bytes, ALGORITHM));
        }
        return Optional.of(new WebhookSignature(keys));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    /** The header {@code webhook-signature}. */
    String header(String id, long timestampS, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 128);
        signed.writeBytes((id + "." + timestampS + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        StringBuilder header = new StringBuilder();
        for (SecretKeySpec key : keys) {
            header.append(header.length() == 0 ? "v1," : " v1,")
                    .append(Base64.getEncoder().encodeToString(hmac(key, signed.toByteArray())));
        }
        return header.toString();
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a request cannot be signed", e);
        }
    }
}
