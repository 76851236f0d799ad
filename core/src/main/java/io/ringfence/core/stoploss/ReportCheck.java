package io.ringfence.core.stoploss;

import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.Verdict;

/** Whether a broker's figures hold by themselves, so that no arithmetic on them can fail downstream. */
public final class ReportCheck {
    /** Whole units of the largest price, rounded down. */
    private static final long MAX_PRICE_UNITS = 92_233_720_367L;

    private ReportCheck() {}

    static Verdict check(ExecutionReportDecoder report) {
        long quantity = report.cumQuantity();
        long notional = report.cumNotional();
        boolean isOfNone = report.executionType() == ExecutionType.UNKNOWN_ORDER;
        if (quantity < 0 || notional < 0 || isOfNone && quantity > 0) {
            return Verdict.INVALID_QUANTITY;
        }
        return quantity == 0 || isPrice(quantity, notional) ? Verdict.ACCEPTED : Verdict.INVALID_QUANTITY;
    }

    /** Whether notional by quantity is a price: positive, and not larger than one can be. */
    public static boolean isPrice(long quantity, long notional) {
        return quantity > 0 && notional > 0 && hasAverage(quantity, notional);
    }

    /** Whether notional, of any sign, by a positive quantity is a decimal. */
    static boolean hasAverage(long quantity, long notional) {
        return Math.abs(notional) / quantity < MAX_PRICE_UNITS;
    }
}
