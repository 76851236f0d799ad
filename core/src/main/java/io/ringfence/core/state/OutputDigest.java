package io.ringfence.core.state;

import io.ringfence.core.ring.OutputBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Running 64-bit digest of all outputs, each with its event's sequence. Order matters, so two runs that agree have put out
 * the same bytes in the same order. Words are mixed as in Murmur3's 64-bit body and finalizer (Austin Appleby, public
 * domain); it finds differences, it does not withstand forgery.
 */
public final class OutputDigest {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long value;

    /** Takes an event's outputs; nothing changes when there are none. */
    public void update(long sequence, OutputBuffer out) {
        int length = out.length();
        if (length == 0) {
            return;
        }
        mix(sequence);
        DirectBuffer buffer = out.buffer();
        for (int at = 0; at < length; at += Long.BYTES) {
            mix(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
        }
    }

    private void mix(long word) {
        long k = Long.rotateLeft(word * C1, 31) * C2;
        value = Long.rotateLeft(value ^ k, 27) * 5 + 0x52dce729;
    }

    /** The digest so far. */
    public long value() {
        return value;
    }

    /** Writes the digest so far. */
    public void writeTo(StateSink sink) {
        sink.putLong(value);
    }

    /** Goes on from a digest that was written. */
    public void readFrom(StateSource source) {
        value = source.getLong();
    }
}
