package io.ringfence.transport.broker;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.RejectReason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What goes wrong at the simulated broker and on the way to it. Rates are scaled ratios from 0 to 1, times are event time,
 * and all is drawn by the broker's seed.
 *
 * @param dropRate reports that are lost; an answer to a query or a pull never is
 * @param duplicateRate reports that come twice
 * @param reportDelayNs longest time by which a report is late, drawn from 0 on for each, so that reports overtake each
 *     other; 0 to one hour
 * @param lostOrderRate orders that are lost on their way; one that is sent again is drawn again
 * @param disconnectEveryNs mean time from one loss of the link to the next, 0 for never, else to 366 days: each stretch of
 *     this length has one, if there is an occasion
 * @param disconnectForNs how long the link is down; shorter than {@code disconnectEveryNs} where that is not 0
 * @param rejectReasons reasons that refused orders are drawn from, 1 to 6 different ones
 * @param refusedKeys names of keys that do not log in, 1,024 at most
 * @param orderExpiryNs age from its arrival at which a limit order expires, 0 for never, to 366 days
 */
public record SimulatedFaults(
        long dropRate,
        long duplicateRate,
        long reportDelayNs,
        long lostOrderRate,
        long disconnectEveryNs,
        long disconnectForNs,
        List<RejectReason> rejectReasons,
        Set<String> refusedKeys,
        long orderExpiryNs) {

    /** What a broker may refuse an order for. */
    public static final List<RejectReason> REASONS = List.of(
            RejectReason.INSUFFICIENT_MARGIN,
            RejectReason.INVALID_SYMBOL,
            RejectReason.MARKET_CLOSED,
            RejectReason.TOKEN_EXPIRED,
            RejectReason.SERVER_DOWN,
            RejectReason.OTHER);

    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long YEAR_NS = 366 * 24 * HOUR_NS;
    private static final int MAX_REFUSED_KEYS = 1_024;

    /** A broker without a fault. */
    public static final SimulatedFaults NONE =
            new SimulatedFaults(0, 0, 0, 0, 0, 0, List.of(RejectReason.OTHER), Set.of(), 0);

    /** Validates. */
    public SimulatedFaults {
        rejectReasons = List.copyOf(rejectReasons);
        refusedKeys = Set.copyOf(refusedKeys);
        checkRatio("drop-rate", dropRate);
        checkRatio("duplicate-rate", duplicateRate);
        checkNs("report-delay", reportDelayNs, HOUR_NS, "0 to 1 hour");
        checkRatio("lost-order-rate", lostOrderRate);
        checkNs("disconnect-every", disconnectEveryNs, YEAR_NS, "0 to 366 days");
        checkNs("disconnect-for", disconnectForNs, YEAR_NS, "0 to 366 days");
        check(
                disconnectEveryNs == 0 || disconnectForNs > 0 && disconnectForNs < disconnectEveryNs,
                "disconnect-for",
                disconnectForNs + " ns",
                "more than 0 and less than broker.disconnect-every = " + disconnectEveryNs + " ns");
        check(
                !rejectReasons.isEmpty()
                        && REASONS.containsAll(rejectReasons)
                        && new HashSet<>(rejectReasons).size() == rejectReasons.size(),
                "reject-reasons",
                rejectReasons,
                "one or more of " + REASONS + ", each once");
        check(
                refusedKeys.size() <= MAX_REFUSED_KEYS,
                "refused-keys",
                refusedKeys.size() + " keys",
                MAX_REFUSED_KEYS + " at most");
        checkNs("order-expiry", orderExpiryNs, YEAR_NS, "0 to 366 days");
    }

    private static void checkNs(String field, long value, long max, String expected) {
        check(value >= 0 && value <= max, field, value + " ns", expected);
    }

    static void checkRatio(String field, long value) {
        check(value >= 0 && value <= Decimal.ONE, field, Decimal.toString(value), "0 to 1");
    }

    static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("broker." + field + " = " + value + ": expected " + expected);
        }
    }
}
