package io.ringfence.transport.edge;

import java.util.Arrays;
import java.util.List;

/** Instruments by number. Learned by the stage's thread; any may ask. */
final class Instruments {
    private final int maxCount;
    /** Replaced when one is learned, so that what a reader has does not change. */
    private volatile Instrument[] byId;

    /** The place of a symbol in the list is its instrument's number. */
    Instruments(List<String> symbols, int maxCount) {
        this.maxCount = maxCount;
        this.byId = new Instrument[Math.max(16, symbols.size())];
        for (int id = 0; id < symbols.size(); id++) {
            put(id, symbols.get(id));
        }
    }

    /** Learns a symbol; one with a number beyond the bound is not learned. */
    void put(int id, String symbol) {
        if (id < 0 || id >= maxCount) {
            return;
        }
        Instrument[] learned = Arrays.copyOf(byId, id < byId.length ? byId.length : Math.max(id + 1, 2 * byId.length));
        learned[id] = Instrument.of(id, symbol);
        byId = learned;
    }

    /** The instrument, or null where none is known. */
    Instrument of(int id) {
        Instrument[] known = byId;
        return id < 0 || id >= known.length ? null : known[id];
    }

    /** The symbol as a JSON string, or null where none is known. */
    byte[] symbolJson(int id) {
        Instrument instrument = of(id);
        return instrument == null ? null : instrument.json();
    }

    /** What is bought and sold, as a JSON string, or null where none is known. */
    byte[] baseAssetJson(int id) {
        Instrument instrument = of(id);
        return instrument == null ? null : instrument.baseAssetJson();
    }

    /** What it is paid in, as a JSON string, or null where none is known. */
    byte[] quoteAssetJson(int id) {
        Instrument instrument = of(id);
        return instrument == null ? null : instrument.quoteAssetJson();
    }
}
