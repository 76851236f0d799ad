package io.ringfence.core.trade;

import io.ringfence.core.event.BuyTriggeredEncoder;
import io.ringfence.core.event.CancelOrderEncoder;
import io.ringfence.core.event.ExecuteBuyEncoder;
import io.ringfence.core.event.ExecuteSellEncoder;
import io.ringfence.core.event.ExecuteStoplossEncoder;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.LockAcquiredEncoder;
import io.ringfence.core.event.LockConflictEncoder;
import io.ringfence.core.event.OrderAcceptedEncoder;
import io.ringfence.core.event.OrderEventLoggedEncoder;
import io.ringfence.core.event.OrderFilledEncoder;
import io.ringfence.core.event.OrderFinalizedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRejectedEncoder;
import io.ringfence.core.event.OrderReplacedEncoder;
import io.ringfence.core.event.OrderRetryRequiredEncoder;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderTermsEncoder;
import io.ringfence.core.event.QueryOrderEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.SafetyAbortEncoder;
import io.ringfence.core.event.SchedulerResyncRequiredEncoder;
import io.ringfence.core.event.SellTriggeredEncoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StoplossArmedEncoder;
import io.ringfence.core.event.StoplossDisarmedEncoder;
import io.ringfence.core.event.StoplossTriggeredEncoder;
import io.ringfence.core.event.StrategyExitedEncoder;
import io.ringfence.core.event.StrategyReadyEncoder;
import io.ringfence.core.event.StrategyRunningEncoder;
import io.ringfence.core.event.StrategyStartedEncoder;
import io.ringfence.core.event.StrategyStoppedEncoder;
import io.ringfence.core.event.TakeProfitTriggeredEncoder;

/** What there is to say of orders, stops and strategies, and the commands to a broker; a method for each. */
final class TradeOutputs {
    private final ExecuteBuyEncoder executeBuy = new ExecuteBuyEncoder();
    private final ExecuteSellEncoder executeSell = new ExecuteSellEncoder();
    private final ExecuteStoplossEncoder executeStoploss = new ExecuteStoplossEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final OrderAcceptedEncoder orderAccepted = new OrderAcceptedEncoder();
    private final OrderRejectedEncoder orderRejected = new OrderRejectedEncoder();
    private final OrderFilledEncoder orderFilled = new OrderFilledEncoder();
    private final OrderFinalizedEncoder orderFinalized = new OrderFinalizedEncoder();
    private final OrderReplacedEncoder orderReplaced = new OrderReplacedEncoder();
    private final OrderRetryRequiredEncoder orderRetryRequired = new OrderRetryRequiredEncoder();
    private final StoplossArmedEncoder stoplossArmed = new StoplossArmedEncoder();
    private final StoplossTriggeredEncoder stoplossTriggered = new StoplossTriggeredEncoder();
    private final TakeProfitTriggeredEncoder takeProfitTriggered = new TakeProfitTriggeredEncoder();
    private final StoplossDisarmedEncoder stoplossDisarmed = new StoplossDisarmedEncoder();
    private final StrategyStartedEncoder strategyStarted = new StrategyStartedEncoder();
    private final BuyTriggeredEncoder buyTriggered = new BuyTriggeredEncoder();
    private final SellTriggeredEncoder sellTriggered = new SellTriggeredEncoder();
    private final StrategyRunningEncoder strategyRunning = new StrategyRunningEncoder();
    private final StrategyExitedEncoder strategyExited = new StrategyExitedEncoder();
    private final LockConflictEncoder lockConflict = new LockConflictEncoder();
    private final SafetyAbortEncoder safetyAbort = new SafetyAbortEncoder();
    private final LockAcquiredEncoder lockAcquired = new LockAcquiredEncoder();
    private final OrderEventLoggedEncoder orderEventLogged = new OrderEventLoggedEncoder();
    private final StrategyReadyEncoder strategyReady = new StrategyReadyEncoder();
    private final StrategyStoppedEncoder strategyStopped = new StrategyStoppedEncoder();
    private final SchedulerResyncRequiredEncoder schedulerResyncRequired = new SchedulerResyncRequiredEncoder();
    private final OutputWriter writer;

    TradeOutputs(OutputWriter writer) {
        this.writer = writer;
    }

    /** Sends an order; which message it is follows from its purpose and side. */
    void execute(Order order) {
        if (order.purpose == OrderPurpose.STOP) {
            terms(writer.append(executeStoploss, order.strategy).order(), order);
        } else if (order.side == Side.BUY) {
            terms(writer.append(executeBuy, order.strategy).order(), order);
        } else {
            terms(writer.append(executeSell, order.strategy).order(), order);
        }
    }

    void cancel(Order order) {
        terms(writer.append(cancelOrder, order.strategy).order(), order);
    }

    void query(Order order) {
        terms(writer.append(queryOrder, order.strategy).order(), order);
    }

    private static void terms(OrderTermsEncoder terms, Order order) {
        terms.clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .quantity(order.quantity)
                .limitPrice(order.limitPrice)
                .instrumentId(order.strategy.instrumentId)
                .side(order.side)
                .orderType(order.type)
                .purpose(order.purpose);
    }

    void accepted(Order order) {
        writer.append(orderAccepted, order.strategy)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .instrumentId(order.strategy.instrumentId);
    }

    void rejected(Order order, RejectReason reason) {
        writer.append(orderRejected, order.strategy)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .instrumentId(order.strategy.instrumentId)
                .purpose(order.purpose)
                .reason(reason);
    }

    void filled(Order order, long quantity, long price, long fee) {
        writer.append(orderFilled, order.strategy)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .quantity(quantity)
                .price(price)
                .fee(fee)
                .cumQuantity(order.cumQuantity)
                .leavesQuantity(order.leavesQuantity())
                .instrumentId(order.strategy.instrumentId)
                .side(order.side)
                .purpose(order.purpose);
    }

    void finalized(Order order) {
        writer.append(orderFinalized, order.strategy)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .cumQuantity(order.cumQuantity)
                .instrumentId(order.strategy.instrumentId)
                .state(order.state);
    }

    /** An order has ended and another is in its place. */
    void replaced(Order ended, Order next) {
        writer.append(orderReplaced, ended.strategy)
                .clientOrderId(ended.clientOrderId)
                .newClientOrderId(next.clientOrderId)
                .strategyId(ended.strategy.id)
                .quantity(next.quantity)
                .limitPrice(next.limitPrice)
                .instrumentId(ended.strategy.instrumentId);
    }

    void retryRequired(Strategy strategy, Order failed, long retryTimeNs) {
        writer.append(orderRetryRequired, strategy)
                .clientOrderId(failed.clientOrderId)
                .strategyId(strategy.id)
                .retryTimeNs(retryTimeNs)
                .attempt(strategy.refusedExits)
                .instrumentId(strategy.instrumentId)
                .purpose(failed.purpose);
    }

    /** For the log: an order's state has changed. */
    void orderMoved(Order order, OrderState from) {
        writer.append(orderEventLogged, order.strategy)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .from(from)
                .to(order.state);
    }

    void stopArmed(Strategy strategy) {
        writer.append(stoplossArmed, strategy)
                .strategyId(strategy.id)
                .level(strategy.stopLevel)
                .instrumentId(strategy.instrumentId)
                .positionSide(strategy.side)
                .triggerSource(strategy.triggerSource);
    }

    void stopTriggered(Strategy strategy, long level, long price) {
        writer.append(stoplossTriggered, strategy)
                .strategyId(strategy.id)
                .level(level)
                .price(price)
                .instrumentId(strategy.instrumentId);
    }

    void takeProfitTriggered(Strategy strategy, long level, long price) {
        writer.append(takeProfitTriggered, strategy)
                .strategyId(strategy.id)
                .level(level)
                .price(price)
                .instrumentId(strategy.instrumentId);
    }

    void stopDisarmed(Strategy strategy) {
        writer.append(stoplossDisarmed, strategy).strategyId(strategy.id).instrumentId(strategy.instrumentId);
    }

    void started(Strategy strategy) {
        writer.append(strategyStarted, strategy)
                .strategyId(strategy.id)
                .entryTimeNs(strategy.entryTimeNs)
                .exitTimeNs(strategy.exitTimeNs)
                .instrumentId(strategy.instrumentId);
    }

    /** Its next times are known, or it needs none. */
    void ready(Strategy strategy) {
        writer.append(strategyReady, strategy)
                .strategyId(strategy.id)
                .entryTimeNs(strategy.entryTimeNs)
                .exitTimeNs(strategy.exitTimeNs)
                .instrumentId(strategy.instrumentId);
    }

    void stopped(Strategy strategy, ExitReason reason) {
        writer.append(strategyStopped, strategy)
                .strategyId(strategy.id)
                .openQuantity(Math.max(0, strategy.position.open()))
                .instrumentId(strategy.instrumentId)
                .reason(reason);
    }

    /** Asks for the strategy's next times after one. */
    void resyncRequired(Strategy strategy, long afterNs, LateStart lateStart) {
        writer.append(schedulerResyncRequired, strategy)
                .strategyId(strategy.id)
                .resyncId(strategy.resyncId)
                .afterNs(afterNs)
                .entryTimeOfDay(strategy.entryTimeOfDay)
                .exitTimeOfDay(strategy.exitTimeOfDay)
                .calendarId(strategy.calendarId)
                .lateStart(lateStart);
    }

    /** A scheduled buy or sell has come due. */
    void scheduleTriggered(Strategy strategy, Side side, long dueTimeNs) {
        if (side == Side.BUY) {
            writer.append(buyTriggered, strategy)
                    .strategyId(strategy.id)
                    .dueTimeNs(dueTimeNs)
                    .instrumentId(strategy.instrumentId);
        } else {
            writer.append(sellTriggered, strategy)
                    .strategyId(strategy.id)
                    .dueTimeNs(dueTimeNs)
                    .instrumentId(strategy.instrumentId);
        }
    }

    void running(Strategy strategy) {
        writer.append(strategyRunning, strategy)
                .strategyId(strategy.id)
                .quantity(strategy.position.open())
                .averagePrice(strategy.position.averageEntry())
                .instrumentId(strategy.instrumentId);
    }

    /** What came of a round, or of the wait for one that never began. */
    void exited(Strategy strategy, boolean wasHeld) {
        Position position = strategy.position;
        writer.append(strategyExited, strategy)
                .strategyId(strategy.id)
                .quantity(wasHeld ? position.entryQuantity() : 0)
                .entryPrice(wasHeld ? position.averageEntry() : 0)
                .exitPrice(wasHeld ? position.averageExit() : 0)
                .realizedPnl(wasHeld ? position.realizedPnl() : 0)
                .instrumentId(strategy.instrumentId)
                .reason(strategy.exitReason);
    }

    /** An exit has reserved what is held. */
    void lockAcquired(Order holder) {
        writer.append(lockAcquired, holder.strategy)
                .strategyId(holder.strategy.id)
                .holderOrderId(holder.clientOrderId)
                .quantity(holder.quantity)
                .holder(holder.purpose);
    }

    /** The exit that is live holds the position, else the one that waits. */
    void lockConflict(Strategy strategy, OrderPurpose wanted, OrderPurpose waiting) {
        Order holder = strategy.exitOrder;
        writer.append(lockConflict, strategy)
                .strategyId(strategy.id)
                .holderOrderId(holder == null ? 0 : holder.clientOrderId)
                .wanted(wanted)
                .holder(holder == null ? waiting : holder.purpose);
    }

    void safetyAbort(Strategy strategy) {
        writer.append(safetyAbort, strategy)
                .strategyId(strategy.id)
                .openQuantity(strategy.position.open())
                .attempts(strategy.refusedExits)
                .instrumentId(strategy.instrumentId);
    }
}
