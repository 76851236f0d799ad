package io.ringfence.transport.edge;

import java.util.List;

/**
 * The two assets of a symbol: BTCUSD, BTC-USD, BTC/USD and BTC_USD are BTC in USD.
 *
 * @param base what is bought and sold; the symbol itself where no quote is found
 * @param quote what it is paid in; empty where the symbol does not tell
 */
public record AssetPair(String base, String quote) {
    /** Longer ones first, since some end with others. */
    private static final List<String> QUOTES = List.of(
            "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "NZD", "BTC",
            "ETH", "BNB", "TRY");

    /** Takes a symbol apart. */
    public static AssetPair of(String symbol) {
        for (int i = 1; i < symbol.length() - 1; i++) {
            if ("-/_".indexOf(symbol.charAt(i)) >= 0) {
                return new AssetPair(symbol.substring(0, i), symbol.substring(i + 1));
            }
        }
        for (String quote : QUOTES) {
            if (symbol.endsWith(quote) && symbol.length() > quote.length()) {
                return new AssetPair(symbol.substring(0, symbol.length() - quote.length()), quote);
            }
        }
        return new AssetPair(symbol, "");
    }
}
