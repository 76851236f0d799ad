package io.ringfence.core.ring;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bytes of one message: starts small, grows on demand up to a bound, and shrinks again. Owned by whoever owns the slot.
 *
 * <p>What has grown up to {@value #KEPT_FACTOR} times its first room keeps that as long as one message in {@value
 * #CALM_USES} needs more than the first room, so that a slot whose messages are often large makes no array for each. What has
 * grown beyond that, as in a burst, gives it up when it is cleared. So a ring of n slots keeps at most n times {@value
 * #KEPT_FACTOR} times the first room.
 */
public final class EventBuffer {
    /** Room that may be kept, as a multiple of the first. */
    static final int KEPT_FACTOR = 8;

    /** Messages in a row that fit the first room, after which it is gone back to. */
    static final int CALM_USES = 64;

    private final int initialBytes;
    private final int maxBytes;
    private final UnsafeBuffer buffer;
    private int length;
    private int calmUses;

    EventBuffer(int initialBytes, int maxBytes) {
        this.initialBytes = initialBytes;
        this.maxBytes = maxBytes;
        this.buffer = new UnsafeBuffer(new byte[initialBytes]);
    }

    /**
     * Makes room for {@code bytes} and returns the buffer to encode into, from offset 0.
     *
     * @throws IllegalArgumentException when that is more than the configured bound
     */
    public MutableDirectBuffer reserve(int bytes) {
        if (bytes > buffer.capacity()) {
            grow(bytes);
        }
        return buffer;
    }

    private void grow(int bytes) {
        if (bytes > maxBytes) {
            throw new IllegalArgumentException("a message of " + bytes + " bytes is over the bound of " + maxBytes);
        }
        int capacity = (int) Math.min(maxBytes, Math.max((long) bytes, 2L * buffer.capacity()));
        byte[] larger = new byte[capacity];
        buffer.getBytes(0, larger, 0, length);
        buffer.wrap(larger);
    }

    /** States how many bytes from offset 0 are the message. */
    public void commit(int bytes) {
        length = bytes;
    }

    /** Copies a whole message in. */
    public void set(DirectBuffer source, int offset, int bytes) {
        reserve(bytes).putBytes(0, source, offset, bytes);
        length = bytes;
    }

    /** The bytes, valid from 0 to {@link #length()}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of the message, 0 when there is none. */
    public int length() {
        return length;
    }

    void clear() {
        calmUses = length > initialBytes ? 0 : calmUses + 1;
        length = 0;
        if (buffer.capacity() > initialBytes && isRoomToSpare()) {
            buffer.wrap(new byte[initialBytes]);
        }
    }

    private boolean isRoomToSpare() {
        return calmUses >= CALM_USES || buffer.capacity() > (long) KEPT_FACTOR * initialBytes;
    }
}
