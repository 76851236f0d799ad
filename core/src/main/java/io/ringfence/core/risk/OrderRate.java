package io.ringfence.core.risk;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** How many entries an account has sent of late. */
final class OrderRate {
    private final NewestTimes sent = new NewestTimes();

    void limit(RiskLimits limits) {
        sent.bound(limits.maxOrdersPerWindow());
    }

    void onEntrySent(long nowNs) {
        sent.add(nowNs);
    }

    /** Whether the window has no room for another. */
    boolean isExhausted(RiskLimits limits, long nowNs) {
        return sent.fill(limits.orderWindowNs(), nowNs);
    }

    void writeTo(StateSink sink) {
        sent.writeTo(sink);
    }

    void readFrom(StateSource source) {
        sent.readFrom(source);
    }
}
