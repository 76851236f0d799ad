package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.Verdict;

/** Whether a strategy's terms hold by themselves. */
final class TermsCheck {
    private static final long NO_TIME = StrategyTermsDecoder.entryTimeNsNullValue();
    private static final long DAY_NS = 86_400_000_000_000L;

    private TermsCheck() {}

    static Verdict check(StrategyTermsDecoder terms, PositionSide side) {
        if (terms.quantity() <= 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (!timesHold(terms)) {
            return Verdict.INVALID_TIMES;
        }
        boolean isLong = side == PositionSide.LONG;
        // A limited stop that had no deadline could stand unfilled for ever.
        boolean isOffset =
                terms.stopLimitOffset() == StopPlan.NONE || terms.stopLimitOffset() > 0 && terms.fillDeadlineNs() > 0;
        if (!holds(terms.stopValue(), terms.stopUnit(), isLong) || !trailHolds(terms) || !isOffset) {
            return Verdict.INVALID_STOP;
        }
        boolean targetHolds =
                terms.targetValue() == StopPlan.NONE || holds(terms.targetValue(), terms.targetUnit(), !isLong);
        return targetHolds ? Verdict.ACCEPTED : Verdict.INVALID_TARGET;
    }

    /** In order where both are given; and times of the day with a calendar alone, which then gives the others. */
    private static boolean timesHold(StrategyTermsDecoder terms) {
        if (terms.holdingTimeNs() < 0 || terms.fillDeadlineNs() < 0) {
            return false;
        }
        if (terms.calendarId() != 0) {
            return isTimeOfDay(terms.entryTimeOfDay()) && isTimeOfDay(terms.exitTimeOfDay());
        }
        return terms.entryTimeNs() == NO_TIME
                || terms.exitTimeNs() == NO_TIME
                || terms.exitTimeNs() > terms.entryTimeNs();
    }

    private static boolean isTimeOfDay(long timeNs) {
        return timeNs >= 0 && timeNs < DAY_NS;
    }

    /** Positive; and a ratio below the entry less than 1, since no price is zero. */
    private static boolean holds(long value, StopUnit unit, boolean isBelowEntry) {
        return value > 0 && !(unit == StopUnit.RATIO && isBelowEntry && value >= Decimal.ONE);
    }

    private static boolean trailHolds(StrategyTermsDecoder terms) {
        long activation = terms.activationPrice();
        if (terms.stopType() != StopType.TRAILING) {
            return activation == StopPlan.NONE;
        }
        return terms.stopUnit() != StopUnit.LEVEL && (activation == StopPlan.NONE || activation > 0);
    }
}
