package io.ringfence.core.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over state. */
public final class StateHash implements StateSink {
    private final MessageDigest digest;
    private final ByteBuffer block = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);

    /** An empty hash. */
    public StateHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void putLong(long value) {
        if (block.remaining() < Long.BYTES) {
            flush();
        }
        block.putLong(value);
    }

    /** Takes values that are bytes already. */
    void putBytes(ByteBuffer values) {
        flush();
        digest.update(values);
    }

    private void flush() {
        digest.update(block.array(), 0, block.position());
        block.clear();
    }

    /** Ends the hash: 64 hexadecimal digits. */
    public String finish() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }
}
