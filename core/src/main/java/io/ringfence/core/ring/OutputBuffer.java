package io.ringfence.core.ring;

import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The messages an event caused, one after the other. Written by the trade stage, read by the output stages.
 *
 * <pre>
 *   0         4         8                   16
 *   +---------+---------+-------------------+------------------------------+
 *   | length  | account | stream position   | message (header and block)   |  then zeros up to a multiple of 8
 *   +---------+---------+-------------------+------------------------------+
 * </pre>
 *
 * All integers are little-endian. The account is the one that the message belongs to, or {@link #EVERYBODY}. A message that
 * belongs to a channel has its position in the stream of that account and channel, from 1, without gaps, for ever; others
 * have 0. Readers walk it by frame offset:
 *
 * <pre>{@code for (int frame = 0; frame < out.length(); frame = out.next(frame)) { ... out.messageOffset(frame) ... }}</pre>
 */
public final class OutputBuffer {
    /** Bytes before each message. */
    public static final int FRAME_HEADER_BYTES = 16;

    /** In place of an account: for all. */
    public static final int EVERYBODY = -1;

    private static final int ACCOUNT_OFFSET = 4;
    private static final int POSITION_OFFSET = 8;

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

    /** Ends the claimed message, which belongs to an account and has a position in its stream, or 0. */
    public void commit(int messageBytes, int accountId, long streamPosition) {
        int frame = bytes.length();
        int end = frame + FRAME_HEADER_BYTES + messageBytes;
        int next = BitUtil.align(end, ALIGNMENT);
        MutableDirectBuffer buffer = bytes.reserve(next);
        buffer.putInt(frame, messageBytes, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(frame + ACCOUNT_OFFSET, accountId, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(frame + POSITION_OFFSET, streamPosition, ByteOrder.LITTLE_ENDIAN);
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
        return bytes.buffer().getInt(frame, ByteOrder.LITTLE_ENDIAN);
    }

    /** Account that the message in {@code frame} belongs to, or {@link #EVERYBODY}. */
    public int accountId(int frame) {
        return bytes.buffer().getInt(frame + ACCOUNT_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Position of the message in {@code frame} in its account's and channel's stream; 0 when it is in none. */
    public long streamPosition(int frame) {
        return bytes.buffer().getLong(frame + POSITION_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    void clear() {
        bytes.clear();
    }
}
