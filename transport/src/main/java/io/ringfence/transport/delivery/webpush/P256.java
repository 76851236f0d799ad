package io.ringfence.transport.delivery.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Keys on the curve P-256, in the forms that Web Push has them in. */
final class P256 {
    /** Bytes of a public key: 4, x, y. */
    static final int PUBLIC_BYTES = 65;
    /** Bytes of a private key. */
    static final int PRIVATE_BYTES = 32;

    private static final byte UNCOMPRESSED = 4;
    private static final String NAME = "secp256r1";
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(NAME));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no curve P-256", e);
        }
    }

    static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(NAME));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no curve P-256", e);
        }
    }

    /** Whether a key is one of this curve. */
    static boolean isOn(ECPrivateKey key) {
        return key.getParams().getCurve().equals(CURVE.getCurve())
                && key.getParams().getGenerator().equals(CURVE.getGenerator());
    }

    /**
     * A public key from its 65 bytes.
     *
     * @throws IllegalArgumentException when they are not a point of the curve
     */
    static ECPublicKey publicKey(byte[] bytes) {
        if (bytes.length != PUBLIC_BYTES || bytes[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("expected 65 bytes, an uncompressed point");
        }
        // The JDK takes any two numbers, and finds out when it computes with them.
        named().getCurve().decodePoint(bytes);
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + PRIVATE_BYTES));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + PRIVATE_BYTES, PUBLIC_BYTES));
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected a point of P-256", e);
        }
    }

    /**
     * A private key from its number.
     *
     * @throws IllegalArgumentException when it is none
     */
    static ECPrivateKey privateKey(byte[] bytes) {
        BigInteger number = new BigInteger(1, bytes);
        if (number.signum() == 0 || number.compareTo(CURVE.getOrder()) >= 0) {
            throw new IllegalArgumentException("expected a private key of P-256");
        }
        try {
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, CURVE));
        } catch (GeneralSecurityException e) {
            // Nothing of the key in the message.
            throw new IllegalArgumentException("expected a private key of P-256");
        }
    }

    /** The public key that belongs to a private one; the JDK has no way to it. */
    static ECPublicKey publicKey(ECPrivateKey key) {
        return publicKey(named().getG().multiply(key.getS()).normalize().getEncoded(false));
    }

    /** A public key's 65 bytes. */
    static byte[] bytes(ECPublicKey key) {
        byte[] bytes = new byte[PUBLIC_BYTES];
        bytes[0] = UNCOMPRESSED;
        put(key.getW().getAffineX(), bytes, 1);
        put(key.getW().getAffineY(), bytes, 1 + PRIVATE_BYTES);
        return bytes;
    }

    private static void put(BigInteger number, byte[] bytes, int offset) {
        // Shorter by leading zeros, or longer by one for the sign.
        byte[] digits = number.toByteArray();
        int count = Math.min(digits.length, PRIVATE_BYTES);
        System.arraycopy(digits, digits.length - count, bytes, offset + PRIVATE_BYTES - count, count);
    }

    private static X9ECParameters named() {
        return CustomNamedCurves.getByName(NAME);
    }
}
