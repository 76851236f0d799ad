package io.ringfence.core.trade;

import io.ringfence.core.command.Rules;
import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.Verdict;

/** The way into a position: whether an entry may go out, and what its fills make of the strategy. */
final class EntryDesk {
    /** What became of the wish to enter. */
    enum Result {
        SENT,
        /** For a reason that passes by itself. */
        NOT_NOW,
        REFUSED
    }

    private final Moment moment;
    private final Orders orders;
    private final OrderSender sender;
    private final TradeOutputs outputs;
    private final SystemOutputs system;
    private final Runners runners;
    private final TimerQueue timers;
    private final RiskDesk risk;

    EntryDesk(
            Moment moment,
            Orders orders,
            OrderSender sender,
            TradeOutputs outputs,
            SystemOutputs system,
            Runners runners,
            TimerQueue timers,
            RiskDesk risk) {
        this.moment = moment;
        this.orders = orders;
        this.sender = sender;
        this.outputs = outputs;
        this.system = system;
        this.runners = runners;
        this.timers = timers;
        this.risk = risk;
    }

    /**
     * Sends the entry of a strategy that looks for one, or says why it may not.
     *
     * @param dueTimeNs its scheduled time, {@link Strategy#NO_TIME} when it has none
     */
    Result enter(Strategy strategy, long dueTimeNs) {
        if (!hasRoom(strategy.accountId)) {
            system.commandRefused(strategy.accountId, strategy.id, Verdict.LIMIT_REACHED);
            return Result.REFUSED;
        }
        if (!risk.allowsEntry(strategy)) {
            return risk.isPassing() ? Result.NOT_NOW : Result.REFUSED;
        }
        strategy.refusedEntries = 0;
        strategy.wasStopFired = strategy.isStopFired;
        strategy.isStopFired = false;
        strategy.exitReason = ExitReason.NONE;
        strategy.escalations = 0;
        strategy.triggerPrice = 0;
        strategy.refusedExits = 0;
        strategy.stopLevel = 0;
        strategy.enteredNs = 0;
        strategy.exitedNs = 0;
        if (dueTimeNs != Strategy.NO_TIME) {
            outputs.scheduleTriggered(strategy, strategy.entrySide(), dueTimeNs);
        }
        runners.moveTo(strategy, StrategyState.ENTERING);
        send(strategy, strategy.quantity, strategy.entryLimit);
        return Result.SENT;
    }

    /** Whether one more order of an account may go out. */
    boolean hasRoom(int accountId) {
        return orders.liveCount() < moment.limits.maxOpenOrders() && !isFull(accountId) && orders.hasIdLeft();
    }

    /** Whether an account has as many live orders as it may have by its own doing. */
    boolean isFull(int accountId) {
        return orders.liveCounts().isFull(accountId, moment.limits.maxOpenOrdersPerAccount());
    }

    private void send(Strategy strategy, long quantity, long limit) {
        strategy.entryOrder = sender.send(strategy, strategy.entrySide(), OrderPurpose.ENTRY, quantity, limit);
        risk.onEntrySent(strategy.entryOrder);
    }

    /** An entry was filled in part or whole. */
    void onFill(Order order, long quantity, long notional, long fee) {
        Strategy strategy = order.strategy;
        boolean isFirst = strategy.position.open() <= 0 && order.clientOrderId > strategy.roundEntryId;
        boolean isUnprotected = isFirst
                && strategy.hasStop
                && strategy.position.open() + quantity > 0
                && strategy.armedSequence != moment.sequence;
        if (isUnprotected) {
            // Reports on orders that are not known, or are of another strategy, have let the stop stage lose count.
            system.alert(strategy, AlertCode.STOP_UNREACHABLE, order.clientOrderId, 0);
        }
        // The entry of this round alone may add to it: a fill of any other comes after the core had done with it.
        boolean isStray = isUnprotected || !isOfEntry(order, isFirst);
        if (isFirst) {
            runners.openRound(strategy, order);
            strategy.enteredNs = moment.nowNs;
            if (strategy.holdingTimeNs > 0) {
                timers.set(strategy.index, TimerQueue.Kind.HOLDING_TIME, moment.after(strategy.holdingTimeNs));
            }
        } else if (strategy.isRoundOver) {
            reopen(strategy);
        }
        strategy.position.enter(quantity, notional, fee);
        if (isStray && strategy.state != StrategyState.EXITING) {
            if (isFirst || strategy.exitReason == ExitReason.NONE) {
                // The reason told why nothing was held, which is no longer so; or there was none to leave.
                strategy.exitReason = strategy.isStopFired ? ExitReason.STOPLOSS : ExitReason.SCHEDULE;
            }
            runners.moveTo(strategy, StrategyState.EXITING);
        } else if (strategy.state == StrategyState.ENTERING) {
            runners.moveTo(strategy, StrategyState.IN_POSITION);
        }
        outputs.running(strategy);
        if (isFirst) {
            runners.outputs().positionOpened(strategy);
        }
    }

    private boolean isOfEntry(Order order, boolean isFirst) {
        Strategy strategy = order.strategy;
        if (order == strategy.entryOrder) {
            return true;
        }
        if (strategy.isManual() && moment.limits.ruleVersion() >= Rules.ACCOUNTS_APART) {
            // All entries that it ever has are a person's order and those that were put in its place.
            return strategy.entryOrder != null || !strategy.isRoundOver;
        }
        return !isFirst && !strategy.isRoundOver && order.clientOrderId == strategy.roundEntryId;
    }

    /** A fill on an order of a round that was over. Whatever it leaves held goes at once. */
    void reopen(Strategy strategy) {
        runners.reopenRound(strategy);
        if (strategy.state == StrategyState.ENTERING) {
            strategy.isStopFired = strategy.wasStopFired;
            strategy.exitReason = strategy.isStopFired ? ExitReason.STOPLOSS : ExitReason.SCHEDULE;
        }
        if (strategy.state != StrategyState.EXITING) {
            runners.moveTo(strategy, StrategyState.EXITING);
        }
    }

    /** Takes back what is left of the entry. */
    void cancel(Strategy strategy) {
        if (strategy.entryOrder != null) {
            strategy.entryOrder.keepAsItIs();
            takeBack(strategy.entryOrder);
        }
    }

    private void takeBack(Order entry) {
        if (entry.state == OrderState.INITIALIZED) {
            end(entry, OrderState.CANCELED);
        } else {
            sender.cancel(entry);
        }
    }

    /** Takes back a live entry; another order follows when it has ended, for what is left then. */
    void replace(Order entry, long quantity, long limit) {
        entry.replaceBy(quantity, limit);
        takeBack(entry);
    }

    /** The order in the place of one that has ended, if anything is left for it and nothing has changed meanwhile. */
    private void sendInstead(Order ended) {
        Strategy strategy = ended.strategy;
        boolean isWanted = strategy.state == StrategyState.ENTERING || strategy.state == StrategyState.IN_POSITION;
        if (!isWanted || ended.state == OrderState.REJECTED || ended.leftToReplace() <= 0) {
            return;
        }
        if (!hasRoom(strategy.accountId)) {
            system.commandRefused(strategy.accountId, ended.clientOrderId, Verdict.LIMIT_REACHED);
        } else if (risk.allowsInstead(strategy, ended.leftToReplace(), ended.replaceLimit)) {
            send(strategy, ended.leftToReplace(), ended.replaceLimit);
            outputs.replaced(ended, strategy.entryOrder);
        }
    }

    /** Nothing more will come of an entry. */
    void end(Order order, OrderState finalState) {
        Strategy strategy = order.strategy;
        risk.onEntryEnded(order);
        sender.end(order, finalState);
        strategy.entryOrder = null;
        sendInstead(order);
        boolean isNothingOut = strategy.isRoundOver && strategy.entryOrder == null;
        if (isNothingOut && strategy.state == StrategyState.ENTERING) {
            strategy.exitReason = finalState == OrderState.REJECTED ? ExitReason.ENTRY_REJECTED : ExitReason.NOT_FILLED;
        }
    }
}
