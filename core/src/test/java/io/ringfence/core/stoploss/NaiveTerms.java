package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.Setup;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.time.Duration;
import java.util.stream.LongStream;

/** Whether terms hold by themselves, for {@link NaiveStopLoss}. */
final class NaiveTerms {
    private static final long NONE = TestEvent.NONE;

    private NaiveTerms() {}

    static Verdict check(TestEvent.PlaceOrder order) {
        Create terms = order.terms();
        if (order.side() == Side.NULL_VAL) {
            return Verdict.INVALID_SIDE;
        }
        boolean isMarket = order.type() == OrderType.MARKET;
        if (isMarket ? order.limitPrice() != NONE : order.limitPrice() <= 0) {
            return Verdict.INVALID_PRICE;
        }
        if (terms.entryTimeNs() != NONE || terms.setup().calendarId() != 0) {
            return Verdict.INVALID_TIMES;
        }
        return check(terms, order.side() == Side.BUY, true);
    }

    static Verdict check(Create terms, boolean isLong, boolean mayHaveNoStop) {
        if (terms.quantity() <= 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (!timesHold(terms)) {
            return Verdict.INVALID_TIMES;
        }
        boolean isNoOffset = terms.exits().stopLimitOffset() != NONE
                && (terms.exits().stopLimitOffset() <= 0 || terms.exits().fillDeadlineNs() == 0);
        boolean isWithout = mayHaveNoStop && terms.stopType() == StopType.NONE && terms.activationPrice() == NONE;
        if (isNoOffset || !isWithout && isNoStop(terms, isLong)) {
            return Verdict.INVALID_STOP;
        }
        boolean hasTarget = terms.targetValue() != NONE;
        return hasTarget && isNoDistance(terms.targetValue(), terms.targetUnit(), !isLong)
                ? Verdict.INVALID_TARGET
                : Verdict.ACCEPTED;
    }

    static boolean isNoStop(Create terms, boolean isLong) {
        boolean isTrailing = terms.stopType() == StopType.TRAILING;
        boolean hasActivation = terms.activationPrice() != NONE;
        return terms.stopType() == StopType.NONE
                || isNoDistance(terms.stopValue(), terms.unit(), isLong)
                || isTrailing && terms.unit() == StopUnit.LEVEL
                || hasActivation && (!isTrailing || terms.activationPrice() <= 0);
    }

    private static boolean timesHold(Create terms) {
        Setup setup = terms.setup();
        if (setup.holdingTimeNs() < 0 || terms.exits().fillDeadlineNs() < 0) {
            return false;
        }
        if (setup.calendarId() != 0) {
            return LongStream.of(setup.entryTimeOfDayNs(), setup.exitTimeOfDayNs())
                    .allMatch(time -> time >= 0 && time < Duration.ofDays(1).toNanos());
        }
        boolean areBothGiven = terms.entryTimeNs() != NONE && terms.exitTimeNs() != NONE;
        return !areBothGiven || terms.entryTimeNs() < terms.exitTimeNs();
    }

    private static boolean isNoDistance(long value, StopUnit unit, boolean isBelow) {
        return value <= 0 || unit == StopUnit.RATIO && isBelow && value >= Decimal.ONE;
    }
}
