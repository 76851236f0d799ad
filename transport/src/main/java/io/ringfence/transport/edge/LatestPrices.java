package io.ringfence.transport.edge;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Where prices go that found the hand-off full: one place for each instrument, a newer price replaces an older one. So a
 * slow event loop costs its clients prices in between, never the last one. Here each price is an object, for the collector.
 */
final class LatestPrices {
    private record Price(FrameInfo info, byte[] frame) {}

    private final AtomicReferenceArray<Price> byInstrument;
    /** Set by the producer after it filled a place, cleared by the consumer before it empties them. */
    private volatile boolean filled;

    LatestPrices(int maxInstruments) {
        byInstrument = new AtomicReferenceArray<>(maxInstruments);
    }

    /** Producer: puts a price in its place; true when it replaced another. */
    boolean put(FrameInfo info, byte[] source, int offset, int length) {
        FrameInfo copy = new FrameInfo();
        copy.copyFrom(info);
        Price price = new Price(copy, Arrays.copyOfRange(source, offset, offset + length));
        boolean isReplacing = byInstrument.getAndSet(info.instrument.id(), price) != null;
        filled = true;
        return isReplacing;
    }

    /** Consumer: takes all prices out, in order of instruments. */
    void takeAll(FrameSink sink) {
        if (!filled) {
            return;
        }
        filled = false;
        for (int id = 0; id < byInstrument.length(); id++) {
            Price price = byInstrument.get(id) == null ? null : byInstrument.getAndSet(id, null);
            if (price != null) {
                sink.onFrame(price.info, price.frame, 0, price.frame.length);
            }
        }
    }
}
