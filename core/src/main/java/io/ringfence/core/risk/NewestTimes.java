package io.ringfence.core.risk;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** The newest of a series of times, as many as a bound, in a ring that grows up to it. Time never runs backwards. */
final class NewestTimes {
    private static final long[] EMPTY = {};

    private long[] ring = EMPTY;
    private int head;
    private int size;
    private int bound;

    /** Sets how many are kept; the oldest beyond it are forgotten. */
    void bound(int newBound) {
        int kept = Math.min(size, newBound);
        long[] times = new long[kept];
        for (int i = 0; i < kept; i++) {
            times[i] = at(size - kept + i);
        }
        ring = times;
        head = 0;
        size = kept;
        bound = newBound;
    }

    /** How many are kept. */
    int bound() {
        return bound;
    }

    private long at(int index) {
        int place = head + index;
        return ring[place < ring.length ? place : place - ring.length];
    }

    void add(long timeNs) {
        if (bound == 0) {
            return;
        }
        if (size == bound) {
            head = head + 1 == ring.length ? 0 : head + 1;
            size--;
        } else if (size == ring.length) {
            grow();
        }
        int place = head + size;
        ring[place < ring.length ? place : place - ring.length] = timeNs;
        size++;
    }

    private void grow() {
        long[] larger = new long[Math.min(bound, Math.max(4, size * 2))];
        for (int i = 0; i < size; i++) {
            larger[i] = at(i);
        }
        ring = larger;
        head = 0;
    }

    /** Whether as many as the bound lie within a window that ends now. */
    boolean fill(long windowNs, long nowNs) {
        return bound > 0 && size == bound && nowNs - ring[head] < windowNs;
    }

    void clear() {
        size = 0;
    }

    void writeTo(StateSink sink) {
        sink.putLong(bound);
        sink.putLong(size);
        for (int i = 0; i < size; i++) {
            sink.putLong(at(i));
        }
    }

    void readFrom(StateSource source) {
        int newBound = source.getCount();
        int count = source.getCount();
        if (newBound > RiskLimits.MAX_COUNT || count > newBound) {
            throw new StateFormatException("a window remembers " + count + " of " + newBound + " times");
        }
        bound(newBound);
        for (int i = 0; i < count; i++) {
            add(source.getLong());
        }
    }
}
