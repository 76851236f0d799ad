package io.ringfence.core.ring;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bytes of one message: starts small, grows on demand up to a bound, shrinks when cleared after it grew. Owned by whoever
 * owns the slot.
 */
public final class EventBuffer {
    private final int initialBytes;
    private final int maxBytes;
    private final UnsafeBuffer buffer;
    private int length;

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
        length = 0;
        if (buffer.capacity() > initialBytes) {
            buffer.wrap(new byte[initialBytes]);
        }
    }
}
