package io.ringfence.core.account;

/**
 * What an account has of one instrument, all figures in units of 1e-8. A figure that does not fit stands at the largest one.
 *
 * @param netQuantity bought less sold
 * @param averageCost of the net quantity, 0 when there is none
 * @param realizedPnl of what was let go, before fees
 * @param openPnl of the net quantity at the last price
 * @param fees of all fills
 */
public record HoldingRow(
        int instrumentId, long netQuantity, long averageCost, long realizedPnl, long openPnl, long fees) {
    static HoldingRow of(Holding holding, long price) {
        return new HoldingRow(
                holding.instrumentId,
                holding.net.saturated(),
                holding.averageCost(),
                holding.realizedPnl(),
                holding.openPnl(price),
                holding.fees.saturated());
    }
}
