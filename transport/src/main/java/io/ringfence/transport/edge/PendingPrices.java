package io.ringfence.transport.edge;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest price of each instrument that waits for one slow client, oldest event first. Bounded by the number of
 * instruments; holds each price it keeps. Off the path of clients that keep up.
 */
final class PendingPrices {
    private final Map<Integer, PendingPrice> byInstrument = new LinkedHashMap<>();

    boolean isEmpty() {
        return byInstrument.isEmpty();
    }

    /** Keeps the price, whose hold passes to here; true when it replaced an older one. */
    boolean put(PendingPrice price) {
        // Taken out first, so that the new one goes to the end and the client sees sequences rise.
        PendingPrice replaced = byInstrument.remove(price.instrument().id());
        byInstrument.put(price.instrument().id(), price);
        if (replaced != null) {
            replaced.bytes().release();
        }
        return replaced != null;
    }

    /** Takes out the oldest; the hold on it passes to the caller. */
    PendingPrice poll() {
        Iterator<PendingPrice> oldest = byInstrument.values().iterator();
        PendingPrice price = oldest.next();
        oldest.remove();
        return price;
    }

    void clear() {
        byInstrument.values().forEach(price -> price.bytes().release());
        byInstrument.clear();
    }
}
