package io.ringfence.core.risk;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** Counts the broker's refusals over a window that slides, and says when more came than allowed. */
public final class BrokerErrors {
    private final NewestTimes refusals = new NewestTimes();
    private long windowNs;

    /**
     * Sets the bound. The newest refusals, as many as it, stay remembered.
     *
     * @param newMaxErrors 0 for any number; one beyond {@link RiskLimits#MAX_COUNT} counts as that
     */
    public void limit(int newMaxErrors, long newWindowNs) {
        windowNs = newWindowNs;
        refusals.bound(Math.max(0, Math.min(newMaxErrors, RiskLimits.MAX_COUNT)));
    }

    /** Counts a refusal; true when with it the window holds more than the bound. Time never runs backwards. */
    public boolean onRefusal(long nowNs) {
        boolean isExceeded = refusals.fill(windowNs, nowNs);
        refusals.add(nowNs);
        return isExceeded;
    }

    /** The bound in force, 0 for none. */
    public int bound() {
        return refusals.bound();
    }

    /** Writes the state, canonically. */
    public void writeTo(StateSink sink) {
        sink.putLong(windowNs);
        refusals.writeTo(sink);
    }

    /** Reads back what was written. */
    public void readFrom(StateSource source) {
        windowNs = source.getLong();
        refusals.readFrom(source);
    }
}
