package io.ringfence.core.trade;

/** Is told what orders have traded; see {@link TradeStage#tellTraded}. */
@FunctionalInterface
public interface TradedView {
    /**
     * One order.
     *
     * @param cumNotional scaled sum of quantity times price so far
     * @param isFinal whether it has ended
     */
    void onOrder(long clientOrderId, long cumNotional, boolean isFinal);
}
