package io.ringfence.transport.edge;

/**
 * What the edge knows of an instrument.
 *
 * @param id its number in the core
 * @param symbol its name
 * @param json the symbol as a JSON string; not to be changed
 * @param baseAssetJson what is bought and sold, likewise
 * @param quoteAssetJson what it is paid in, likewise; null where the symbol does not tell
 */
record Instrument(int id, String symbol, byte[] json, byte[] baseAssetJson, byte[] quoteAssetJson) {
    static Instrument of(int id, String symbol) {
        AssetPair pair = AssetPair.of(symbol);
        return new Instrument(
                id,
                symbol,
                Ascii.quoted(symbol),
                Ascii.quoted(pair.base()),
                pair.quote().isEmpty() ? null : Ascii.quoted(pair.quote()));
    }
}
