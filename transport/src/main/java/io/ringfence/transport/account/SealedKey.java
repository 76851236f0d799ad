package io.ringfence.transport.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A broker key under AES-256-GCM. Everything that stands beside the sealed bytes is authenticated with them, so that neither
 * entries nor their labels can be exchanged.
 *
 * @param info what is in the clear
 * @param nonce 12 random bytes, drawn for each sealing
 * @param sealed the cipher text, its tag behind it
 */
record SealedKey(BrokerKeyInfo info, byte[] nonce, byte[] sealed) {
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ENDING_CHARS = 4;
    private static final int SHOWN_FROM_CHARS = 12;

    static SealedKey seal(BrokerKey key, long nowMs, SecretKey master, SecureRandom random) {
        BrokerKeyInfo info = new BrokerKeyInfo(key.accountId(), key.keyName(), key.gateway(), ending(key.key()), nowMs);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] clear = clear(key);
        try {
            return new SealedKey(info, nonce, crypt(Cipher.ENCRYPT_MODE, master, nonce, label(info), clear));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a broker key cannot be sealed", e);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /**
     * Opens it.
     *
     * @throws AEADBadTagException when the master key is another one, or anything of the entry was changed
     */
    BrokerKey open(SecretKey master) throws AEADBadTagException {
        byte[] clear;
        try {
            clear = crypt(Cipher.DECRYPT_MODE, master, nonce, label(info), sealed);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a broker key cannot be opened", e);
        }
        try {
            ByteBuffer parts = ByteBuffer.wrap(clear);
            return new BrokerKey(
                    info.accountId(), info.keyName(), info.gateway(), next(parts), next(parts), next(parts));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private static byte[] crypt(int mode, SecretKey master, byte[] nonce, byte[] label, byte[] text)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label);
        return cipher.doFinal(text);
    }

    /** No field holds a line break, so that no two entries have the same label. */
    private static byte[] label(BrokerKeyInfo info) {
        return String.join(
                        "\n",
                        "ringfence broker key",
                        "1",
                        Integer.toString(info.accountId()),
                        info.keyName(),
                        info.gateway(),
                        info.keyEnding(),
                        Long.toString(info.createdMs()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String ending(char[] key) {
        return key.length < SHOWN_FROM_CHARS ? "" : new String(key, key.length - ENDING_CHARS, ENDING_CHARS);
    }

    /** Three parts, each with its length before it; characters are ASCII. */
    private static byte[] clear(BrokerKey key) {
        int bytes = 12 + key.key().length + key.secret().length + key.passphrase().length;
        ByteBuffer parts = ByteBuffer.allocate(bytes);
        for (char[] part : new char[][] {key.key(), key.secret(), key.passphrase()}) {
            parts.putInt(part.length);
            for (char c : part) {
                parts.put((byte) c);
            }
        }
        return parts.array();
    }

    private static char[] next(ByteBuffer parts) {
        char[] part = new char[parts.getInt()];
        for (int i = 0; i < part.length; i++) {
            part[i] = (char) parts.get();
        }
        return part;
    }

    /** Without its bytes. */
    @Override
    public String toString() {
        return "SealedKey[info=" + info + "]";
    }
}
