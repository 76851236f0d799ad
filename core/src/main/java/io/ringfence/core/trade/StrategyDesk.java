package io.ringfence.core.trade;

import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateSink;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** The life of timed strategies: when they enter and leave, and which of several exits has the position. */
final class StrategyDesk {
    private final TradeOutputs outputs;
    private final Orders orders;
    private final TradeCounters counters;
    private final TimerQueue timers = new TimerQueue();
    private final List<Strategy> strategies = new ArrayList<>();
    private final Long2ObjectHashMap<Strategy> byId = new Long2ObjectHashMap<>();
    private Limits limits = Limits.NONE;
    private long nowNs;
    private int closedCount;

    StrategyDesk(TradeOutputs outputs, Orders orders, TradeCounters counters) {
        this.outputs = outputs;
        this.orders = orders;
        this.counters = counters;
    }

    void limits(Limits newLimits) {
        limits = newLimits;
    }

    /** Moves the desk's time to the event's. */
    void beginEvent(long eventTimeNs) {
        nowNs = eventTimeNs;
    }

    Strategy find(long strategyId) {
        return byId.get(strategyId);
    }

    void create(long sequence, StrategyCreatedDecoder terms) {
        Strategy strategy = new Strategy(strategies.size(), sequence, terms);
        strategies.add(strategy);
        byId.put(strategy.id, strategy);
    }

    void start(long strategyId) {
        Strategy strategy = byId.get(strategyId);
        if (strategy == null) {
            outputs.commandRefused(strategyId, Verdict.UNKNOWN_STRATEGY);
        } else if (strategy.state != StrategyState.CREATED) {
            outputs.commandRefused(strategyId, Verdict.WRONG_STATE);
        } else {
            strategy.state = StrategyState.READY;
            timers.set(strategy.index, TimerQueue.Kind.ENTRY, strategy.entryTimeNs);
            timers.set(strategy.index, TimerQueue.Kind.EXIT, strategy.exitTimeNs);
            outputs.started(strategy);
        }
    }

    /** Fires every timer due at the event's time. Those that firing sets for this very time fire with the next event. */
    void fireDueTimers() {
        while (timers.nextDeadlineNs() <= nowNs && orders.hasIdLeft()) {
            int timer = timers.poll();
            Strategy strategy = strategies.get(TimerQueue.strategyIndex(timer));
            switch (TimerQueue.kind(timer)) {
                case ENTRY -> onEntryTime(strategy);
                case EXIT -> onExitTime(strategy);
                case RETRY -> {
                    strategy.isRetryPending = false;
                    exitWhatIsHeld(strategy);
                }
                case FILL_DEADLINE -> onFillDeadline(strategy);
            }
        }
    }

    long nextDeadlineNs() {
        return timers.nextDeadlineNs();
    }

    private void onEntryTime(Strategy strategy) {
        if (strategy.state != StrategyState.READY) {
            return;
        }
        if (nowNs >= strategy.exitTimeNs) {
            close(strategy, ExitReason.MISSED);
            return;
        }
        if (orders.liveCount() >= limits.maxOpenOrders()) {
            outputs.commandRefused(strategy.id, Verdict.LIMIT_REACHED);
            close(strategy, ExitReason.ENTRY_REJECTED);
            return;
        }
        outputs.scheduleTriggered(strategy, strategy.entrySide(), strategy.entryTimeNs);
        strategy.state = StrategyState.ENTERING;
        strategy.entryOrder =
                send(strategy, strategy.entrySide(), OrderPurpose.ENTRY, strategy.quantity, Order.NO_LIMIT);
    }

    private void onExitTime(Strategy strategy) {
        if (strategy.state == StrategyState.CLOSED) {
            return;
        }
        outputs.scheduleTriggered(strategy, strategy.exitSide(), strategy.exitTimeNs);
        if (isBlocked(strategy, OrderPurpose.EXIT)) {
            outputs.lockConflict(strategy, OrderPurpose.EXIT, ExitTerms.purpose(strategy));
        } else {
            leave(strategy, ExitReason.SCHEDULE);
        }
    }

    /**
     * Whether another exit keeps this one from going ahead: a market order that is out, a limited one that is no less urgent,
     * one between two attempts, or a stop that has fired and has to follow.
     */
    private static boolean isBlocked(Strategy strategy, OrderPurpose wanted) {
        Order live = strategy.exitOrder;
        if (live != null) {
            return live.type == OrderType.MARKET || !ExitTerms.isMoreUrgent(wanted, ExitTerms.purpose(strategy));
        }
        return wanted != OrderPurpose.STOP && (strategy.isRetryPending || strategy.isStopFired);
    }

    /** A limited exit has not filled in time: it makes way for a wider one, then for a market order. */
    private void onFillDeadline(Strategy strategy) {
        Order live = strategy.exitOrder;
        if (live != null && live.type == OrderType.LIMIT) {
            strategy.escalations++;
            live.isEscalated = true;
            cancel(live);
        }
    }

    void onStopFired(Strategy strategy, long level, long price) {
        counters.stopsFired++;
        boolean isBlocked = isBlocked(strategy, OrderPurpose.STOP);
        strategy.isStopFired = true;
        strategy.triggerPrice = price;
        strategy.escalations = 0;
        outputs.stopTriggered(strategy, level, price);
        if (strategy.state == StrategyState.CLOSED) {
            // A fill that came too late carries this event; booking it opens the strategy again.
            return;
        }
        if (isBlocked) {
            // A market exit of everything held is working; should it fail, the stop's own order follows.
            outputs.lockConflict(strategy, OrderPurpose.STOP, ExitTerms.purpose(strategy));
            return;
        }
        strategy.isRetryPending = false;
        timers.cancel(strategy.index, TimerQueue.Kind.RETRY);
        leave(strategy, ExitReason.STOPLOSS);
    }

    void onTargetFired(Strategy strategy, long level, long price) {
        outputs.takeProfitTriggered(strategy, level, price);
        if (isBlocked(strategy, OrderPurpose.TARGET)) {
            outputs.lockConflict(strategy, OrderPurpose.TARGET, ExitTerms.purpose(strategy));
        } else if (strategy.state != StrategyState.CLOSED) {
            strategy.triggerPrice = level;
            leave(strategy, ExitReason.TAKE_PROFIT);
        }
    }

    /** Decides that everything goes: what is left of the entry is canceled, what is held is sold. */
    private void leave(Strategy strategy, ExitReason reason) {
        strategy.exitReason = reason;
        strategy.state = StrategyState.EXITING;
        goOn(strategy);
    }

    /** Brings an exit that is under way a step further, or ends it. */
    private void goOn(Strategy strategy) {
        cancel(strategy.entryOrder);
        if (strategy.position.wasOpened() && strategy.position.open() <= 0) {
            // A late fill of an exit that was thought final has sold everything: the one that followed has nothing to
            // sell.
            cancel(strategy.exitOrder);
        } else if (ExitTerms.isOverridden(strategy)) {
            cancel(strategy.exitOrder);
        }
        exitWhatIsHeld(strategy);
        closeIfDone(strategy);
    }

    private void cancel(Order order) {
        // An order of unknown fate is canceled when the broker has told what became of it.
        if (order != null && order.state != OrderState.PENDING_CANCEL && order.state != OrderState.UNKNOWN) {
            order.moveTo(OrderState.PENDING_CANCEL);
            outputs.cancel(order);
        }
    }

    /** Sends an exit for all that is sellable, unless one is live or has to wait. */
    private void exitWhatIsHeld(Strategy strategy) {
        if (strategy.state != StrategyState.EXITING || strategy.exitOrder != null || strategy.isRetryPending) {
            return;
        }
        long sellable = strategy.position.sellable();
        if (sellable == 0) {
            return;
        }
        if (!orders.hasIdLeft()) {
            retryAt(strategy, nowNs);
            return;
        }
        OrderPurpose purpose = ExitTerms.purpose(strategy);
        long limit = ExitTerms.limitPrice(strategy, purpose);
        strategy.position.reserve(sellable);
        strategy.exitOrder = send(strategy, strategy.exitSide(), purpose, sellable, limit);
        if (limit != Order.NO_LIMIT && strategy.fillDeadlineNs > 0) {
            timers.set(strategy.index, TimerQueue.Kind.FILL_DEADLINE, Math.addExact(nowNs, strategy.fillDeadlineNs));
        }
    }

    private Order send(Strategy strategy, Side side, OrderPurpose purpose, long quantity, long limitPrice) {
        Order order = orders.create(strategy, side, purpose, quantity, limitPrice);
        counters.ordersSent++;
        outputs.execute(order);
        return order;
    }

    private void retryAt(Strategy strategy, long timeNs) {
        strategy.isRetryPending = true;
        timers.set(strategy.index, TimerQueue.Kind.RETRY, timeNs);
    }

    /** An entry was filled in part or whole. */
    void onEntryFill(Strategy strategy, long quantity, long notional, long fee) {
        reopenIfClosed(strategy);
        if (!strategy.position.wasOpened()) {
            strategy.enteredNs = nowNs;
        }
        strategy.position.enter(quantity, notional, fee);
        if (strategy.state == StrategyState.ENTERING) {
            strategy.state = StrategyState.IN_POSITION;
        }
        outputs.running(strategy);
    }

    /** An exit was filled in part or whole; {@code reserved} of that had been promised to it. */
    void onExitFill(Strategy strategy, long reserved, long quantity, long notional, long fee) {
        reopenIfClosed(strategy);
        strategy.exitedNs = nowNs;
        strategy.position.release(reserved);
        strategy.position.exit(quantity, notional, fee);
    }

    /** A fill on an order that was thought final: whatever it leaves held goes at once. */
    private void reopenIfClosed(Strategy strategy) {
        if (strategy.state == StrategyState.CLOSED) {
            strategy.state = StrategyState.EXITING;
            closedCount--;
            counters.realizedPnl -= strategy.position.realizedPnl();
            if (!strategy.position.wasOpened()) {
                // The reason told why nothing was held, which is no longer so.
                strategy.exitReason = strategy.isStopFired ? ExitReason.STOPLOSS : ExitReason.SCHEDULE;
            }
        }
    }

    /** Nothing more will come of an entry. */
    void onEntryFinal(Strategy strategy, ExitReason reasonIfNothingHeld) {
        strategy.entryOrder = null;
        if (!strategy.position.wasOpened() && strategy.state != StrategyState.EXITING) {
            close(strategy, reasonIfNothingHeld);
        }
    }

    /** Nothing more will come of an exit; {@code unfilled} is what it leaves held. */
    void onExitFinal(Strategy strategy, Order order, long unfilled) {
        strategy.exitOrder = null;
        strategy.position.release(unfilled);
        timers.cancel(strategy.index, TimerQueue.Kind.FILL_DEADLINE);
        if (unfilled == 0 || strategy.position.open() <= 0) {
            return;
        }
        OrderPurpose ruling = ExitTerms.purpose(strategy);
        if (ExitTerms.isMoreUrgent(ruling, order.purpose)) {
            // A more urgent exit came up behind this one and takes over.
            if (ruling == OrderPurpose.STOP) {
                strategy.exitReason = ExitReason.STOPLOSS;
            }
            return;
        }
        if (order.isEscalated) {
            // Canceled by us, for an order that is more likely to fill.
            return;
        }
        strategy.refusedExits++;
        boolean isGivenUp = !strategy.isStopFired && strategy.refusedExits >= limits.maxExitAttempts();
        if (isGivenUp || strategy.refusedExits == limits.maxExitAttempts()) {
            outputs.safetyAbort(strategy);
        }
        if (isGivenUp) {
            // The armed stop remains the way out.
            strategy.state = StrategyState.IN_POSITION;
        } else {
            long retryNs = Math.addExact(nowNs, limits.retryDelayNs(strategy.refusedExits));
            outputs.retryRequired(strategy, order, retryNs);
            retryAt(strategy, retryNs);
        }
    }

    /** After a report has been booked: goes on with an exit that is under way, or ends it. */
    void settle(Strategy strategy) {
        if (strategy.state == StrategyState.IN_POSITION && strategy.position.open() <= 0) {
            // An exit that was given up has filled after all.
            strategy.state = StrategyState.EXITING;
        }
        if (strategy.state == StrategyState.EXITING) {
            goOn(strategy);
        }
    }

    private void closeIfDone(Strategy strategy) {
        if (!strategy.hasLiveOrders() && strategy.position.open() <= 0) {
            close(strategy, strategy.position.wasOpened() ? strategy.exitReason : ExitReason.NOT_FILLED);
        }
    }

    private void close(Strategy strategy, ExitReason reason) {
        strategy.state = StrategyState.CLOSED;
        strategy.exitReason = reason;
        timers.cancel(strategy.index, TimerQueue.Kind.EXIT);
        timers.cancel(strategy.index, TimerQueue.Kind.RETRY);
        timers.cancel(strategy.index, TimerQueue.Kind.FILL_DEADLINE);
        strategy.isRetryPending = false;
        closedCount++;
        counters.realizedPnl += strategy.position.realizedPnl();
        outputs.exited(strategy);
    }

    /** Strategies not closed. */
    int openCount() {
        return strategies.size() - closedCount;
    }

    /** All strategies, in order of creation. */
    List<Strategy> all() {
        return strategies;
    }

    void writeTo(StateSink sink) {
        limits.writeTo(sink);
        sink.putLong(strategies.size());
        strategies.forEach(strategy -> strategy.writeTo(sink));
        timers.writeTo(sink, strategies.size());
    }
}
