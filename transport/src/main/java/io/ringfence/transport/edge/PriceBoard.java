package io.ringfence.transport.edge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest price of each instrument, for clients that come. Written by the core's output thread with each tick, read by
 * event loops: a place whose version is odd, or another one after the read than before it, is read again (a seqlock).
 */
final class PriceBoard {
    /** A price. */
    record Price(Instrument instrument, long price, long timeNs, long sequence) {}

    private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] versions;
    private final long[] prices;
    private final long[] timesNs;
    private final long[] sequences;
    private final Instrument[] instruments;

    PriceBoard(int maxInstruments) {
        versions = new long[maxInstruments];
        prices = new long[maxInstruments];
        timesNs = new long[maxInstruments];
        sequences = new long[maxInstruments];
        instruments = new Instrument[maxInstruments];
    }

    /** Output thread: a tick. */
    void put(Instrument instrument, long price, long timeNs, long sequence) {
        int id = instrument.id();
        long version = versions[id];
        VERSION.setOpaque(versions, id, version + 1);
        VarHandle.storeStoreFence();
        instruments[id] = instrument;
        prices[id] = price;
        timesNs[id] = timeNs;
        sequences[id] = sequence;
        // Volatile, so that it stands here before the writer looks at whether anyone listens to prices.
        VERSION.setVolatile(versions, id, version + 2);
    }

    /** Any thread: every instrument's newest price, by number. */
    List<Price> prices() {
        List<Price> newest = new ArrayList<>();
        for (int id = 0; id < versions.length; id++) {
            if ((long) VERSION.getVolatile(versions, id) != 0) {
                newest.add(read(id));
            }
        }
        return newest;
    }

    /** Any thread: an instrument's newest price, 0 where none has come. */
    long lastPrice(int id) {
        boolean isKnown = id >= 0 && id < versions.length && (long) VERSION.getAcquire(versions, id) != 0;
        return isKnown ? read(id).price() : 0;
    }

    private Price read(int id) {
        while (true) {
            long before = (long) VERSION.getVolatile(versions, id);
            Price read = new Price(instruments[id], prices[id], timesNs[id], sequences[id]);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (long) VERSION.getOpaque(versions, id)) {
                return read;
            }
            Thread.onSpinWait();
        }
    }
}
