package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;

/**
 * Prices that an event loop hands out together: frame behind frame in one buffer, which every client that wants all of them
 * shares, so that a client costs one write for many prices. Belongs to its loop.
 */
final class PriceBlock {
    private final int maxBytes;
    private final Instrument[] instruments;
    private final long[] sequences;
    private final long[] prices;
    private final long[] timesNs;
    private final long[] startsNs;
    private final int[] offsets;
    private ByteBuf bytes;
    private int count;

    /** Full with so many prices, or about so many bytes. */
    PriceBlock(int maxCount, int maxBytes) {
        this.maxBytes = maxBytes;
        instruments = new Instrument[maxCount];
        sequences = new long[maxCount];
        prices = new long[maxCount];
        timesNs = new long[maxCount];
        startsNs = new long[maxCount];
        offsets = new int[maxCount + 1];
    }

    /** Begins with an empty buffer, whose hold passes to here. */
    void begin(ByteBuf empty) {
        bytes = empty;
        count = 0;
        offsets[0] = 0;
    }

    boolean isBegun() {
        return bytes != null;
    }

    boolean isFull() {
        return count == instruments.length || bytes.readableBytes() >= maxBytes;
    }

    void add(FrameInfo info, byte[] source, int offset, int length) {
        instruments[count] = info.instrument;
        sequences[count] = info.sequence;
        prices[count] = info.price;
        timesNs[count] = info.timeNs;
        startsNs[count] = info.startNs;
        bytes.writeBytes(source, offset, length);
        offsets[++count] = bytes.writerIndex();
    }

    int count() {
        return count;
    }

    Instrument instrument(int place) {
        return instruments[place];
    }

    long sequence(int place) {
        return sequences[place];
    }

    long price(int place) {
        return prices[place];
    }

    long timeNs(int place) {
        return timesNs[place];
    }

    /** Since when the event is timed, 0 when it is not. */
    long startNs(int place) {
        return startsNs[place];
    }

    /** All frames; the block keeps its hold on them. */
    ByteBuf bytes() {
        return bytes;
    }

    int offset(int place) {
        return offsets[place];
    }

    int length(int place) {
        return offsets[place + 1] - offsets[place];
    }

    /** Ends it; clients that were given the bytes have holds of their own. */
    void end() {
        bytes.release();
        bytes = null;
    }
}
