package io.ringfence.core.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * State in memory, as the bytes that its hash is over: taken from one core, handed to another, or kept in a file. One
 * thread at a time.
 */
public final class StateImage implements StateSink {
    private static final int INITIAL_BYTES = 1 << 16;
    /** What an array can hold in every JVM. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private final int maxBytes;
    private ByteBuffer bytes;

    /** An empty one, to be written: up to 2 GiB less some bytes. */
    public StateImage() {
        this(MAX_BYTES);
    }

    StateImage(int maxBytes) {
        this(ByteBuffer.allocate(INITIAL_BYTES).order(ByteOrder.LITTLE_ENDIAN), maxBytes);
    }

    private StateImage(ByteBuffer written, int maxBytes) {
        bytes = written;
        this.maxBytes = maxBytes;
    }

    /** One that was written before: takes the bytes from the buffer's position to its limit, and the buffer with them. */
    public static StateImage of(ByteBuffer written) {
        ByteBuffer bytes = written.slice().order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.limit());
        return new StateImage(bytes, MAX_BYTES);
    }

    /** @throws StateFormatException when there is no room for it; what was written before stands */
    @Override
    public void putLong(long value) {
        if (bytes.remaining() < Long.BYTES) {
            if (bytes.capacity() >= maxBytes) {
                throw new StateFormatException("the state takes more than " + maxBytes + " bytes");
            }
            int wider = (int) Math.min(2L * bytes.capacity(), maxBytes);
            ByteBuffer more = ByteBuffer.allocate(wider).order(ByteOrder.LITTLE_ENDIAN);
            bytes = more.put(bytes.flip());
        }
        bytes.putLong(value);
    }

    /** What was written, ready to be read. */
    public ByteBuffer bytes() {
        return bytes.duplicate().flip();
    }

    /** SHA-256 over the bytes, in hexadecimal: the state's hash. */
    public String hash() {
        StateHash hash = new StateHash();
        hash.putBytes(bytes());
        return hash.finish();
    }

    /** Hands the values out from the first, in the format of a version. */
    public StateSource source(int version) {
        return new Reader(bytes().order(ByteOrder.LITTLE_ENDIAN), version);
    }

    private record Reader(ByteBuffer bytes, int version) implements StateSource {
        @Override
        public long getLong() {
            if (bytes.remaining() < Long.BYTES) {
                throw new StateFormatException("the state ends after " + bytes.position() + " bytes");
            }
            return bytes.getLong();
        }
    }
}
