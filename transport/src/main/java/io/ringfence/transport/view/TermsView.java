package io.ringfence.transport.view;

import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StopUpdatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.stoploss.StopTermsRow;
import io.ringfence.core.trade.TermsRow;
import java.util.OptionalLong;

/** The terms of one strategy that are in force, as they were last given. Absent prices and times have one mark. */
final class TermsView {
    /** Mark of what is absent. */
    static final long NONE = StrategyTermsDecoder.targetValueNullValue();

    long quantity;
    /** Without a calendar alone. */
    long entryTimeNs;

    long exitTimeNs;
    /** With a calendar alone. */
    long entryTimeOfDayNs;

    long exitTimeOfDayNs;
    long holdingTimeNs;
    int calendarId;
    LateStart lateStart;
    StopType stopType;
    StopUnit stopUnit;
    long stopValue;
    long activationPrice;
    long stopLimitOffset;
    StopUnit targetUnit;
    long targetValue;
    OrderType targetOrderType;
    long fillDeadlineNs;
    boolean isWatched;

    void take(StrategyTermsDecoder terms, Flag watched) {
        quantity = terms.quantity();
        calendarId = terms.calendarId();
        boolean isDaily = calendarId != 0;
        entryTimeNs = isDaily ? NONE : terms.entryTimeNs();
        exitTimeNs = isDaily ? NONE : terms.exitTimeNs();
        entryTimeOfDayNs = isDaily ? terms.entryTimeOfDay() : NONE;
        exitTimeOfDayNs = isDaily ? terms.exitTimeOfDay() : NONE;
        holdingTimeNs = terms.holdingTimeNs();
        lateStart = terms.lateStart();
        takeStop(terms.stopType(), terms.stopUnit(), terms.stopValue(), terms.activationPrice());
        stopLimitOffset = terms.stopLimitOffset();
        takeTarget(terms.targetUnit(), terms.targetValue());
        targetOrderType = terms.targetOrderType();
        fillDeadlineNs = terms.fillDeadlineNs();
        isWatched = watched == Flag.YES;
    }

    void take(StopUpdatedDecoder updated) {
        takeStop(updated.stopType(), updated.stopUnit(), updated.stopValue(), updated.activationPrice());
    }

    void take(TermsRow terms, StopTermsRow stop) {
        quantity = terms.quantity();
        calendarId = terms.calendarId();
        boolean isDaily = calendarId != 0;
        entryTimeNs = isDaily ? NONE : given(terms.entryTimeNs());
        exitTimeNs = isDaily ? NONE : given(terms.exitTimeNs());
        entryTimeOfDayNs = given(terms.entryTimeOfDayNs());
        exitTimeOfDayNs = given(terms.exitTimeOfDayNs());
        holdingTimeNs = terms.holdingTimeNs();
        lateStart = terms.lateStart();
        takeStop(stop.stopType(), stop.stopUnit(), stop.stopValue(), given(stop.activationPrice()));
        stopLimitOffset = given(terms.stopLimitOffset());
        takeTarget(stop.targetUnit(), given(stop.targetValue()));
        targetOrderType = terms.targetOrderType();
        fillDeadlineNs = terms.fillDeadlineNs();
        isWatched = terms.isWatched();
    }

    private void takeStop(StopType type, StopUnit unit, long value, long activation) {
        stopType = type;
        stopUnit = unit;
        stopValue = value;
        activationPrice = activation;
    }

    private void takeTarget(StopUnit unit, long value) {
        targetUnit = unit;
        targetValue = value;
    }

    private static long given(OptionalLong value) {
        return value.orElse(NONE);
    }
}
