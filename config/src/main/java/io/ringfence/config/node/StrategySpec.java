package io.ringfence.config.node;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;

/**
 * A timed strategy as configured. The name is its identity across restarts: one that the journal already knows is not
 * created again.
 *
 * @param name 1 to 32 printable ASCII characters
 * @param symbol what it trades
 * @param side long or short
 * @param quantity scaled, more than 0
 * @param entryTimeNs buy time of a long strategy, sell time of a short one; nanoseconds since the epoch
 * @param exitTimeNs the other one, later
 * @param stopUnit what the stop's value is
 * @param stopValue scaled level, distance or ratio, more than 0
 * @param triggerSource price that the stop watches
 */
public record StrategySpec(
        String name,
        String symbol,
        PositionSide side,
        long quantity,
        long entryTimeNs,
        long exitTimeNs,
        StopUnit stopUnit,
        long stopValue,
        TriggerSource triggerSource) {

    /** Validates. */
    public StrategySpec {
        check(name.matches("[!-~]{1,32}"), name, "name", name, "1 to 32 printable ASCII characters, no space");
        check(quantity > 0, name, "quantity", Decimal.toString(quantity), "more than 0");
        check(
                exitTimeNs > entryTimeNs,
                name,
                side == PositionSide.LONG ? "sell-at" : "buy-at",
                java.time.Instant.EPOCH.plusNanos(exitTimeNs),
                "a time after the entry");
        boolean isRatioTooLarge = stopUnit == StopUnit.RATIO && side == PositionSide.LONG && stopValue >= Decimal.ONE;
        check(
                stopValue > 0 && !isRatioTooLarge,
                name,
                "stop",
                Decimal.toString(stopValue),
                "more than 0, and for a long strategy less than 100 percent");
    }

    private static void check(boolean holds, String name, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "strategy " + name + ": " + field + " = " + value + ": expected " + expected);
        }
    }
}
