package io.ringfence.core.ring;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The messages an event caused, one after the other. Written by the trade stage, read by the output stages.
 *
 * <pre>
 *   0         4         8
 *   +---------+---------+------------------------------+
 *   | length  |  zero   | message (header and block)   |  then zeros up to a multiple of 8
 *   +---------+---------+------------------------------+
 * </pre>
 *
 * All integers are little-endian. Readers walk it by frame offset:
 *
 * <pre>{@code for (int frame = 0; frame < out.length(); frame = out.next(frame)) { ... out.messageOffset(frame) ... }}</pre>
 */
public final class OutputBuffer {
    /** Bytes before each message. */
    public static final int FRAME_HEADER_BYTES = 8;

    private static final int ALIGNMENT = 8;

    private final EventBuffer bytes;

    OutputBuffer(int initialBytes, int maxBytes) {
        bytes = new EventBuffer(initialBytes, maxBytes);
    }

    /**
     * Makes room for a message at the end; encode it at {@link #claimedOffset()}, then {@link #commit}.
     *
     * @throws IllegalArgumentException when the bound on outputs of one event is reached
     */
    public MutableDirectBuffer claim(int maxMessageBytes) {
        return bytes.reserve(bytes.length() + FRAME_HEADER_BYTES + BitUtil.align(maxMessageBytes, ALIGNMENT));
    }

    /** Where the claimed message goes. */
    public int claimedOffset() {
        return bytes.length() + FRAME_HEADER_BYTES;
    }

    /** Ends the claimed message. */
    public void commit(int messageBytes) {
        int frame = bytes.length();
        int end = frame + FRAME_HEADER_BYTES + messageBytes;
        int next = BitUtil.align(end, ALIGNMENT);
        MutableDirectBuffer buffer = bytes.reserve(next);
        buffer.putInt(frame, messageBytes, java.nio.ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(frame + Integer.BYTES, 0);
        buffer.setMemory(end, next - end, (byte) 0);
        bytes.commit(next);
    }

    /** The bytes, valid from 0 to {@link #length()}. */
    public DirectBuffer buffer() {
        return bytes.buffer();
    }

    /** Bytes of all frames; a multiple of 8. */
    public int length() {
        return bytes.length();
    }

    /** Offset of the frame after {@code frame}. */
    public int next(int frame) {
        return BitUtil.align(frame + FRAME_HEADER_BYTES + messageLength(frame), ALIGNMENT);
    }

    /** Offset of the message in {@code frame}, its header first. */
    public int messageOffset(int frame) {
        return frame + FRAME_HEADER_BYTES;
    }

    /** Bytes of the message in {@code frame}. */
    public int messageLength(int frame) {
        return bytes.buffer().getInt(frame, java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    void clear() {
        bytes.clear();
    }
}
