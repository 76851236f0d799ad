package io.ringfence.transport.delivery.webpush;

import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pair of keys that a host shows push services, RFC 8292. Browsers subscribe for its public key: with another pair every
 * subscription is lost. Immutable; any thread.
 */
public final class VapidKeys {
    private static final int MAX_TEXT_BYTES = 4_096;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** 32 bytes in base64url, as npm's web-push prints them. */
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{43}=?");

    private final ECPrivateKey privateKey;
    private final ECPublicKey publicKey;

    private VapidKeys(ECPrivateKey privateKey) {
        this.privateKey = privateKey;
        publicKey = P256.publicKey(privateKey);
    }

    /**
     * Reads the private key; the public one follows from it.
     *
     * @param field of the configuration, for the message
     * @throws IOException when there is none or it is none of P-256, or others may read its file; nothing of it in the message
     */
    public static VapidKeys read(SecretSource source, String field) throws IOException {
        String text = source.readText(field, MAX_TEXT_BYTES);
        try {
            return new VapidKeys(privateKey(text));
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            // Their messages may show what stands there.
            throw new IOException(
                    field + ": expected an unencrypted private key of P-256, in PEM as PKCS #8 (BEGIN PRIVATE"
                            + " KEY), or its 32 bytes in base64url");
        }
    }

    /**
     * Makes a new pair and writes its private key to a file, PEM, mode 0600.
     *
     * @throws FileAlreadyExistsException when there is such a file: it stays
     */
    public static VapidKeys create(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(
                    file + ": is there already; browsers that subscribed for its key would be lost");
        }
        byte[] pkcs8 = P256.newPair().getPrivate().getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8) + "\n-----END PRIVATE KEY-----\n";
        PrivateFile.create(file, pem.getBytes(StandardCharsets.US_ASCII));
        // Another process may have been faster, and then it is that one's pair.
        return read(SecretSource.file(file), "key");
    }

    private static ECPrivateKey privateKey(String text) throws GeneralSecurityException {
        Base64.Decoder base64 = Base64.getUrlDecoder();
        if (NUMBER.matcher(text).matches()) {
            return P256.privateKey(base64.decode(text));
        }
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new IllegalArgumentException("no key");
        }
        byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.group(1));
        ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        if (!P256.isOn(key)) {
            throw new IllegalArgumentException("another curve");
        }
        return key;
    }

    /** The public key in base64url, which a page gives to {@code pushManager.subscribe} as applicationServerKey. */
    public String publicKey() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(P256.bytes(publicKey));
    }

    ECPrivateKey privateKey() {
        return privateKey;
    }

    /** The public key. */
    @Override
    public String toString() {
        return publicKey();
    }
}
