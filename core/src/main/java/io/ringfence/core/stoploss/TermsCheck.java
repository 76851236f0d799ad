package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.Verdict;

/** Whether a strategy's terms hold by themselves. */
final class TermsCheck {
    private TermsCheck() {}

    static Verdict check(StrategyCreatedDecoder terms) {
        if (terms.quantity() <= 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (terms.exitTimeNs() <= terms.entryTimeNs()) {
            return Verdict.INVALID_TIMES;
        }
        boolean isLong = terms.positionSide() == PositionSide.LONG;
        if (!holds(terms.stopValue(), terms.stopUnit(), isLong) || !trailHolds(terms)) {
            return Verdict.INVALID_STOP;
        }
        boolean targetHolds =
                terms.targetValue() == StopPlan.NONE || holds(terms.targetValue(), terms.targetUnit(), !isLong);
        return targetHolds ? Verdict.ACCEPTED : Verdict.INVALID_TARGET;
    }

    /** Positive; and a ratio below the entry less than 1, since no price is zero. */
    private static boolean holds(long value, StopUnit unit, boolean isBelowEntry) {
        return value > 0 && !(unit == StopUnit.RATIO && isBelowEntry && value >= Decimal.ONE);
    }

    private static boolean trailHolds(StrategyCreatedDecoder terms) {
        long activation = terms.activationPrice();
        if (terms.stopType() != StopType.TRAILING) {
            return activation == StopPlan.NONE;
        }
        return terms.stopUnit() != StopUnit.LEVEL && (activation == StopPlan.NONE || activation > 0);
    }
}
