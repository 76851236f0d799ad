package io.ringfence.core.stoploss;

/** Is told the prices in force of an instrument. */
@FunctionalInterface
public interface PriceView {
    /** Scaled prices; the null value of a tick's price for one that has not been seen. */
    void onPrices(int instrumentId, long last, long bid, long ask);
}
