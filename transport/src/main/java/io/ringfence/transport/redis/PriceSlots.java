package io.ringfence.transport.redis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One place for each instrument, where its newest price waits with the extremes since the one that was taken: a newer price
 * replaces an older one. Written by the core's output thread, taken by the publishing one; neither waits for the other. A place
 * whose version is odd, or another one after the read than before it, is read again (a seqlock).
 *
 * <p>The extremes are those of all prices since the one taken before, and hold that one too where both threads met in the moment
 * of taking: never fewer.
 */
final class PriceSlots {
    /** A price that was taken. */
    static final class Taken {
        int instrumentId;
        long price;
        long low;
        long high;
        long timeNs;
        long sequence;
        /** Prices that it stands for besides itself. */
        long replacedCount;
    }

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] versions;
    private final long[] prices;
    private final long[] lows;
    private final long[] highs;
    private final long[] timesNs;
    private final long[] sequences;
    /** The version that was taken last; written by the publishing thread. */
    private final long[] taken;
    /** Set by the output thread after it filled a place, cleared by the publishing one before it looks at them. */
    private volatile boolean isFilled;

    PriceSlots(int maxInstruments) {
        versions = new long[maxInstruments];
        prices = new long[maxInstruments];
        lows = new long[maxInstruments];
        highs = new long[maxInstruments];
        timesNs = new long[maxInstruments];
        sequences = new long[maxInstruments];
        taken = new long[maxInstruments];
    }

    int size() {
        return versions.length;
    }

    /** Output thread: a price of an instrument within the bound, with the extremes of what it stands for. */
    void put(int id, long price, long low, long high, long timeNs, long sequence) {
        long version = versions[id];
        boolean isTaken = (long) LONGS.getAcquire(taken, id) == version;
        LONGS.setOpaque(versions, id, version + 1);
        VarHandle.storeStoreFence();
        lows[id] = isTaken ? low : Math.min(lows[id], low);
        highs[id] = isTaken ? high : Math.max(highs[id], high);
        LONGS.setOpaque(prices, id, price);
        timesNs[id] = timeNs;
        sequences[id] = sequence;
        // Volatile, so that it stands here before the writer looks at whether the other thread sleeps.
        LONGS.setVolatile(versions, id, version + 2);
        if (!isFilled) {
            isFilled = true;
        }
    }

    /** Output thread: a price that nobody takes. */
    void see(int id, long price) {
        LONGS.setOpaque(prices, id, price);
    }

    /** Publishing thread: whether a price may wait; from then on not, until another is put. */
    boolean lookAndClear() {
        boolean wasFilled = isFilled;
        isFilled = false;
        return wasFilled;
    }

    /** Whether a price may wait. */
    boolean isFilled() {
        return isFilled;
    }

    /** Publishing thread: takes the price of an instrument; false where none waits. */
    boolean take(int id, Taken into) {
        long before = (long) LONGS.getVolatile(versions, id);
        if (before == taken[id]) {
            return false;
        }
        while (true) {
            into.price = (long) LONGS.getOpaque(prices, id);
            into.low = lows[id];
            into.high = highs[id];
            into.timeNs = timesNs[id];
            into.sequence = sequences[id];
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (long) LONGS.getOpaque(versions, id)) {
                break;
            }
            Thread.onSpinWait();
            before = (long) LONGS.getVolatile(versions, id);
        }
        into.instrumentId = id;
        into.replacedCount = (before - taken[id]) / 2 - 1;
        LONGS.setRelease(taken, id, before);
        return true;
    }

    /** Any thread: an instrument's newest price, 0 where none has come. */
    long lastPrice(int id) {
        return id >= 0 && id < prices.length ? (long) LONGS.getOpaque(prices, id) : 0;
    }
}
