package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;

/**
 * A message encoded once for all clients that get it.
 *
 * <p>Whoever holds one counts in {@code bytes}: each hand-off, each price that waits for a slow client and each write has
 * retained it and releases it. The bytes are never changed; a client writes a duplicate, which has indices of its own.
 *
 * @param instrument whose price it is, or null for a message of channel {@code orders}
 * @param sequence of the event
 * @param bytes the whole WebSocket frame, header first
 * @param startNs since when the event is timed, 0 when it is not
 */
record SharedFrame(Instrument instrument, long sequence, ByteBuf bytes, long startNs) {
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
