package io.ringfence.core.testkit;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.AlertTriggeredDecoder;
import io.ringfence.core.event.CancelOrderDecoder;
import io.ringfence.core.event.CommandRefusedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecuteBuyDecoder;
import io.ringfence.core.event.ExecuteSellDecoder;
import io.ringfence.core.event.ExecuteStoplossDecoder;
import io.ringfence.core.event.LockConflictDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderAcceptedDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.core.event.OrderFinalizedDecoder;
import io.ringfence.core.event.OrderRejectedDecoder;
import io.ringfence.core.event.OrderReplacedDecoder;
import io.ringfence.core.event.OrderRetryRequiredDecoder;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PullBrokerStateDecoder;
import io.ringfence.core.event.QueryOrderDecoder;
import io.ringfence.core.event.SafetyAbortDecoder;
import io.ringfence.core.event.StoplossArmedDecoder;
import io.ringfence.core.event.StoplossDisarmedDecoder;
import io.ringfence.core.event.StoplossTriggeredDecoder;
import io.ringfence.core.event.StrategyExitedDecoder;
import io.ringfence.core.event.StrategyRunningDecoder;
import io.ringfence.core.event.SystemRecoveryDecoder;
import io.ringfence.core.event.TakeProfitTriggeredDecoder;
import io.ringfence.core.event.TickRejectedDecoder;
import io.ringfence.core.ring.OutputBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** An event's outputs as values: a line each for people, and the commands to brokers for test brokers. */
public final class OutputView {
    private OutputView() {}

    /**
     * A line for each output: its type, then what matters of it. Orders read {@code #event.place}. What is of events ends with
     * the account that it belongs to.
     */
    public static List<String> lines(OutputBuffer out) {
        List<String> lines = new ArrayList<>();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            String line = line(out.buffer(), out.messageOffset(frame));
            boolean isOfEvent =
                    type(out.buffer(), out.messageOffset(frame)).templateId() >= EventType.EVENT_OFFERED.templateId();
            lines.add(isOfEvent ? line + " @" + out.accountId(frame) : line);
        }
        return lines;
    }

    /** The orders, cancels and queries among the outputs. */
    public static List<OrderCommand> commands(OutputBuffer out) {
        List<OrderCommand> commands = new ArrayList<>();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            EventType type = type(out.buffer(), out.messageOffset(frame));
            if (OrderCommand.isOf(type)) {
                commands.add(OrderCommand.of(type, terms(type, out.buffer(), out.messageOffset(frame))));
            }
        }
        return commands;
    }

    /** The ids of the pulls among the outputs. */
    public static List<Long> pulls(OutputBuffer out) {
        List<Long> pullIds = new ArrayList<>();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int offset = out.messageOffset(frame);
            if (type(out.buffer(), offset) == EventType.PULL_BROKER_STATE) {
                pullIds.add(new PullBrokerStateDecoder()
                        .wrapAndApplyHeader(out.buffer(), offset, new MessageHeaderDecoder())
                        .pullId());
            }
        }
        return pullIds;
    }

    /** An order's id as its event's sequence and its place in the event. */
    public static String order(long clientOrderId) {
        return "#" + (clientOrderId >>> 16) + "." + (clientOrderId & 0xFFFF);
    }

    private static EventType type(DirectBuffer buffer, int offset) {
        return EventType.of(new MessageHeaderDecoder().wrap(buffer, offset).templateId());
    }

    private static OrderTermsDecoder terms(EventType type, DirectBuffer buffer, int offset) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (type) {
            case EXECUTE_BUY ->
                new ExecuteBuyDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .order();
            case EXECUTE_SELL ->
                new ExecuteSellDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .order();
            case EXECUTE_STOPLOSS ->
                new ExecuteStoplossDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .order();
            case CANCEL_ORDER ->
                new CancelOrderDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .order();
            case QUERY_ORDER ->
                new QueryOrderDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .order();
            default -> throw new AssertionError(type + " carries no order");
        };
    }

    private static String line(DirectBuffer buffer, int offset) {
        EventType type = type(buffer, offset);
        if (OrderCommand.isOf(type)) {
            OrderTermsDecoder t = terms(type, buffer, offset);
            String limit = t.orderType() == OrderType.LIMIT ? " limit " + d(t.limitPrice()) : "";
            return type + " " + order(t.clientOrderId()) + " " + t.purpose() + " " + t.side() + " " + d(t.quantity())
                    + limit;
        }
        String detail = detail(type, buffer, offset, new MessageHeaderDecoder());
        return detail.isEmpty() ? type.eventName() : type.eventName() + " " + detail;
    }

    private static String detail(EventType type, DirectBuffer b, int at, MessageHeaderDecoder h) {
        switch (type) {
            case SYSTEM_RECOVERY -> {
                SystemRecoveryDecoder m = new SystemRecoveryDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyCount() + " " + m.unknownOrderCount();
            }
            case TICK_REJECTED -> {
                TickRejectedDecoder m = new TickRejectedDecoder().wrapAndApplyHeader(b, at, h);
                return m.feedSequence() + " " + m.verdict();
            }
            case COMMAND_REFUSED -> {
                CommandRefusedDecoder m = new CommandRefusedDecoder().wrapAndApplyHeader(b, at, h);
                return m.subjectId() + " " + m.verdict();
            }
            case ALERT_TRIGGERED -> {
                AlertTriggeredDecoder m = new AlertTriggeredDecoder().wrapAndApplyHeader(b, at, h);
                return m.code() + " " + order(m.clientOrderId()) + " " + m.figure();
            }
            case LOCK_CONFLICT -> {
                LockConflictDecoder m = new LockConflictDecoder().wrapAndApplyHeader(b, at, h);
                return m.wanted() + " by " + m.holder() + " " + order(m.holderOrderId());
            }
            case SAFETY_ABORT -> {
                SafetyAbortDecoder m = new SafetyAbortDecoder().wrapAndApplyHeader(b, at, h);
                return d(m.openQuantity()) + " after " + m.attempts();
            }
            case STRATEGY_RUNNING -> {
                StrategyRunningDecoder m = new StrategyRunningDecoder().wrapAndApplyHeader(b, at, h);
                return d(m.quantity()) + " at " + d(m.averagePrice());
            }
            case STRATEGY_EXITED -> {
                StrategyExitedDecoder m = new StrategyExitedDecoder().wrapAndApplyHeader(b, at, h);
                String trade = d(m.quantity()) + " from " + d(m.entryPrice()) + " to " + d(m.exitPrice());
                return m.reason() + " " + trade + " pnl " + d(m.realizedPnl());
            }
            default -> {
                return stopOrOrder(type, b, at, h);
            }
        }
    }

    private static String stopOrOrder(EventType type, DirectBuffer b, int at, MessageHeaderDecoder h) {
        switch (type) {
            case ORDER_ACCEPTED -> {
                return order(
                        new OrderAcceptedDecoder().wrapAndApplyHeader(b, at, h).clientOrderId());
            }
            case ORDER_REJECTED -> {
                OrderRejectedDecoder m = new OrderRejectedDecoder().wrapAndApplyHeader(b, at, h);
                return order(m.clientOrderId()) + " " + m.reason();
            }
            case ORDER_FILLED -> {
                OrderFilledDecoder m = new OrderFilledDecoder().wrapAndApplyHeader(b, at, h);
                String fill = d(m.quantity()) + " at " + d(m.price()) + " fee " + d(m.fee());
                return order(m.clientOrderId()) + " " + fill + " leaves " + d(m.leavesQuantity());
            }
            case ORDER_RETRY_REQUIRED -> {
                OrderRetryRequiredDecoder m = new OrderRetryRequiredDecoder().wrapAndApplyHeader(b, at, h);
                return order(m.clientOrderId()) + " " + m.attempt() + " at " + m.retryTimeNs();
            }
            case ORDER_FINALIZED -> {
                OrderFinalizedDecoder m = new OrderFinalizedDecoder().wrapAndApplyHeader(b, at, h);
                return order(m.clientOrderId()) + " " + m.state() + " " + d(m.cumQuantity());
            }
            case ORDER_REPLACED -> {
                OrderReplacedDecoder m = new OrderReplacedDecoder().wrapAndApplyHeader(b, at, h);
                boolean isMarket = m.limitPrice() == OrderReplacedDecoder.limitPriceNullValue();
                return order(m.clientOrderId()) + " by " + order(m.newClientOrderId()) + " " + d(m.quantity())
                        + (isMarket ? "" : " limit " + d(m.limitPrice()));
            }
            case STOPLOSS_ARMED -> {
                StoplossArmedDecoder m = new StoplossArmedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " at " + d(m.level());
            }
            case STOPLOSS_TRIGGERED -> {
                StoplossTriggeredDecoder m = new StoplossTriggeredDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " at " + d(m.level()) + " by " + d(m.price());
            }
            case TAKE_PROFIT_TRIGGERED -> {
                TakeProfitTriggeredDecoder m = new TakeProfitTriggeredDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " at " + d(m.level()) + " by " + d(m.price());
            }
            case STOPLOSS_DISARMED -> {
                return Long.toString(new StoplossDisarmedDecoder()
                        .wrapAndApplyHeader(b, at, h)
                        .strategyId());
            }
            default -> {
                return EventDetails.detail(type, b, at, h);
            }
        }
    }

    static String d(long scaled) {
        return Decimal.toString(scaled);
    }
}
