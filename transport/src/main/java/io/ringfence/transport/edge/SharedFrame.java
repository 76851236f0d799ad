package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;

/**
 * A message encoded once for all clients of an event loop that get it.
 *
 * <p>Whoever holds one counts in {@code bytes}: each price that waits for a slow client and each write has retained it and
 * releases it. The bytes are never changed; a client writes a duplicate, which has indices of its own.
 *
 * @param instrument whose price it is, or null for a message of channel {@code orders}
 * @param sequence of the event
 * @param bytes the whole WebSocket frame, header first
 */
record SharedFrame(Instrument instrument, long sequence, ByteBuf bytes) {
    boolean isPrice() {
        return instrument != null;
    }

    void retain() {
        bytes.retain();
    }

    void release() {
        bytes.release();
    }
}
