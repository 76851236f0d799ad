package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;

/**
 * A price that waits for a client that does not keep up.
 *
 * @param instrument whose price it is
 * @param sequence of the event
 * @param bytes the whole WebSocket frame, in a buffer of its own, so that it keeps nothing else
 */
record PendingPrice(Instrument instrument, long sequence, ByteBuf bytes) {}
