package io.ringfence.transport.delivery.fcm;

import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.delivery.net.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A service account's key, as Google's console gives it out: one JSON object.
 *
 * @param projectId that phones are registered with
 * @param email of the account
 * @param keyId by which Google finds the public key
 * @param key signs, RSA of 2,048 bits or more
 * @param tokenEndpoint where a signed assertion is exchanged for an access token
 */
record ServiceAccount(String projectId, String email, String keyId, RSAPrivateKey key, URI tokenEndpoint) {
    private static final String FIELD = "delivery.fcm.service-account";
    private static final int MAX_BYTES = 16_384;
    private static final int MIN_KEY_BITS = 2_048;
    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";
    /** Project ids go into an address. */
    private static final String PROJECT = "[a-z0-9][a-z0-9.:-]{2,127}";

    /**
     * Reads one.
     *
     * @throws IOException when it cannot be read or is none; the message names the field and shows no value
     */
    static ServiceAccount read(SecretSource source) throws IOException {
        JsonTree file = JsonTree.parse(source.readText(FIELD, MAX_BYTES))
                .orElseThrow(() -> new IOException(FIELD + ": expected a service account's key, one JSON object"));
        if (!file.text("type").equals("service_account")) {
            throw fault("type", "service_account");
        }
        if (!file.text("project_id").matches(PROJECT)) {
            throw fault("project_id", "the id of a project");
        }
        return new ServiceAccount(
                file.text("project_id"),
                present(file, "client_email"),
                present(file, "private_key_id"),
                key(file.text("private_key")),
                endpoint(file.text("token_uri")));
    }

    private static String present(JsonTree file, String field) throws IOException {
        if (file.text(field).isEmpty()) {
            throw fault(field, "text, it is missing");
        }
        return file.text(field);
    }

    private static RSAPrivateKey key(String pem) throws IOException {
        String trimmed = pem.strip();
        if (!trimmed.startsWith(PEM_BEGIN) || !trimmed.endsWith(PEM_END)) {
            throw fault("private_key", "a private key in PEM");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder()
                    .decode(trimmed.substring(PEM_BEGIN.length(), trimmed.length() - PEM_END.length()));
            RSAPrivateKey key =
                    (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (key.getModulus().bitLength() < MIN_KEY_BITS) {
                throw fault("private_key", "a key of " + MIN_KEY_BITS + " bits or more");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Their messages may show a part of it.
            throw fault("private_key", "an RSA private key in PKCS #8");
        }
    }

    /** What is posted there lets its bearer in, so it goes to nobody in the clear, but for tests on this machine. */
    private static URI endpoint(String text) throws IOException {
        try {
            URI endpoint = new URI(text);
            boolean isHere = "127.0.0.1".equals(endpoint.getHost()) && "http".equals(endpoint.getScheme());
            if (endpoint.getHost() != null && ("https".equals(endpoint.getScheme()) || isHere)) {
                return endpoint;
            }
        } catch (URISyntaxException malformed) {
            // Told below.
        }
        throw fault("token_uri", "an https address");
    }

    private static IOException fault(String field, String expected) {
        return new IOException(FIELD + ": " + field + ": expected " + expected);
    }

    @Override
    public String toString() {
        return "service account of project " + projectId;
    }
}
