package io.ringfence.core.trade;

import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;

/** What kind of order an exit sends, and which exit goes before which. Pure rules over a strategy's state. */
final class ExitTerms {
    /** Limited orders of an exit before it goes to the market: the first, and a wider one. */
    static final int LIMITED_ATTEMPTS = 2;

    /** How many times the first one's offset the wider limit allows. */
    private static final int WIDER = 3;

    private ExitTerms() {}

    /** The purpose that rules a strategy's exit now: the most urgent that has been asked for. */
    static OrderPurpose purpose(Strategy strategy) {
        if (strategy.isStopFired) {
            return OrderPurpose.STOP;
        }
        return strategy.exitReason == ExitReason.TAKE_PROFIT ? OrderPurpose.TARGET : OrderPurpose.EXIT;
    }

    /** Why a strategy leaves when nothing is known but the purpose of the order that did it. */
    static ExitReason reason(OrderPurpose purpose) {
        return switch (purpose) {
            case STOP -> ExitReason.STOPLOSS;
            case TARGET -> ExitReason.TAKE_PROFIT;
            case MANUAL -> ExitReason.MANUAL;
            default -> ExitReason.SCHEDULE;
        };
    }

    /** Stop before scheduled exit before target before a person's order for some of it. */
    static boolean isMoreUrgent(OrderPurpose a, OrderPurpose b) {
        return urgency(a) > urgency(b);
    }

    private static int urgency(OrderPurpose purpose) {
        return switch (purpose) {
            case STOP -> 3;
            case EXIT -> 2;
            case TARGET -> 1;
            default -> 0;
        };
    }

    /** Whether the live exit has to make way: it may stand unfilled, and a more urgent one waits behind it. */
    static boolean isOverridden(Strategy strategy) {
        Order live = strategy.exitOrder;
        // Behind a person's order nothing waits before an exit has been decided.
        return live != null
                && mayStandUnfilled(live)
                && (live.purpose != OrderPurpose.MANUAL || strategy.state == StrategyState.EXITING)
                && isMoreUrgent(purpose(strategy), live.purpose);
    }

    /** Whether the live exit has to make way, for a more urgent one or because its time is over; a cancel may have been lost. */
    static boolean isToMakeWay(Strategy strategy) {
        Order live = strategy.exitOrder;
        return live != null && (live.isEscalated || live.isWithdrawn || isOverridden(strategy));
    }

    /**
     * Whether another exit keeps this one from going ahead: a market order that is out, one that is no less urgent and is out
     * with a limit, waits for fills or is between two attempts, or a stop that has fired and has to follow. A person's order
     * keeps back nothing, as it may be for less than is held: what is decided behind it follows it.
     */
    static boolean isBlocked(Strategy strategy, OrderPurpose wanted) {
        Order live = strategy.exitOrder;
        if (live != null && live.purpose != OrderPurpose.MANUAL) {
            return !mayStandUnfilled(live) || !isMoreUrgent(wanted, purpose(strategy));
        }
        if (strategy.state == StrategyState.EXITING) {
            // Decided, and waiting for fills or for its next attempt.
            return !isMoreUrgent(wanted, purpose(strategy));
        }
        return wanted != OrderPurpose.STOP && strategy.isStopFired;
    }

    /** A limited order may, and one that has not left yet. */
    private static boolean mayStandUnfilled(Order live) {
        return live.type == OrderType.LIMIT || live.state == OrderState.INITIALIZED;
    }

    /** Limit of the next exit order, {@link Order#NO_LIMIT} for a market order. */
    static long limitPrice(Strategy strategy, OrderPurpose purpose) {
        if (strategy.escalations >= LIMITED_ATTEMPTS) {
            return Order.NO_LIMIT;
        }
        return switch (purpose) {
            case STOP -> stopLimit(strategy);
            case TARGET -> strategy.targetOrderType == OrderType.LIMIT ? strategy.triggerPrice : Order.NO_LIMIT;
            default -> Order.NO_LIMIT;
        };
    }

    private static long stopLimit(Strategy strategy) {
        if (strategy.stopLimitOffset == Order.NO_LIMIT) {
            return Order.NO_LIMIT;
        }
        int widths = strategy.escalations == 0 ? 1 : WIDER;
        try {
            long offset = Math.multiplyExact(strategy.stopLimitOffset, (long) widths);
            return strategy.side == PositionSide.LONG
                    ? Math.max(1, strategy.triggerPrice - offset)
                    : Math.addExact(strategy.triggerPrice, offset);
        } catch (ArithmeticException beyondEveryPrice) {
            return Order.NO_LIMIT;
        }
    }
}
