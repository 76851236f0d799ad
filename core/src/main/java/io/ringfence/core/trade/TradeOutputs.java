package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.AlertTriggeredEncoder;
import io.ringfence.core.event.BuyTriggeredEncoder;
import io.ringfence.core.event.CancelOrderEncoder;
import io.ringfence.core.event.CommandRefusedEncoder;
import io.ringfence.core.event.ExecuteBuyEncoder;
import io.ringfence.core.event.ExecuteSellEncoder;
import io.ringfence.core.event.ExecuteStoplossEncoder;
import io.ringfence.core.event.LockConflictEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderAcceptedEncoder;
import io.ringfence.core.event.OrderFilledEncoder;
import io.ringfence.core.event.OrderFinalizedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRejectedEncoder;
import io.ringfence.core.event.OrderRetryRequiredEncoder;
import io.ringfence.core.event.OrderTermsEncoder;
import io.ringfence.core.event.QueryOrderEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.SafetyAbortEncoder;
import io.ringfence.core.event.SellTriggeredEncoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StoplossArmedEncoder;
import io.ringfence.core.event.StoplossDisarmedEncoder;
import io.ringfence.core.event.StoplossTriggeredEncoder;
import io.ringfence.core.event.StrategyExitedEncoder;
import io.ringfence.core.event.StrategyRunningEncoder;
import io.ringfence.core.event.StrategyStartedEncoder;
import io.ringfence.core.event.SystemRecoveryEncoder;
import io.ringfence.core.event.TakeProfitTriggeredEncoder;
import io.ringfence.core.event.TickRejectedEncoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.OutputBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Appends output messages to the event that is being handled; a method for each thing there is to say. */
final class TradeOutputs {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecuteBuyEncoder executeBuy = new ExecuteBuyEncoder();
    private final ExecuteSellEncoder executeSell = new ExecuteSellEncoder();
    private final ExecuteStoplossEncoder executeStoploss = new ExecuteStoplossEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final SystemRecoveryEncoder systemRecovery = new SystemRecoveryEncoder();
    private final TickRejectedEncoder tickRejected = new TickRejectedEncoder();
    private final CommandRefusedEncoder commandRefused = new CommandRefusedEncoder();
    private final AlertTriggeredEncoder alertTriggered = new AlertTriggeredEncoder();
    private final OrderAcceptedEncoder orderAccepted = new OrderAcceptedEncoder();
    private final OrderRejectedEncoder orderRejected = new OrderRejectedEncoder();
    private final OrderFilledEncoder orderFilled = new OrderFilledEncoder();
    private final OrderFinalizedEncoder orderFinalized = new OrderFinalizedEncoder();
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
    private OutputBuffer out;

    /** Begins an event. */
    void into(OutputBuffer eventOutputs) {
        out = eventOutputs;
    }

    /** Appends a message whose fields the caller sets before anything else is appended. */
    private <T extends MessageEncoderFlyweight> T append(T message) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + message.sbeBlockLength();
        MutableDirectBuffer buffer = out.claim(length);
        int offset = out.claimedOffset();
        header.wrap(buffer, offset)
                .blockLength(message.sbeBlockLength())
                .templateId(message.sbeTemplateId())
                .schemaId(message.sbeSchemaId())
                .version(message.sbeSchemaVersion());
        message.wrap(buffer, offset + MessageHeaderEncoder.ENCODED_LENGTH);
        out.commit(length);
        return message;
    }

    /** Sends an order; which message it is follows from its purpose and side. */
    void execute(Order order) {
        if (order.purpose == OrderPurpose.STOP) {
            terms(append(executeStoploss).order(), order);
        } else if (order.side == Side.BUY) {
            terms(append(executeBuy).order(), order);
        } else {
            terms(append(executeSell).order(), order);
        }
    }

    void cancel(Order order) {
        terms(append(cancelOrder).order(), order);
    }

    void query(Order order) {
        terms(append(queryOrder).order(), order);
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

    void systemRecovery(int strategyCount, int unknownOrderCount) {
        append(systemRecovery).strategyCount(strategyCount).unknownOrderCount(unknownOrderCount);
    }

    void tickRejected(long feedSequence, int instrumentId, int feedId, Verdict verdict) {
        append(tickRejected)
                .feedSequence(feedSequence)
                .instrumentId(instrumentId)
                .feedId(feedId)
                .verdict(verdict);
    }

    void commandRefused(long subjectId, Verdict verdict) {
        append(commandRefused).subjectId(subjectId).verdict(verdict);
    }

    void alert(AlertCode code, long strategyId, long clientOrderId, long figure) {
        append(alertTriggered)
                .strategyId(strategyId)
                .clientOrderId(clientOrderId)
                .figure(figure)
                .code(code);
    }

    void accepted(Order order) {
        append(orderAccepted)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .instrumentId(order.strategy.instrumentId);
    }

    void rejected(Order order, RejectReason reason) {
        append(orderRejected)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .instrumentId(order.strategy.instrumentId)
                .purpose(order.purpose)
                .reason(reason);
    }

    void filled(Order order, long quantity, long price, long fee) {
        append(orderFilled)
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
        append(orderFinalized)
                .clientOrderId(order.clientOrderId)
                .strategyId(order.strategy.id)
                .cumQuantity(order.cumQuantity)
                .instrumentId(order.strategy.instrumentId)
                .state(order.state);
    }

    void retryRequired(Strategy strategy, Order failed, long retryTimeNs) {
        append(orderRetryRequired)
                .clientOrderId(failed.clientOrderId)
                .strategyId(strategy.id)
                .retryTimeNs(retryTimeNs)
                .attempt(strategy.refusedExits)
                .instrumentId(strategy.instrumentId)
                .purpose(failed.purpose);
    }

    void stopArmed(Strategy strategy) {
        append(stoplossArmed)
                .strategyId(strategy.id)
                .level(strategy.stopLevel)
                .instrumentId(strategy.instrumentId)
                .positionSide(strategy.side)
                .triggerSource(strategy.triggerSource);
    }

    void stopTriggered(Strategy strategy, long level, long price) {
        append(stoplossTriggered)
                .strategyId(strategy.id)
                .level(level)
                .price(price)
                .instrumentId(strategy.instrumentId);
    }

    void takeProfitTriggered(Strategy strategy, long level, long price) {
        append(takeProfitTriggered)
                .strategyId(strategy.id)
                .level(level)
                .price(price)
                .instrumentId(strategy.instrumentId);
    }

    void stopDisarmed(Strategy strategy) {
        append(stoplossDisarmed).strategyId(strategy.id).instrumentId(strategy.instrumentId);
    }

    void started(Strategy strategy) {
        append(strategyStarted)
                .strategyId(strategy.id)
                .entryTimeNs(strategy.entryTimeNs)
                .exitTimeNs(strategy.exitTimeNs)
                .instrumentId(strategy.instrumentId);
    }

    /** A scheduled buy or sell has come due. */
    void scheduleTriggered(Strategy strategy, Side side, long dueTimeNs) {
        if (side == Side.BUY) {
            append(buyTriggered).strategyId(strategy.id).dueTimeNs(dueTimeNs).instrumentId(strategy.instrumentId);
        } else {
            append(sellTriggered).strategyId(strategy.id).dueTimeNs(dueTimeNs).instrumentId(strategy.instrumentId);
        }
    }

    void running(Strategy strategy) {
        append(strategyRunning)
                .strategyId(strategy.id)
                .quantity(strategy.position.open())
                .averagePrice(strategy.position.averageEntry())
                .instrumentId(strategy.instrumentId);
    }

    void exited(Strategy strategy) {
        append(strategyExited)
                .strategyId(strategy.id)
                .quantity(strategy.position.entryQuantity())
                .entryPrice(strategy.position.averageEntry())
                .exitPrice(strategy.position.averageExit())
                .realizedPnl(strategy.position.realizedPnl())
                .instrumentId(strategy.instrumentId)
                .reason(strategy.exitReason);
    }

    /** The exit that is live holds the position, else the one that waits. */
    void lockConflict(Strategy strategy, OrderPurpose wanted, OrderPurpose waiting) {
        Order holder = strategy.exitOrder;
        append(lockConflict)
                .strategyId(strategy.id)
                .holderOrderId(holder == null ? 0 : holder.clientOrderId)
                .wanted(wanted)
                .holder(holder == null ? waiting : holder.purpose);
    }

    void safetyAbort(Strategy strategy) {
        append(safetyAbort)
                .strategyId(strategy.id)
                .openQuantity(strategy.position.open())
                .attempts(strategy.refusedExits)
                .instrumentId(strategy.instrumentId);
    }
}
