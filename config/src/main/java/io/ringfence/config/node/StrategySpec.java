package io.ringfence.config.node;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param stop where it gives up
 * @param target where it takes its profit
 */
public record StrategySpec(
        String name,
        String symbol,
        PositionSide side,
        long quantity,
        long entryTimeNs,
        long exitTimeNs,
        StopSpec stop,
        Optional<Distance> target) {

    /**
     * A level, or a distance from the average entry price.
     *
     * @param unit what the value is
     * @param value scaled level, amount or ratio, more than 0
     */
    public record Distance(StopUnit unit, long value) {}

    /**
     * A stop.
     *
     * @param unit what the value is
     * @param value scaled level, amount or ratio, more than 0
     * @param isTrailing whether it follows the best price
     * @param activationPrice scaled price from which on it trails; absent: from the entry on
     * @param triggerSource price that stop and target watch
     */
    public record StopSpec(
            StopUnit unit, long value, boolean isTrailing, OptionalLong activationPrice, TriggerSource triggerSource) {}

    /** Validates. */
    public StrategySpec {
        boolean isLong = side == PositionSide.LONG;
        check(name.matches("[!-~]{1,32}"), name, "name", name, "1 to 32 printable ASCII characters, no space");
        check(quantity > 0, name, "quantity", Decimal.toString(quantity), "more than 0");
        check(
                exitTimeNs > entryTimeNs,
                name,
                isLong ? "sell-at" : "buy-at",
                Instant.EPOCH.plusNanos(exitTimeNs),
                "a time after the entry");
        checkDistance(name, "stop", new Distance(stop.unit(), stop.value()), isLong);
        check(
                !stop.isTrailing() || stop.unit() != StopUnit.LEVEL,
                name,
                "stop.level",
                Decimal.toString(stop.value()),
                "percent or amount where trailing = true");
        check(
                stop.isTrailing() || stop.activationPrice().isEmpty(),
                name,
                "stop.activation",
                stop.activationPrice().orElse(0),
                "trailing = true beside it");
        check(
                stop.activationPrice().orElse(1) > 0,
                name,
                "stop.activation",
                Decimal.toString(stop.activationPrice().orElse(0)),
                "more than 0");
        target.ifPresent(distance -> checkDistance(name, "target", distance, !isLong));
    }

    private static void checkDistance(String name, String field, Distance distance, boolean isBelowEntry) {
        boolean isTooFar = distance.unit() == StopUnit.RATIO && isBelowEntry && distance.value() >= Decimal.ONE;
        String text = distance.unit() == StopUnit.RATIO
                ? Decimal.toString(distance.value()) + " of the entry price"
                : Decimal.toString(distance.value());
        check(
                distance.value() > 0 && !isTooFar,
                name,
                field,
                text,
                "more than 0" + (isBelowEntry ? ", and less than 100 percent below the entry" : ""));
    }

    private static void check(boolean holds, String name, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "strategy " + name + ": " + field + " = " + value + ": expected " + expected);
        }
    }
}
