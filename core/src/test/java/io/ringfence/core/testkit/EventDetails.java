package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.OutputView.d;
import static io.ringfence.core.testkit.OutputView.order;

import io.ringfence.core.event.ActionExecutedDecoder;
import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.ConditionTriggeredDecoder;
import io.ringfence.core.event.ConnectAccountDecoder;
import io.ringfence.core.event.DiskStateChangedDecoder;
import io.ringfence.core.event.ErrorDecoder;
import io.ringfence.core.event.ErrorLoggedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.KillSwitchChangedDecoder;
import io.ringfence.core.event.LockAcquiredDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderEventLoggedDecoder;
import io.ringfence.core.event.PositionClosedDecoder;
import io.ringfence.core.event.PositionOpenedDecoder;
import io.ringfence.core.event.PositionUpdatedDecoder;
import io.ringfence.core.event.PriceStreamDisconnectedDecoder;
import io.ringfence.core.event.PriceStreamRestoredDecoder;
import io.ringfence.core.event.PullBrokerStateDecoder;
import io.ringfence.core.event.RiskRejectedDecoder;
import io.ringfence.core.event.RunnerStartedDecoder;
import io.ringfence.core.event.RunnerStoppedDecoder;
import io.ringfence.core.event.RuntimeStateLoadedDecoder;
import io.ringfence.core.event.SchedulerResyncRequiredDecoder;
import io.ringfence.core.event.StateTransitionDecoder;
import io.ringfence.core.event.StatsUpdateDecoder;
import io.ringfence.core.event.StrategyEventLoggedDecoder;
import io.ringfence.core.event.StrategyReadyDecoder;
import io.ringfence.core.event.StrategyStoppedDecoder;
import io.ringfence.core.event.TickReceivedDecoder;
import org.agrona.DirectBuffer;

/** What matters of the host's, the strategies' and the runners' outputs, in the dictionary's order; instruments left out. */
final class EventDetails {
    private EventDetails() {}

    /** Empty for a type that is said by its name alone. */
    static String detail(EventType type, DirectBuffer b, int at, MessageHeaderDecoder h) {
        switch (type) {
            case PULL_BROKER_STATE -> {
                PullBrokerStateDecoder m = new PullBrokerStateDecoder().wrapAndApplyHeader(b, at, h);
                return Long.toString(m.pullId());
            }
            case CONNECT_ACCOUNT -> {
                ConnectAccountDecoder m = new ConnectAccountDecoder().wrapAndApplyHeader(b, at, h);
                return m.gatewayId() + " " + m.accountId() + " " + m.keyName();
            }
            case RUNTIME_STATE_LOADED -> {
                RuntimeStateLoadedDecoder m = new RuntimeStateLoadedDecoder().wrapAndApplyHeader(b, at, h);
                return m.sequence() + " " + m.strategyCount() + " " + m.positionCount() + " " + m.openOrderCount() + " "
                        + m.killLevel();
            }
            case ERROR_LOGGED -> {
                ErrorLoggedDecoder m = new ErrorLoggedDecoder().wrapAndApplyHeader(b, at, h);
                return m.subjectId() + " " + m.figure() + " " + m.code() + " " + m.severity();
            }
            case COMMAND_ANSWERED -> {
                CommandAnsweredDecoder m = new CommandAnsweredDecoder().wrapAndApplyHeader(b, at, h);
                return m.subjectId() + " by " + m.firstSequence() + " for " + m.accountId()
                        + (m.isRepeat() == Flag.YES ? " again " : " ") + m.commandId();
            }
            case DISK_STATE_CHANGED -> {
                DiskStateChangedDecoder m = new DiskStateChangedDecoder().wrapAndApplyHeader(b, at, h);
                return m.freeBytes() + " " + m.level() + " " + m.state();
            }
            case RISK_REJECTED -> {
                RiskRejectedDecoder m = new RiskRejectedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " bound " + m.bound() + " actual " + m.actual() + " for " + m.accountId() + " "
                        + m.code();
            }
            case KILL_SWITCH_CHANGED -> {
                KillSwitchChangedDecoder m = new KillSwitchChangedDecoder().wrapAndApplyHeader(b, at, h);
                return (m.accountId() == KillSwitchChangedDecoder.accountIdNullValue() ? "all" : m.accountId()) + " "
                        + m.level() + " " + m.state() + " " + m.code();
            }
            case ORDER_EVENT_LOGGED -> {
                OrderEventLoggedDecoder m = new OrderEventLoggedDecoder().wrapAndApplyHeader(b, at, h);
                return order(m.clientOrderId()) + " " + m.from() + " to " + m.to();
            }
            case PRICE_STREAM_DISCONNECTED -> {
                PriceStreamDisconnectedDecoder m = new PriceStreamDisconnectedDecoder().wrapAndApplyHeader(b, at, h);
                return m.feedId() + " " + m.instrumentId();
            }
            case PRICE_STREAM_RESTORED -> {
                PriceStreamRestoredDecoder m = new PriceStreamRestoredDecoder().wrapAndApplyHeader(b, at, h);
                return m.feedId() + " " + m.instrumentId();
            }
            default -> {
                return strategy(type, b, at, h);
            }
        }
    }

    private static String strategy(EventType type, DirectBuffer b, int at, MessageHeaderDecoder h) {
        switch (type) {
            case LOCK_ACQUIRED -> {
                LockAcquiredDecoder m = new LockAcquiredDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + order(m.holderOrderId()) + " " + d(m.quantity()) + " " + m.holder();
            }
            case STRATEGY_READY -> {
                StrategyReadyDecoder m = new StrategyReadyDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " from " + time(m.entryTimeNs()) + " to " + time(m.exitTimeNs());
            }
            case STRATEGY_STOPPED -> {
                StrategyStoppedDecoder m = new StrategyStoppedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + d(m.openQuantity()) + " " + m.reason();
            }
            case SCHEDULER_RESYNC_REQUIRED -> {
                SchedulerResyncRequiredDecoder m = new SchedulerResyncRequiredDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + m.resyncId() + " after " + m.afterNs() + " from "
                        + time(m.entryTimeOfDay()) + " to " + time(m.exitTimeOfDay()) + " of " + m.calendarId() + " "
                        + m.lateStart();
            }
            case STRATEGY_EVENT_LOGGED -> {
                StrategyEventLoggedDecoder m = new StrategyEventLoggedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + m.figure() + " " + m.text();
            }
            case CONDITION_TRIGGERED -> {
                ConditionTriggeredDecoder m = new ConditionTriggeredDecoder().wrapAndApplyHeader(b, at, h);
                return m.conditionId() + " for " + m.strategyId() + " by " + d(m.price()) + " " + m.action();
            }
            default -> {
                return runner(type, b, at, h);
            }
        }
    }

    private static String runner(EventType type, DirectBuffer b, int at, MessageHeaderDecoder h) {
        switch (type) {
            case RUNNER_STARTED -> {
                RunnerStartedDecoder m = new RunnerStartedDecoder().wrapAndApplyHeader(b, at, h);
                return Long.toString(m.strategyId());
            }
            case RUNNER_STOPPED -> {
                RunnerStoppedDecoder m = new RunnerStoppedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + m.reason();
            }
            case TICK_RECEIVED -> {
                TickReceivedDecoder m = new TickReceivedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " at " + d(m.price());
            }
            case STATE_TRANSITION -> {
                StateTransitionDecoder m = new StateTransitionDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + m.from() + " to " + m.to() + " " + m.reason();
            }
            case ACTION_EXECUTED -> {
                ActionExecutedDecoder m = new ActionExecutedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + order(m.clientOrderId()) + " " + d(m.quantity()) + " " + m.action();
            }
            case POSITION_OPENED -> {
                PositionOpenedDecoder m = new PositionOpenedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + d(m.quantity()) + " at " + d(m.price()) + " " + m.positionSide();
            }
            case POSITION_UPDATED -> {
                PositionUpdatedDecoder m = new PositionUpdatedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + d(m.quantity()) + " at " + d(m.currentPrice()) + " pnl "
                        + d(m.unrealizedPnl());
            }
            case POSITION_CLOSED -> {
                PositionClosedDecoder m = new PositionClosedDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " at " + d(m.exitPrice()) + " pnl " + d(m.realizedPnl()) + " " + m.reason();
            }
            case ERROR -> {
                ErrorDecoder m = new ErrorDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " " + m.figure() + " " + m.code() + " " + m.severity();
            }
            case STATS_UPDATE -> {
                StatsUpdateDecoder m = new StatsUpdateDecoder().wrapAndApplyHeader(b, at, h);
                return m.strategyId() + " ticks " + m.ticksProcessed() + " actions " + m.actionsExecuted() + " errors "
                        + m.errorCount() + " rounds " + m.roundCount() + " wins " + m.winCount() + " pnl "
                        + d(m.realizedPnl());
            }
            default -> {
                return DeliveryDetails.detail(type, b, at, h);
            }
        }
    }

    private static String time(long timeNs) {
        return timeNs == TestEvent.NONE ? "none" : Long.toString(timeNs);
    }
}
