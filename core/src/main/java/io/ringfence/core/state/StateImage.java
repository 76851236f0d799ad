package io.ringfence.core.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * State in memory, as the bytes that its hash is over: taken from one core, handed to another, or kept in a file. One
 * thread at a time.
 */
public final class StateImage implements StateSink {
    private static final int INITIAL_BYTES = 1 << 16;

    private ByteBuffer bytes;

    /** An empty one, to be written. */
    public StateImage() {
        bytes = ByteBuffer.allocate(INITIAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private StateImage(ByteBuffer written) {
        bytes = written;
    }

    /** One that was written before: takes the bytes from the buffer's position to its limit, and the buffer with them. */
    public static StateImage of(ByteBuffer written) {
        ByteBuffer bytes = written.slice().order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.limit());
        return new StateImage(bytes);
    }

    @Override
    public void putLong(long value) {
        if (bytes.remaining() < Long.BYTES) {
            ByteBuffer more =
                    ByteBuffer.allocate(Math.multiplyExact(bytes.capacity(), 2)).order(ByteOrder.LITTLE_ENDIAN);
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
