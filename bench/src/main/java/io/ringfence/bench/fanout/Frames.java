package io.ringfence.bench.fanout;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** The few bytes of RFC 6455 and of the edge's protocol that the load client knows. */
final class Frames {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    private static final int PONG = 10;

    /** Frames of which the end is not there yet. */
    static final int INCOMPLETE = -1;

    private static final int OPCODE_BITS = 0x0f;
    private static final int LENGTH_BITS = 0x7f;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    /** Of the word {@code price} in a message. */
    private static final int TYPE_AT = 9;

    private static final int TYPE_LENGTH = 5;
    private static final int MASK_BYTES = 4;
    /** {@code "seq":}, as a number in the order of its bytes from the end on. */
    private static final byte[] SEQUENCE = {'"', 's', 'e', 'q', '"', ':'};

    private Frames() {}

    static int opcode(DirectBuffer bytes, int at) {
        return bytes.getByte(at) & OPCODE_BITS;
    }

    /** Of the header of the frame that begins there; {@link #INCOMPLETE} when it is not all there. */
    static int headerLength(DirectBuffer bytes, int at, int end) {
        if (end - at < 2) {
            return INCOMPLETE;
        }
        int length = bytes.getByte(at + 1) & LENGTH_BITS;
        if (length < TWO_BYTES) {
            return 2;
        }
        if (length == EIGHT_BYTES) {
            throw new IllegalStateException("a frame of more than 65,535 bytes, which no price is");
        }
        return end - at < 4 ? INCOMPLETE : 4;
    }

    /** Of the whole frame, whose header is there. */
    static int length(DirectBuffer bytes, int at, int headerLength) {
        return headerLength == 2
                ? 2 + (bytes.getByte(at + 1) & LENGTH_BITS)
                : 4 + ((bytes.getByte(at + 2) & 0xff) << 8 | bytes.getByte(at + 3) & 0xff);
    }

    /** Whether a text frame is a price: it begins with {@code {"type":"price"}, which two of its bytes tell from all others. */
    static boolean isPrice(DirectBuffer bytes, int at, int headerLength, int end) {
        int type = at + headerLength + TYPE_AT;
        return type + TYPE_LENGTH < end && bytes.getByte(type) == 'p' && bytes.getByte(type + TYPE_LENGTH) == '"';
    }

    /**
     * The number behind the last {@code "seq":}, which stands at or near a price's end.
     *
     * @return -1 where there is none
     */
    static long sequence(DirectBuffer bytes, int at, int end) {
        for (int from = end - SEQUENCE.length - 1; from >= at; from--) {
            if (bytes.getByte(from) == SEQUENCE[0] && isSequence(bytes, from)) {
                return number(bytes, from + SEQUENCE.length, end);
            }
        }
        return -1;
    }

    private static boolean isSequence(DirectBuffer bytes, int from) {
        for (int i = 1; i < SEQUENCE.length; i++) {
            if (bytes.getByte(from + i) != SEQUENCE[i]) {
                return false;
            }
        }
        return true;
    }

    private static long number(DirectBuffer bytes, int from, int end) {
        long number = 0;
        for (int i = from; i < end; i++) {
            int digit = bytes.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return i == from ? -1 : number;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** A client's frame of at most 125 bytes; its mask is zero, which masks nothing and is allowed. */
    static ByteBuffer ofClient(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(2 + MASK_BYTES + payload.length);
        frame.put((byte) (FINAL | opcode)).put((byte) (MASKED | payload.length)).putInt(0);
        return frame.put(payload).flip();
    }

    /** The answer to a ping that begins there. */
    static ByteBuffer pong(DirectBuffer bytes, int at, int headerLength, int length) {
        byte[] payload = new byte[length - headerLength];
        bytes.getBytes(at + headerLength, payload);
        return ofClient(PONG, payload);
    }

    /** A server's text frame. */
    static byte[] ofServer(byte[] payload) {
        if (payload.length >= 1 << 16) {
            throw new IllegalArgumentException("payload = " + payload.length + " bytes: expected less than 65536");
        }
        ByteBuffer frame = ByteBuffer.allocate(4 + payload.length).put((byte) (FINAL | TEXT));
        if (payload.length < TWO_BYTES) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) TWO_BYTES).putShort((short) payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }
}
