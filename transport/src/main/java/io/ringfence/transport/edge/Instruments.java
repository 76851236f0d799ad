package io.ringfence.transport.edge;

import java.util.Arrays;
import java.util.List;

/** Instruments by number. Belongs to the stage's thread. */
final class Instruments {
    private final int maxCount;
    private Instrument[] byId;

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
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(id + 1, 2 * byId.length));
        }
        byId[id] = Instrument.of(id, symbol);
    }

    /** The instrument, or null where none is known. */
    Instrument of(int id) {
        return id < 0 || id >= byId.length ? null : byId[id];
    }

    /** The symbol as a JSON string, or null where none is known. */
    byte[] symbolJson(int id) {
        Instrument instrument = of(id);
        return instrument == null ? null : instrument.json();
    }
}
