package io.ringfence.core.command;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of a strategy may be changed while it lives.
 *
 * @param quantity scaled, more than 0
 * @param times when it enters and leaves
 * @param stop where it gives up
 * @param target where it takes its profit
 * @param isTargetLimited whether the target sells by a limit order at its level
 * @param fillDeadlineNs time a limited exit has to fill before it is widened, then sent to the market; 0 to 1 day
 */
public record TermsSpec(
        long quantity,
        Times times,
        Stop stop,
        Optional<Distance> target,
        boolean isTargetLimited,
        long fillDeadlineNs) {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long MAX_HOLDING_DAYS = 3_650;

    /**
     * When a strategy trades.
     *
     * @param entryNs nanoseconds since the epoch, or since midnight with a calendar; absent where its logic decides
     * @param exitNs as {@code entryNs}
     * @param calendarId calendar by which the two come every trading day; 0: none, they are instants
     * @param holdingTimeNs longest time from the first fill of an entry to the exit; 0: any
     * @param lateStart what becomes of an entry whose time has passed
     */
    public record Times(
            OptionalLong entryNs, OptionalLong exitNs, int calendarId, long holdingTimeNs, LateStart lateStart) {
        /** Whether the two are times of day. */
        public boolean isDaily() {
            return calendarId != 0;
        }
    }

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
     * @param limitOffset scaled; how much worse than the price that fired it the stop may trade; absent: at any price
     */
    public record Stop(
            StopUnit unit, long value, boolean isTrailing, OptionalLong activationPrice, OptionalLong limitOffset) {}

    /**
     * Validates, as terms of a strategy.
     *
     * @throws IllegalArgumentException naming strategy, field, value and why
     */
    public void check(String name, PositionSide side) {
        boolean isLong = side == PositionSide.LONG;
        check(quantity > 0, name, "quantity", Decimal.toString(quantity), "more than 0");
        checkTimes(name, isLong);
        checkDistance(name, "stop", new Distance(stop.unit(), stop.value()), isLong);
        checkStop(name);
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

    private void checkTimes(String name, boolean isLong) {
        String exitField = isLong ? "sell-at" : "buy-at";
        check(
                times.holdingTimeNs() >= 0 && times.holdingTimeNs() <= MAX_HOLDING_DAYS * DAY_NS,
                name,
                "holding-time",
                times.holdingTimeNs() + " ns",
                "0 to " + MAX_HOLDING_DAYS + " days");
        if (times.isDaily()) {
            check(
                    isTimeOfDay(times.entryNs()) && isTimeOfDay(times.exitNs()),
                    name,
                    exitField,
                    times.exitNs(),
                    "two times of day with a calendar");
        } else if (times.entryNs().isPresent() && times.exitNs().isPresent()) {
            check(
                    times.exitNs().getAsLong() > times.entryNs().getAsLong(),
                    name,
                    exitField,
                    utc(times.exitNs().getAsLong()),
                    "a time after the entry");
        }
    }

    /** A time as people write it; said without the classes that can also ask for the time. */
    private static String utc(long epochNs) {
        long nsPerSecond = 1_000_000_000;
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(epochNs, nsPerSecond), (int) Math.floorMod(epochNs, nsPerSecond), ZoneOffset.UTC);
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + "Z";
    }

    private static boolean isTimeOfDay(OptionalLong timeNs) {
        return timeNs.isPresent() && timeNs.getAsLong() >= 0 && timeNs.getAsLong() < DAY_NS;
    }

    private void checkStop(String name) {
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
