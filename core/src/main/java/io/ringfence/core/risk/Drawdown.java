package io.ringfence.core.risk;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** How far an account is below its highest equity. */
final class Drawdown {
    private static final long NONE = Long.MIN_VALUE;

    private long highest = NONE;

    /** Takes an equity that was formed. */
    void sample(long equity) {
        highest = Math.max(highest, equity);
    }

    /** Forgets the highest. */
    void end() {
        highest = NONE;
    }

    /** Not negative: the equity was sampled. */
    long depth(long equity) {
        return Decimal.subtractSaturated(highest, equity);
    }

    void writeTo(StateSink sink) {
        sink.putLong(highest);
    }

    void readFrom(StateSource source) {
        highest = source.getLong();
    }
}
