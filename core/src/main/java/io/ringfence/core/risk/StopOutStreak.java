package io.ringfence.core.risk;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** Stops in a row, and how long entries wait because of them. */
final class StopOutStreak {
    private final NewestTimes stops = new NewestTimes();
    private long waitUntilNs = Long.MIN_VALUE;

    void limit(RiskLimits limits) {
        stops.bound(limits.maxStopOuts());
        if (limits.maxStopOuts() == 0) {
            waitUntilNs = Long.MIN_VALUE;
        }
    }

    void onStopOut(RiskLimits limits, long nowNs) {
        stops.add(nowNs);
        if (stops.fill(limits.stopOutWindowNs(), nowNs)) {
            waitUntilNs = Decimal.addSaturated(nowNs, limits.stopOutCooldownNs());
        }
    }

    void onOtherEnd() {
        stops.clear();
    }

    /** Time until entries are allowed again, 0 when they are. */
    long waitNs(long nowNs) {
        return nowNs < waitUntilNs ? waitUntilNs - nowNs : 0;
    }

    void writeTo(StateSink sink) {
        stops.writeTo(sink);
        sink.putLong(waitUntilNs);
    }

    void readFrom(StateSource source) {
        stops.readFrom(source);
        waitUntilNs = source.getLong();
    }
}
