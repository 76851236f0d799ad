package io.ringfence.core.stoploss;

import java.util.Arrays;

/**
 * Between which prices of each series nothing of an instrument waits: neither a level that they touch nor a trailing stop that
 * they raise. A tick inside costs two comparisons a series, whatever the number of books.
 *
 * <p>Forgotten when something is armed, moved or taken away, and when a tick was outside; found again with the next tick.
 */
final class QuietBand {
    private static final int SERIES = PriceSeries.values().length;

    /** A low that is no higher may touch, or raise. */
    private final long[] floors = new long[SERIES];
    /** A high that is no lower may touch, or raise. */
    private final long[] ceilings = new long[SERIES];

    private boolean isKnown;

    boolean isKnown() {
        return isKnown;
    }

    void forget() {
        isKnown = false;
    }

    /** Whether a tick with these extremes of a series does nothing; either may be absent, by the least of all numbers. */
    boolean holds(int series, long low, long high) {
        return (low > floors[series] || low == Long.MIN_VALUE) && (high < ceilings[series] || high == Long.MIN_VALUE);
    }

    /** Begins anew with a band in which everything is quiet; then each group narrows it. */
    void find(TriggerGroups first, TriggerGroups second, TriggerGroups third) {
        Arrays.fill(floors, Long.MIN_VALUE);
        Arrays.fill(ceilings, Long.MAX_VALUE);
        first.narrow(this);
        second.narrow(this);
        third.narrow(this);
        isKnown = true;
    }

    /** A price of {@code price} or less is outside. */
    void floor(int series, long price) {
        floors[series] = Math.max(floors[series], price);
    }

    /** A price of {@code price} or more is outside. */
    void ceiling(int series, long price) {
        ceilings[series] = Math.min(ceilings[series], price);
    }
}
