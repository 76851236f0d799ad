package io.ringfence.transport.view;

import java.util.List;
import java.util.Map;

/**
 * What a symbol trades against what. Symbols are names to the core; clients want to know the assets.
 *
 * @param given by symbol, where the rules do not find them
 * @param quotes assets that prices are in, tried in this order as the end of a symbol that has no separator
 * @param cash asset that the accounts' cash is in; empty: the quote asset of the first instrument
 */
public record AssetNames(Map<String, Pair> given, List<String> quotes, String cash) {
    /** Quote assets that are tried where the configuration names none: longer ones before what they end with. */
    public static final List<String> USUAL_QUOTES = List.of(
            "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "BTC", "ETH");

    private static final String CASH_WITHOUT_INSTRUMENTS = "USD";
    private static final String SEPARATORS = "[-/_:]";

    /**
     * The two assets of an instrument.
     *
     * @param base what is bought and sold
     * @param quote what prices are in
     */
    public record Pair(String base, String quote) {}

    /** Copies. */
    public AssetNames {
        given = Map.copyOf(given);
        quotes = List.copyOf(quotes);
    }

    /** The rules alone. */
    public static AssetNames usual() {
        return new AssetNames(Map.of(), USUAL_QUOTES, "");
    }

    /** Assets of a symbol; one that the rules cannot take apart is its own base, in the asset of the cash. */
    public Pair of(String symbol) {
        Pair pair = given.get(symbol);
        if (pair != null) {
            return pair;
        }
        String[] parts = symbol.split(SEPARATORS);
        if (parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
            return new Pair(parts[0], parts[1]);
        }
        for (String quote : quotes) {
            if (symbol.length() > quote.length() && symbol.endsWith(quote)) {
                return new Pair(symbol.substring(0, symbol.length() - quote.length()), quote);
            }
        }
        return new Pair(symbol, cash.isEmpty() ? CASH_WITHOUT_INSTRUMENTS : cash);
    }

    /** Asset that the accounts' cash is in, where these symbols are traded. */
    public String cash(List<String> symbols) {
        if (!cash.isEmpty()) {
            return cash;
        }
        return symbols.isEmpty() ? CASH_WITHOUT_INSTRUMENTS : of(symbols.get(0)).quote();
    }
}
