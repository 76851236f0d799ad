package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StopUpdatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.Verdict;

/** Whether a strategy's terms hold by themselves. */
final class TermsCheck {
    private static final long NO_TIME = StrategyTermsDecoder.entryTimeNsNullValue();
    private static final long DAY_NS = 86_400_000_000_000L;

    private TermsCheck() {}

    /** Terms in full; {@code mayHaveNoStop} where none stands that they could take away. */
    static Verdict check(StrategyTermsDecoder terms, PositionSide side, boolean mayHaveNoStop) {
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
        boolean isStop = terms.stopType() == StopType.NONE
                ? mayHaveNoStop && terms.activationPrice() == StopPlan.NONE
                : stopHolds(terms.stopType(), terms.stopUnit(), terms.stopValue(), terms.activationPrice(), isLong);
        if (!isStop || !isOffset) {
            return Verdict.INVALID_STOP;
        }
        boolean targetHolds =
                terms.targetValue() == StopPlan.NONE || holds(terms.targetValue(), terms.targetUnit(), !isLong);
        return targetHolds ? Verdict.ACCEPTED : Verdict.INVALID_TARGET;
    }

    /** Terms of a person's order that opens a position: what is said by the order itself is not said here. */
    static Verdict check(OrderRequestedDecoder request) {
        StrategyTermsDecoder terms = request.terms();
        if (request.side() != Side.BUY && request.side() != Side.SELL) {
            return Verdict.INVALID_SIDE;
        }
        if (!priceHolds(request.orderType(), request.limitPrice())) {
            return Verdict.INVALID_PRICE;
        }
        if (terms.entryTimeNs() != NO_TIME || terms.calendarId() != 0) {
            return Verdict.INVALID_TIMES;
        }
        return check(terms, StopPlan.sideOf(request), true);
    }

    private static boolean priceHolds(OrderType type, long limitPrice) {
        return type == OrderType.LIMIT ? limitPrice > 0 : type == OrderType.MARKET && limitPrice == StopPlan.NONE;
    }

    /** A stop in the place of another: never none. */
    static Verdict check(StopUpdatedDecoder update, PositionSide side) {
        boolean isStop = update.stopType() != StopType.NONE
                && stopHolds(
                        update.stopType(),
                        update.stopUnit(),
                        update.stopValue(),
                        update.activationPrice(),
                        side == PositionSide.LONG);
        return isStop ? Verdict.ACCEPTED : Verdict.INVALID_STOP;
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

    private static boolean stopHolds(StopType type, StopUnit unit, long value, long activation, boolean isLong) {
        boolean isTrail = type == StopType.TRAILING
                ? unit != StopUnit.LEVEL && (activation == StopPlan.NONE || activation > 0)
                : activation == StopPlan.NONE;
        return isTrail && holds(value, unit, isLong);
    }
}
