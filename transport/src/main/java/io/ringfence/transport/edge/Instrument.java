package io.ringfence.transport.edge;

/**
 * What the edge knows of an instrument.
 *
 * @param id its number in the core
 * @param symbol its name
 * @param json the symbol as a JSON string; not to be changed
 */
record Instrument(int id, String symbol, byte[] json) {
    static Instrument of(int id, String symbol) {
        return new Instrument(id, symbol, Ascii.quoted(symbol));
    }
}
