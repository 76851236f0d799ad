package io.ringfence.transport.delivery.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a message for one browser: RFC 8291, in one record of content coding {@code aes128gcm}, RFC 8188.
 *
 * <pre>
 *   salt 16 | record size 4 | key length 1 = 65 | sender's public key 65 | AES-128-GCM(text, 2) and its tag 16
 * </pre>
 */
final class MessageEncryption {
    /** Bytes of a salt. */
    static final int SALT_BYTES = 16;
    /** Most bytes of a body that push services have to take, RFC 8030 section 7.2. */
    static final int MAX_BODY_BYTES = 4_096;

    private static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = SALT_BYTES + Integer.BYTES + 1 + P256.PUBLIC_BYTES;
    /** Longest text: less header, tag and the byte that ends it. */
    static final int MAX_TEXT_BYTES = MAX_BODY_BYTES - HEADER_BYTES - TAG_BYTES - 1;

    private static final byte LAST_RECORD = 2;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final byte[] KEY_INFO = "Content-Encoding: aes128gcm\0".getBytes(US_ASCII);
    private static final byte[] NONCE_INFO = "Content-Encoding: nonce\0".getBytes(US_ASCII);
    private static final byte[] PUSH_INFO = "WebPush: info\0".getBytes(US_ASCII);

    private MessageEncryption() {}

    /**
     * The body of a request.
     *
     * @param text at most {@link #MAX_TEXT_BYTES}
     * @param sender a pair that was made for this message alone
     * @param salt random, for this message alone
     */
    static byte[] encrypt(byte[] text, PushSubscription to, KeyPair sender, byte[] salt) {
        if (text.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(text.length + " bytes, expected at most " + MAX_TEXT_BYTES);
        }
        byte[] receiverKey = P256.bytes(to.receiverKey());
        byte[] senderKey = P256.bytes((ECPublicKey) sender.getPublic());
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(sender.getPrivate());
            agreement.doPhase(to.receiverKey(), true);
            byte[] info = ByteBuffer.allocate(PUSH_INFO.length + 2 * P256.PUBLIC_BYTES)
                    .put(PUSH_INFO)
                    .put(receiverKey)
                    .put(senderKey)
                    .array();
            byte[] input = expand(hmac(to.authSecret(), agreement.generateSecret()), info);
            byte[] key = hmac(salt, input);

            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(Arrays.copyOf(expand(key, KEY_INFO), KEY_BYTES), "AES"),
                    new GCMParameterSpec(TAG_BYTES * 8, Arrays.copyOf(expand(key, NONCE_INFO), NONCE_BYTES)));
            byte[] record = Arrays.copyOf(text, text.length + 1);
            record[text.length] = LAST_RECORD;
            return ByteBuffer.allocate(HEADER_BYTES + record.length + TAG_BYTES)
                    .put(salt)
                    .putInt(MAX_BODY_BYTES)
                    .put((byte) senderKey.length)
                    .put(senderKey)
                    .put(cipher.doFinal(record))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a message cannot be encrypted", e);
        }
    }

    /** HKDF's second step for one block, RFC 5869 section 2.3. */
    private static byte[] expand(byte[] key, byte[] info) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return hmac(key, block);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }
}
