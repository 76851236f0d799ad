package io.ringfence.core.risk;

import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/**
 * The limits of one account's entries; 0 for none. Quantities, money and ratios in units of 1e-8.
 *
 * @param maxOrderQuantity of one entry
 * @param maxOrderNotional of one entry
 * @param priceCollarRatio distance of a limit from the last price
 * @param maxPositionNotional held and on its way, of one instrument
 * @param maxDailyLoss since the day began
 * @param maxDrawdown since the highest equity
 * @param orderWindowNs over which entries are counted
 * @param stopOutWindowNs over which stops are counted
 * @param stopOutCooldownNs how long entries wait after too many
 * @param duplicateWindowNs within which the same entry is not sent again
 * @param dayStartNs where the day begins, from midnight UTC
 * @param maxOpenOrders live entries
 * @param maxOrdersPerWindow entries sent
 * @param maxStopOuts stops in a row
 */
public record RiskLimits(
        long maxOrderQuantity,
        long maxOrderNotional,
        long priceCollarRatio,
        long maxPositionNotional,
        long maxDailyLoss,
        long maxDrawdown,
        long orderWindowNs,
        long stopOutWindowNs,
        long stopOutCooldownNs,
        long duplicateWindowNs,
        long dayStartNs,
        int maxOpenOrders,
        int maxOrdersPerWindow,
        int maxStopOuts) {
    /** No limit at all. */
    public static final RiskLimits NONE = new RiskLimits(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Most that a window counts, and so most that it remembers. */
    public static final int MAX_COUNT = 65_536;

    static final long DAY_NS = 86_400_000_000_000L;

    /** The limits that an input carries, valid or not. */
    public static RiskLimits of(RiskLimitsSetDecoder input) {
        return new RiskLimits(
                input.maxOrderQuantity(),
                input.maxOrderNotional(),
                input.priceCollarRatio(),
                input.maxPositionNotional(),
                input.maxDailyLoss(),
                input.maxDrawdown(),
                input.orderWindowNs(),
                input.stopOutWindowNs(),
                input.stopOutCooldownNs(),
                input.duplicateWindowNs(),
                input.dayStartNs(),
                input.maxOpenOrders(),
                input.maxOrdersPerWindow(),
                input.maxStopOuts());
    }

    /**
     * INVALID_LIMITS for a negative one, a day that begins outside of the day, a count without its window or its cooldown, or
     * a count beyond {@link #MAX_COUNT}.
     */
    public Verdict check() {
        // The sign bit of the whole is set when that of any one is.
        long signs = maxOrderQuantity
                | maxOrderNotional
                | priceCollarRatio
                | maxPositionNotional
                | maxDailyLoss
                | maxDrawdown
                | orderWindowNs
                | stopOutWindowNs
                | stopOutCooldownNs
                | duplicateWindowNs
                | dayStartNs
                | maxOpenOrders
                | maxOrdersPerWindow
                | maxStopOuts;
        boolean isRateComplete = maxOrdersPerWindow == 0 || orderWindowNs > 0;
        boolean isStreakComplete = maxStopOuts == 0 || stopOutWindowNs > 0 && stopOutCooldownNs > 0;
        boolean isBounded = maxOrdersPerWindow <= MAX_COUNT && maxStopOuts <= MAX_COUNT && dayStartNs < DAY_NS;
        boolean isValid = signs >= 0 && isRateComplete && isStreakComplete && isBounded;
        return isValid ? Verdict.ACCEPTED : Verdict.INVALID_LIMITS;
    }

    boolean isEquityWatched() {
        return maxDailyLoss > 0 || maxDrawdown > 0;
    }

    void writeTo(StateSink sink) {
        sink.putLong(maxOrderQuantity);
        sink.putLong(maxOrderNotional);
        sink.putLong(priceCollarRatio);
        sink.putLong(maxPositionNotional);
        sink.putLong(maxDailyLoss);
        sink.putLong(maxDrawdown);
        sink.putLong(orderWindowNs);
        sink.putLong(stopOutWindowNs);
        sink.putLong(stopOutCooldownNs);
        sink.putLong(duplicateWindowNs);
        sink.putLong(dayStartNs);
        sink.putLong(maxOpenOrders);
        sink.putLong(maxOrdersPerWindow);
        sink.putLong(maxStopOuts);
    }

    static RiskLimits readFrom(StateSource source) {
        RiskLimits limits = new RiskLimits(
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getInt(),
                source.getInt(),
                source.getInt());
        if (limits.check() != Verdict.ACCEPTED) {
            throw new StateFormatException("limits that cannot be set stand in the state: " + limits);
        }
        return limits;
    }
}
