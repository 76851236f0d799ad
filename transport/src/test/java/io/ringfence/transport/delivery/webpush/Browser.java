package io.ringfence.transport.delivery.webpush;

import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.net.PublicAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.BigIntegers;

/** A browser with one subscription. It decrypts by RFC 8188 and 8291 with Bouncy Castle, of which the host uses nothing for that. */
final class Browser {
    private static final ECDomainParameters P256 = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
    private static final int TAG_BITS = 128;

    private final BigInteger privateKey;
    private final byte[] authSecret;

    Browser(byte[] privateKey, byte[] authSecret) {
        this.privateKey = new BigInteger(1, privateKey);
        this.authSecret = authSecret;
    }

    static Browser random() {
        SecureRandom random = new SecureRandom();
        byte[] auth = new byte[16];
        random.nextBytes(auth);
        return new Browser(
                BigIntegers.asUnsignedByteArray(
                        32,
                        BigIntegers.createRandomInRange(
                                BigInteger.ONE, P256.getN().subtract(BigInteger.ONE), random)),
                auth);
    }

    byte[] privateKey() {
        return BigIntegers.asUnsignedByteArray(32, privateKey);
    }

    byte[] publicKey() {
        return P256.getG().multiply(privateKey).normalize().getEncoded(false);
    }

    byte[] authSecret() {
        return authSecret;
    }

    /** As {@code PushSubscription.toJSON()} gives it. */
    String json(String endpoint) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "{\"endpoint\":\"" + endpoint + "\",\"expirationTime\":null,\"keys\":{\"p256dh\":\""
                + base64.encodeToString(publicKey()) + "\",\"auth\":\"" + base64.encodeToString(authSecret) + "\"}}";
    }

    PushSubscription subscription(String endpoint) {
        try {
            return PushSubscription.parse(json(endpoint), new PublicAddress(true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Contact contact(String endpoint) {
        return subscription(endpoint).toContact();
    }

    String text(byte[] body) {
        return new String(decrypt(body), StandardCharsets.UTF_8);
    }

    /** One record alone, as RFC 8291 section 4 has it. */
    byte[] decrypt(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] salt = read(in, 16);
        int recordBytes = in.getInt();
        byte[] senderKey = read(in, in.get() & 0xff);
        byte[] record = read(in, in.remaining());
        if (record.length > recordBytes) {
            throw new AssertionError("more than one record");
        }
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(new ECPrivateKeyParameters(privateKey, P256));
        byte[] shared = BigIntegers.asUnsignedByteArray(
                32,
                agreement.calculateAgreement(
                        new ECPublicKeyParameters(P256.getCurve().decodePoint(senderKey), P256)));
        ByteBuffer info = ByteBuffer.allocate(14 + 65 + 65);
        info.put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                .put(publicKey())
                .put(senderKey);
        byte[] input = hkdf(authSecret, shared, info.array(), 32);
        byte[] key = hkdf(salt, input, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
        byte[] nonce = hkdf(salt, input, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
        byte[] padded = open(record, key, nonce);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new AssertionError("not the last record");
        }
        return Arrays.copyOf(padded, end);
    }

    private static byte[] open(byte[] record, byte[] key, byte[] nonce) {
        var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(false, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce));
        byte[] text = new byte[cipher.getOutputSize(record.length)];
        int length = cipher.processBytes(record, 0, record.length, text, 0);
        try {
            cipher.doFinal(text, length);
            return text;
        } catch (InvalidCipherTextException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hkdf(byte[] salt, byte[] input, byte[] info, int length) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(input, salt, info));
        byte[] output = new byte[length];
        generator.generateBytes(output, 0, length);
        return output;
    }

    private static byte[] read(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
