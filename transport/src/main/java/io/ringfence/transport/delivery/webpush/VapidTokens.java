package io.ringfence.transport.delivery.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringfence.transport.json.JsonText;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tokens that tell push services who sends, RFC 8292: a JWT signed with ES256, for each service one, used for half of its life.
 * Thread-safe; a signature takes some 0.2 ms.
 */
final class VapidTokens {
    private static final int MAX_SERVICES = 64;
    private static final String HEADER = base64("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(US_ASCII));

    private final VapidKeys keys;
    private final String subject;
    private final int lifetimeS;
    /** By origin, the one that was not used for longest first. Guarded by this. */
    private final Map<String, Token> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Token> eldest) {
            return size() > MAX_SERVICES;
        }
    };

    private record Token(String authorization, long expiresS) {}

    VapidTokens(VapidKeys keys, String subject, int lifetimeS) {
        this.keys = keys;
        this.subject = subject;
        this.lifetimeS = lifetimeS;
    }

    /** Header {@code Authorization} of a request. */
    synchronized String authorization(URI endpoint, long nowMs) {
        long nowS = nowMs / 1_000;
        String origin = origin(endpoint);
        Token token = tokens.get(origin);
        // A clock that was set back would make it valid for too long.
        boolean isFresh =
                token != null && token.expiresS() - nowS > lifetimeS / 2 && token.expiresS() - nowS <= lifetimeS;
        if (!isFresh) {
            long expiresS = nowS + lifetimeS;
            token = new Token("vapid t=" + sign(origin, expiresS) + ", k=" + keys.publicKey(), expiresS);
            tokens.put(origin, token);
        }
        return token.authorization();
    }

    private String sign(String origin, long expiresS) {
        byte[] claims = new JsonText()
                .object()
                .text("aud", origin)
                .number("exp", expiresS)
                .text("sub", subject)
                .endObject()
                .toBytes();
        String signed = HEADER + "." + base64(claims);
        try {
            // Two numbers of 32 bytes, as RFC 7518 section 3.4 has it, not DER.
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.privateKey());
            signature.update(signed.getBytes(US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    /** RFC 6454 section 6.2. */
    static String origin(URI endpoint) {
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        int usualPort = scheme.equals("https") ? 443 : 80;
        boolean isUsual = endpoint.getPort() < 0 || endpoint.getPort() == usualPort;
        return scheme + "://" + endpoint.getHost().toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + endpoint.getPort());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
