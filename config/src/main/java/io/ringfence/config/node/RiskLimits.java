package io.ringfence.config.node;

import io.ringfence.core.decimal.Decimal;

/**
 * The limits of an account's entries; 0 for none. They never hold back an exit.
 *
 * @param maxOrderQuantity scaled
 * @param maxOrderNotional scaled
 * @param priceCollarRatio scaled ratio: distance of a limit from the last price
 * @param maxPositionNotional scaled; held and on its way, of one instrument
 * @param maxOpenOrders live orders
 * @param maxOrdersPerWindow orders within {@code orderWindowNs}
 * @param orderWindowNs up to 1 day; goes with the one before
 * @param maxDailyLoss scaled; since the day began, realized and open
 * @param dayStartNs where the day begins, from midnight UTC
 * @param maxDrawdown scaled; from the highest equity
 * @param maxStopOuts stops in a row within {@code stopOutWindowNs}, after which entries wait
 * @param stopOutWindowNs up to 366 days; goes with the one before
 * @param stopOutCooldownNs up to 366 days; goes with the two before
 * @param duplicateWindowNs up to 1 day; for how long an entry like another is refused
 */
public record RiskLimits(
        long maxOrderQuantity,
        long maxOrderNotional,
        long priceCollarRatio,
        long maxPositionNotional,
        int maxOpenOrders,
        int maxOrdersPerWindow,
        long orderWindowNs,
        long maxDailyLoss,
        long dayStartNs,
        long maxDrawdown,
        int maxStopOuts,
        long stopOutWindowNs,
        long stopOutCooldownNs,
        long duplicateWindowNs) {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long YEAR_NS = 366 * DAY_NS;

    /** Validates; {@code prefix} stands before the field in the message. */
    void check(String prefix) {
        checkScaled(prefix, "max-order-quantity", maxOrderQuantity);
        checkScaled(prefix, "max-order-notional", maxOrderNotional);
        checkScaled(prefix, "price-collar-percent", priceCollarRatio);
        checkScaled(prefix, "max-position-notional", maxPositionNotional);
        checkScaled(prefix, "max-daily-loss", maxDailyLoss);
        checkScaled(prefix, "max-drawdown", maxDrawdown);
        check(maxOpenOrders >= 0, prefix, "max-open-orders", maxOpenOrders, "0 or more");
        check(maxOrdersPerWindow >= 0, prefix, "max-orders", maxOrdersPerWindow, "0 or more");
        check(maxStopOuts >= 0, prefix, "max-stop-outs", maxStopOuts, "0 or more");
        checkTime(prefix, "per", orderWindowNs, DAY_NS, "1 day");
        checkTime(prefix, "within", stopOutWindowNs, YEAR_NS, "366 days");
        checkTime(prefix, "cooldown", stopOutCooldownNs, YEAR_NS, "366 days");
        checkTime(prefix, "duplicate-window", duplicateWindowNs, DAY_NS, "1 day");
        check(dayStartNs >= 0 && dayStartNs < DAY_NS, prefix, "day-start", dayStartNs + " ns", "a time of day");
        checkTogether(prefix, "max-orders", maxOrdersPerWindow, "per", orderWindowNs);
        checkTogether(prefix, "max-stop-outs", maxStopOuts, "within", stopOutWindowNs);
        checkTogether(prefix, "max-stop-outs", maxStopOuts, "cooldown", stopOutCooldownNs);
    }

    private static void checkScaled(String prefix, String field, long value) {
        check(value >= 0, prefix, field, Decimal.toString(value), "0 or more");
    }

    private static void checkTime(String prefix, String field, long timeNs, long maxNs, String max) {
        check(timeNs >= 0 && timeNs <= maxNs, prefix, field, timeNs + " ns", "0 to " + max);
    }

    private static void checkTogether(String prefix, String field, int count, String timeField, long timeNs) {
        check(count == 0 || timeNs > 0, prefix, field, count, timeField + " beside it, more than 0");
        check(count > 0 || timeNs == 0, prefix, timeField, timeNs + " ns", field + " beside it, more than 0");
    }

    private static void check(boolean holds, String prefix, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(prefix + field + " = " + value + ": expected " + expected);
        }
    }
}
