package io.ringfence.transport.broker;

import io.ringfence.core.decimal.Decimal;

/**
 * Figures that look random and depend on the seed, the question and its subject alone (SplitMix64). An order is named by
 * its strategy, its purpose and its place among those, not by its id: a host that was killed and came back has other ids,
 * and shall see the same market.
 */
final class SimulatedDraws {
    /** What an order is asked: whether it is refused, filled in two parts, and how large the first is. */
    static final int REFUSED = 1;

    static final int SPLIT = 2;
    static final int FIRST_PART = 3;

    /** What each sending of an order, or each report on it, is asked as well. */
    static final int LOST = 4;

    static final int REASON = 5;
    static final int DROPPED = 6;
    static final int DUPLICATED = 7;
    static final int DELAY = 8;
    static final int DELAY_OF_COPY = 9;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long LINK = 0x6C696E6BL;

    private final long seed;

    SimulatedDraws(long seed) {
        this.seed = seed;
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static long name(SimulatedOrder order) {
        return ((order.strategyId * 8 + order.purpose.value()) << 16) + order.place;
    }

    /** From 0 to below 1, scaled, of an order. */
    long ratio(SimulatedOrder order, int question) {
        return Long.remainderUnsigned(mixed(seed + GOLDEN * (name(order) * 4 + question)), Decimal.ONE);
    }

    /** From 0 to below 1, scaled, of one of an order's sendings or reports. */
    long ratio(SimulatedOrder order, int question, long number) {
        return below(Decimal.ONE, order, question, number);
    }

    /** From 0 to below the bound, of one of an order's sendings or reports. */
    long below(long bound, SimulatedOrder order, int question, long number) {
        long ofOrder = mixed(seed + GOLDEN * (name(order) * 4));
        return Long.remainderUnsigned(mixed(ofOrder + GOLDEN * (number * 16 + question)), bound);
    }

    /** From 0 to below the bound, of a stretch of the link's time. */
    long ofLink(long bound, long stretch) {
        return Long.remainderUnsigned(mixed(mixed(seed + LINK) + GOLDEN * stretch), bound);
    }
}
