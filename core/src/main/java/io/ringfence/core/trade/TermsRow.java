package io.ringfence.core.trade;

import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.OrderType;
import java.util.OptionalLong;

/**
 * The terms in force of one strategy as people see them, but for those of its stop and its target, which {@link
 * io.ringfence.core.stoploss.StopTermsRow} has. Quantities and prices are scaled; times are in nanoseconds.
 *
 * @param strategyId whose they are
 * @param quantity of an entry
 * @param entryTimeNs with a calendar that of the next or current round; empty for none
 * @param exitTimeNs the same
 * @param entryTimeOfDayNs with a calendar
 * @param exitTimeOfDayNs with a calendar
 * @param holdingTimeNs 0 for any
 * @param stopLimitOffset how much worse than the price that fired it a stop may trade; empty for any
 * @param fillDeadlineNs that a limited exit has to fill
 * @param calendarId 0 for none
 * @param targetOrderType of the order that a target sends
 * @param lateStart what becomes of an entry that is late
 * @param isWatched whether ticks and figures of its position are put out
 */
public record TermsRow(
        long strategyId,
        long quantity,
        OptionalLong entryTimeNs,
        OptionalLong exitTimeNs,
        OptionalLong entryTimeOfDayNs,
        OptionalLong exitTimeOfDayNs,
        long holdingTimeNs,
        OptionalLong stopLimitOffset,
        long fillDeadlineNs,
        int calendarId,
        OrderType targetOrderType,
        LateStart lateStart,
        boolean isWatched) {

    static TermsRow of(Strategy strategy) {
        return new TermsRow(
                strategy.id,
                strategy.quantity,
                given(strategy.entryTimeNs),
                given(strategy.exitTimeNs),
                strategy.isDaily() ? given(strategy.entryTimeOfDay) : OptionalLong.empty(),
                strategy.isDaily() ? given(strategy.exitTimeOfDay) : OptionalLong.empty(),
                strategy.holdingTimeNs,
                given(strategy.stopLimitOffset),
                strategy.fillDeadlineNs,
                strategy.calendarId,
                strategy.targetOrderType,
                strategy.lateStart,
                strategy.isWatched);
    }

    /** Absent times and prices have one mark. */
    private static OptionalLong given(long value) {
        return value == Strategy.NO_TIME ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
