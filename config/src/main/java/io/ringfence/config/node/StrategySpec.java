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
 * @param isTargetLimited whether the target sells by a limit order at its level
 * @param fillDeadlineNs time a limited exit has to fill before it is widened, then sent to the market; 0 to 1 day
 */
public record StrategySpec(
        String name,
        String symbol,
        PositionSide side,
        long quantity,
        long entryTimeNs,
        long exitTimeNs,
        StopSpec stop,
        Optional<Distance> target,
        boolean isTargetLimited,
        long fillDeadlineNs) {

    private static final long DAY_NS = 86_400_000_000_000L;

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
     * @param limitOffset scaled; how much worse than the price that fired it the stop may trade; absent: at any price
     */
    public record StopSpec(
            StopUnit unit,
            long value,
            boolean isTrailing,
            OptionalLong activationPrice,
            TriggerSource triggerSource,
            OptionalLong limitOffset) {}

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
        check(
                stop.limitOffset().orElse(1) > 0,
                name,
                "stop.limit-offset",
                Decimal.toString(stop.limitOffset().orElse(0)),
                "more than 0");
        check(
                fillDeadlineNs >= 0 && fillDeadlineNs <= DAY_NS,
                name,
                "fill-deadline",
                fillDeadlineNs + " ns",
                "0 to 1 day");
        boolean isLimited = isTargetLimited || stop.limitOffset().isPresent();
        check(
                !isLimited || fillDeadlineNs > 0,
                name,
                "fill-deadline",
                fillDeadlineNs + " ns",
                "more than 0 where an exit is limited");
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
