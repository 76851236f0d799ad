package io.ringfence.core.risk;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** What an account has lost since its day began. */
final class DailyLoss {
    private long startEquity;
    private long nextDayNs = Long.MAX_VALUE;

    /** Begins the day that a time lies in, with the equity of now. */
    void begin(long dayStartNs, long nowNs, long equity) {
        startEquity = equity;
        long sinceDayStartNs = Math.floorMod(Math.floorMod(nowNs, RiskLimits.DAY_NS) - dayStartNs, RiskLimits.DAY_NS);
        nextDayNs = Decimal.addSaturated(nowNs, RiskLimits.DAY_NS - sinceDayStartNs);
    }

    /** Equity is watched no more. */
    void end() {
        startEquity = 0;
        nextDayNs = Long.MAX_VALUE;
    }

    /** When the next day begins; {@code Long.MAX_VALUE} while equity is not watched. */
    long nextDayNs() {
        return nextDayNs;
    }

    /** Negative for a gain. */
    long loss(long equity) {
        return Decimal.subtractSaturated(startEquity, equity);
    }

    void writeTo(StateSink sink) {
        sink.putLong(startEquity);
        sink.putLong(nextDayNs);
    }

    void readFrom(StateSource source) {
        startEquity = source.getLong();
        nextDayNs = source.getLong();
    }
}
