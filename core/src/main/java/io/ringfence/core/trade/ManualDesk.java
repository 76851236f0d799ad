package io.ringfence.core.trade;

import io.ringfence.core.command.Rules;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.Verdict;

/** People's own orders: what may be asked of a position and of an order that is out. Whose they are has been judged before. */
final class ManualDesk {
    /** Orders of a round that may be filled before a person's are refused; the reports on each are kept, and looked through. */
    static final int FILLED_ORDERS_PER_ROUND = 1000;

    private final Moment moment;
    private final Orders orders;
    private final StrategyDesk strategies;
    private final EntryDesk entries;
    private final ExitDesk exits;
    private final RiskDesk risk;

    ManualDesk(
            Moment moment, Orders orders, StrategyDesk strategies, EntryDesk entries, ExitDesk exits, RiskDesk risk) {
        this.moment = moment;
        this.orders = orders;
        this.strategies = strategies;
        this.entries = entries;
        this.exits = exits;
        this.risk = risk;
    }

    /** A live or remembered order, or null. */
    Order find(long clientOrderId) {
        return orders.find(clientOrderId);
    }

    /** An order that opens a position, found to hold by itself. */
    Verdict open(OrderRequestedDecoder request) {
        return strategies.open(request);
    }

    /** An order that sells some of what a strategy holds, or all of it. */
    Verdict reduce(Strategy strategy, OrderRequestedDecoder request) {
        long quantity = request.terms().quantity();
        long limit = request.limitPrice();
        Verdict verdict = judgeShape(strategy, request.instrumentId(), request.side(), request.orderType(), limit);
        if (verdict == Verdict.ACCEPTED) {
            verdict = judgeReduction(strategy, quantity, limit);
        }
        if (verdict == Verdict.ACCEPTED) {
            exits.sellByHand(strategy, quantity, limit);
        }
        return verdict;
    }

    private static Verdict judgeShape(Strategy strategy, int instrumentId, Side side, OrderType type, long limit) {
        if (instrumentId != strategy.instrumentId) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        if (side != strategy.exitSide()) {
            return Verdict.INVALID_SIDE;
        }
        boolean isPriced = type == OrderType.LIMIT ? limit > 0 : type == OrderType.MARKET && limit == Order.NO_LIMIT;
        return isPriced ? Verdict.ACCEPTED : Verdict.INVALID_PRICE;
    }

    private Verdict judgeReduction(Strategy strategy, long quantity, long limit) {
        if (quantity <= 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (strategy.isRoundOver || strategy.position.open() <= 0) {
            return Verdict.NOTHING_HELD;
        }
        if (strategy.state != StrategyState.IN_POSITION || strategy.exitOrder != null || strategy.isStopFired) {
            return Verdict.EXIT_UNDER_WAY;
        }
        if (quantity > strategy.position.sellable()) {
            return Verdict.INVALID_QUANTITY;
        }
        if (limit != Order.NO_LIMIT && isHalted(strategy)) {
            return Verdict.WRONG_STATE;
        }
        boolean isRefused = !orders.hasIdLeft() || entries.isFull(strategy.accountId) || isRoundFull(strategy);
        return isRefused ? Verdict.LIMIT_REACHED : Verdict.ACCEPTED;
    }

    private boolean isRoundFull(Strategy strategy) {
        return strategy.filledOrders >= FILLED_ORDERS_PER_ROUND && moment.limits.ruleVersion() >= Rules.ACCOUNTS_APART;
    }

    /** A halted account's exits do not wait at a price: the kill switch has taken such orders back. */
    private boolean isHalted(Strategy strategy) {
        return risk.killLevel(strategy.accountId).value() >= KillLevel.CANCEL_ALL.value();
    }

    /** Takes back what is left of an order. A stop's, and one that is to leave a position at once, cannot be. */
    Verdict cancel(Order order) {
        if (order.isFinal()) {
            return Verdict.ORDER_ENDED;
        }
        Strategy strategy = order.strategy;
        boolean isTarget = order.purpose == OrderPurpose.TARGET && order.type == OrderType.LIMIT;
        if (order.isEntry()) {
            entries.cancel(strategy);
        } else if (order.purpose == OrderPurpose.MANUAL) {
            exits.cancel(strategy);
        } else if (isTarget && !ExitTerms.isToMakeWay(strategy)) {
            exits.withdrawLimited(strategy);
        } else {
            return Verdict.WRONG_STATE;
        }
        strategies.settle(strategy);
        return Verdict.ACCEPTED;
    }

    /** Puts another order in the place of a person's, for {@code quantity} in all. */
    Verdict replace(Order order, long quantity, long limit) {
        Verdict verdict = judgeReplacement(order, quantity, limit);
        if (verdict != Verdict.ACCEPTED) {
            return verdict;
        }
        if (order.isEntry()) {
            entries.replace(order, quantity, limit);
        } else {
            exits.replace(order, quantity, limit);
        }
        strategies.settle(order.strategy);
        return Verdict.ACCEPTED;
    }

    private Verdict judgeReplacement(Order order, long quantity, long limit) {
        Strategy strategy = order.strategy;
        if (order.isFinal()) {
            return Verdict.ORDER_ENDED;
        }
        if (quantity <= 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (limit != Order.NO_LIMIT && limit <= 0) {
            return Verdict.INVALID_PRICE;
        }
        boolean isOfPerson = order.isEntry() ? strategy.isManual() : order.purpose == OrderPurpose.MANUAL;
        boolean isBeingTakenBack = order.isCancelAsked && order.replaceQuantity == 0;
        if (!isOfPerson || isBeingTakenBack || strategy.state == StrategyState.EXITING) {
            return Verdict.WRONG_STATE;
        }
        long left = quantity - order.cumQuantity;
        if (left <= 0) {
            return Verdict.ALREADY_FILLED;
        }
        if (isRoundFull(strategy)) {
            return Verdict.LIMIT_REACHED;
        }
        return order.isEntry() ? judgeEntry(order, left, limit) : judgeExit(order, left, limit);
    }

    /** Before the old one is given up for it: what the risk chain would refuse is refused now. */
    private Verdict judgeEntry(Order order, long left, long limit) {
        return risk.wouldAllowInstead(order, left, limit) ? Verdict.ACCEPTED : Verdict.RISK;
    }

    private Verdict judgeExit(Order order, long left, long limit) {
        Strategy strategy = order.strategy;
        if (left > strategy.position.sellable() + order.leavesQuantity()) {
            return Verdict.INVALID_QUANTITY;
        }
        return limit != Order.NO_LIMIT && isHalted(strategy) ? Verdict.WRONG_STATE : Verdict.ACCEPTED;
    }
}
