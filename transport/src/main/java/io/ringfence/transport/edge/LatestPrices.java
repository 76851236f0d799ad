package io.ringfence.transport.edge;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Where prices go that found the hand-off full: one place for each instrument, a newer price replaces an older one. So a
 * slow event loop costs its clients prices in between, never the last one.
 */
final class LatestPrices {
    private final AtomicReferenceArray<SharedFrame> byInstrument;
    /** Set by the producer after it filled a place, cleared by the consumer before it empties them. */
    private volatile boolean filled;

    LatestPrices(int maxInstruments) {
        byInstrument = new AtomicReferenceArray<>(maxInstruments);
    }

    /**
     * Producer: puts a price in its place.
     *
     * @return the price that it replaced, now the caller's, or null
     */
    SharedFrame put(SharedFrame price) {
        SharedFrame replaced = byInstrument.getAndSet(price.instrument().id(), price);
        filled = true;
        return replaced;
    }

    /** Consumer: takes all prices out, in order of instruments. */
    void takeAll(Consumer<SharedFrame> taker) {
        if (!filled) {
            return;
        }
        filled = false;
        for (int id = 0; id < byInstrument.length(); id++) {
            SharedFrame price = byInstrument.getPlain(id) == null ? null : byInstrument.getAndSet(id, null);
            if (price != null) {
                taker.accept(price);
            }
        }
    }
}
