package io.ringfence.core.trade;

import io.ringfence.core.command.Rules;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Severity;

/** The way out of a position: one exit at a time, the more urgent in place of the less, until nothing is held. */
final class ExitDesk {
    private final Moment moment;
    private final Orders orders;
    private final OrderSender sender;
    private final TradeOutputs outputs;
    private final Runners runners;
    private final TimerQueue timers;
    private final EntryDesk entries;
    private final RiskDesk risk;

    ExitDesk(
            Moment moment,
            Orders orders,
            OrderSender sender,
            TradeOutputs outputs,
            Runners runners,
            TimerQueue timers,
            EntryDesk entries,
            RiskDesk risk) {
        this.moment = moment;
        this.orders = orders;
        this.sender = sender;
        this.outputs = outputs;
        this.runners = runners;
        this.timers = timers;
        this.entries = entries;
        this.risk = risk;
    }

    /**
     * Decides that everything goes, unless another exit keeps this one from going ahead: what is left of the entry is canceled,
     * what is held is sold.
     */
    void leave(Strategy strategy, OrderPurpose wanted, ExitReason reason) {
        if (ExitTerms.isBlocked(strategy, wanted)) {
            outputs.lockConflict(strategy, wanted, ExitTerms.purpose(strategy));
        } else {
            decide(strategy, reason);
        }
    }

    /** What waits for its next attempt makes way as well. */
    private void decide(Strategy strategy, ExitReason reason) {
        strategy.isRetryPending = false;
        timers.cancel(strategy.index, TimerQueue.Kind.RETRY);
        strategy.exitReason = reason;
        runners.moveTo(strategy, StrategyState.EXITING);
        goOn(strategy);
    }

    /** A stop that fired goes before every exit but a market order that is out. */
    void leaveByStop(Strategy strategy, boolean isBlocked) {
        if (isBlocked) {
            // A market exit of everything held is working; should it fail, the stop's own order follows.
            outputs.lockConflict(strategy, OrderPurpose.STOP, ExitTerms.purpose(strategy));
            return;
        }
        decide(strategy, ExitReason.STOPLOSS);
    }

    /** Brings an exit that is under way a step further. */
    void goOn(Strategy strategy) {
        entries.cancel(strategy);
        Order exit = strategy.exitOrder;
        if (exit != null && !strategy.isRoundOver && strategy.position.isOverpromised()) {
            // A late fill of an exit that was thought final: the one that followed makes way for what is left, if any.
            exit.isEscalated = true;
        }
        if (ExitTerms.isToMakeWay(strategy)) {
            cancel(strategy);
        }
        sellWhatIsHeld(strategy);
    }

    /** Takes back what is left of the live exit. */
    void cancel(Strategy strategy) {
        if (strategy.exitOrder != null) {
            strategy.exitOrder.keepAsItIs();
            takeBack(strategy.exitOrder);
        }
    }

    private void takeBack(Order exit) {
        if (exit.state == OrderState.INITIALIZED) {
            end(exit, OrderState.CANCELED);
        } else {
            sender.cancel(exit);
        }
    }

    /** Sells some of what is sellable by a person's order. Nothing is decided about the rest. */
    void sellByHand(Strategy strategy, long quantity, long limit) {
        strategy.position.reserve(quantity);
        strategy.exitOrder = sender.send(strategy, strategy.exitSide(), OrderPurpose.MANUAL, quantity, limit);
        outputs.lockAcquired(strategy.exitOrder);
    }

    /** Takes back a live order of a person's; another follows when it has ended, for what is left then. */
    void replace(Order exit, long quantity, long limit) {
        exit.replaceBy(quantity, limit);
        takeBack(exit);
    }

    /** The order in the place of one that has ended, if anything is left for it and nothing has changed meanwhile. */
    private void sendInstead(Order ended) {
        Strategy strategy = ended.strategy;
        long quantity = Math.min(ended.leftToReplace(), strategy.position.sellable());
        boolean isWanted = strategy.state == StrategyState.IN_POSITION && ended.state != OrderState.REJECTED;
        if (!isWanted || quantity <= 0) {
            return;
        }
        if (orders.hasIdLeft()) {
            sellByHand(strategy, quantity, ended.replaceLimit);
            outputs.replaced(ended, strategy.exitOrder);
        }
    }

    /** After a late fill has left less held than a person's order was to sell: it makes way. */
    void mindOverpromise(Strategy strategy) {
        Order exit = strategy.exitOrder;
        if (exit != null && exit.purpose == OrderPurpose.MANUAL && strategy.position.isOverpromised()) {
            cancel(strategy);
        }
    }

    /** The time of the next attempt has come. */
    void onRetry(Strategy strategy) {
        strategy.isRetryPending = false;
        sellWhatIsHeld(strategy);
    }

    /** A limited exit has not filled in time: it makes way for a wider one, then for a market order. */
    void onFillDeadline(Strategy strategy) {
        Order live = strategy.exitOrder;
        if (live != null && live.type == OrderType.LIMIT) {
            strategy.escalations++;
            live.isEscalated = true;
            cancel(strategy);
            // One that has never left is gone at once.
            sellWhatIsHeld(strategy);
        }
    }

    /** Takes back what waits at a price, a target's order or a person's; the stop remains. */
    void withdrawLimited(Strategy strategy) {
        Order live = strategy.exitOrder;
        boolean isWaiting = live != null
                && live.type == OrderType.LIMIT
                && (live.purpose == OrderPurpose.TARGET || live.purpose == OrderPurpose.MANUAL);
        if (isWaiting) {
            live.isWithdrawn = true;
            cancel(strategy);
        }
    }

    /** Sends an exit for all that is sellable, unless one is live or has to wait. */
    private void sellWhatIsHeld(Strategy strategy) {
        if (strategy.state != StrategyState.EXITING || strategy.exitOrder != null || strategy.isRetryPending) {
            return;
        }
        long sellable = strategy.position.sellable();
        if (sellable == 0) {
            return;
        }
        if (!orders.hasIdLeft()) {
            retryAt(strategy, moment.nowNs);
            return;
        }
        OrderPurpose purpose = ExitTerms.purpose(strategy);
        long limit = isHurried(strategy, purpose) ? Order.NO_LIMIT : ExitTerms.limitPrice(strategy, purpose);
        strategy.position.reserve(sellable);
        strategy.exitOrder = sender.send(strategy, strategy.exitSide(), purpose, sellable, limit);
        outputs.lockAcquired(strategy.exitOrder);
        if (limit != Order.NO_LIMIT && strategy.fillDeadlineNs > 0) {
            timers.set(strategy.index, TimerQueue.Kind.FILL_DEADLINE, moment.after(strategy.fillDeadlineNs));
        }
    }

    /** A halted account's targets do not wait at a price: the kill switch has taken such orders back. */
    private boolean isHurried(Strategy strategy, OrderPurpose purpose) {
        return purpose == OrderPurpose.TARGET
                && moment.limits.ruleVersion() >= Rules.HALTED_TARGETS_AT_MARKET
                && risk.killLevel(strategy.accountId).value() >= KillLevel.CANCEL_ALL.value();
    }

    private void retryAt(Strategy strategy, long timeNs) {
        strategy.isRetryPending = true;
        timers.set(strategy.index, TimerQueue.Kind.RETRY, timeNs);
    }

    /** An exit was filled in part or whole; {@code reserved} of that had been promised to it. */
    void onFill(Order order, long reserved, long quantity, long notional, long fee) {
        Strategy strategy = order.strategy;
        if (strategy.isRoundOver) {
            entries.reopen(strategy);
        }
        strategy.exitedNs = moment.nowNs;
        strategy.position.release(reserved);
        strategy.position.exit(quantity, notional, fee);
        if (strategy.position.open() <= 0 && strategy.exitReason == ExitReason.NONE) {
            // Of a round that was over, or one that was taken back.
            strategy.exitReason = ExitTerms.reason(order.purpose);
        }
    }

    /** Nothing more will come of an exit. */
    void end(Order order, OrderState finalState) {
        Strategy strategy = order.strategy;
        long unfilled = Math.max(0, order.quantity - order.cumQuantity);
        sender.end(order, finalState);
        strategy.exitOrder = null;
        strategy.position.release(unfilled);
        timers.cancel(strategy.index, TimerQueue.Kind.FILL_DEADLINE);
        if (order.purpose == OrderPurpose.MANUAL) {
            sendInstead(order);
        } else if (unfilled > 0 && strategy.position.open() > 0) {
            onUnfilled(strategy, order);
        }
    }

    private void onUnfilled(Strategy strategy, Order order) {
        OrderPurpose ruling = ExitTerms.purpose(strategy);
        if (ExitTerms.isMoreUrgent(ruling, order.purpose)) {
            // A more urgent exit came up behind this one and takes over.
            if (ruling == OrderPurpose.STOP) {
                strategy.exitReason = ExitReason.STOPLOSS;
            }
        } else if (order.isWithdrawn) {
            strategy.exitReason = ExitReason.NONE;
            runners.moveTo(strategy, StrategyState.IN_POSITION);
        } else if (!order.isEscalated) {
            // Of one that is escalated the cancel was ours, for an order that is more likely to fill.
            tryAgainOrGiveUp(strategy, order);
        }
    }

    private void tryAgainOrGiveUp(Strategy strategy, Order order) {
        strategy.refusedExits++;
        int maxAttempts = moment.limits.maxExitAttempts();
        boolean isGivenUp = !strategy.isStopFired && strategy.refusedExits >= maxAttempts;
        if (isGivenUp || strategy.refusedExits == maxAttempts) {
            outputs.safetyAbort(strategy);
            runners.error(strategy, ErrorCode.EXITS_REFUSED, Severity.CRITICAL, strategy.refusedExits);
        }
        if (isGivenUp) {
            // The armed stop remains the way out.
            runners.moveTo(strategy, StrategyState.IN_POSITION);
        } else {
            long retryNs = moment.after(moment.limits.retryDelayNs(strategy.refusedExits));
            outputs.retryRequired(strategy, order, retryNs);
            retryAt(strategy, retryNs);
        }
    }
}
