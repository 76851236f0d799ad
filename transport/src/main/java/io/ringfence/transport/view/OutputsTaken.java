package io.ringfence.transport.view;

import io.ringfence.core.event.ActionExecutedDecoder;
import io.ringfence.core.event.ConditionTriggeredDecoder;
import io.ringfence.core.event.EventEndedDecoder;
import io.ringfence.core.event.EventTriggeredDecoder;
import io.ringfence.core.event.ExecuteBuyDecoder;
import io.ringfence.core.event.ExecuteSellDecoder;
import io.ringfence.core.event.ExecuteStoplossDecoder;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.KillSwitchChangedDecoder;
import io.ringfence.core.event.LockAcquiredDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderEventLoggedDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.core.event.OrderFinalizedDecoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.RunnerAction;
import io.ringfence.core.event.RunnerStoppedDecoder;
import io.ringfence.core.event.SchedulerResyncRequiredDecoder;
import io.ringfence.core.event.StateTransitionDecoder;
import io.ringfence.core.event.StatsUpdateDecoder;
import io.ringfence.core.event.StoplossArmedDecoder;
import io.ringfence.core.event.StoplossDisarmedDecoder;
import io.ringfence.core.event.StoplossTriggeredDecoder;
import io.ringfence.core.event.StrategyReadyDecoder;
import io.ringfence.core.event.StrategyRunningDecoder;
import io.ringfence.core.event.StrategyStartedDecoder;
import io.ringfence.core.event.StrategyStoppedDecoder;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.trade.StrategyState;
import org.agrona.DirectBuffer;

/** Takes what the trade stage has put out for an event, in order. */
final class OutputsTaken {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecuteBuyDecoder executeBuy = new ExecuteBuyDecoder();
    private final ExecuteSellDecoder executeSell = new ExecuteSellDecoder();
    private final ExecuteStoplossDecoder executeStoploss = new ExecuteStoplossDecoder();
    private final ActionExecutedDecoder actionExecuted = new ActionExecutedDecoder();
    private final LockAcquiredDecoder lockAcquired = new LockAcquiredDecoder();
    private final OrderEventLoggedDecoder orderLogged = new OrderEventLoggedDecoder();
    private final OrderFilledDecoder filled = new OrderFilledDecoder();
    private final OrderFinalizedDecoder finalized = new OrderFinalizedDecoder();
    private final StrategyStartedDecoder strategyStarted = new StrategyStartedDecoder();
    private final StrategyReadyDecoder strategyReady = new StrategyReadyDecoder();
    private final SchedulerResyncRequiredDecoder resyncRequired = new SchedulerResyncRequiredDecoder();
    private final StrategyRunningDecoder strategyRunning = new StrategyRunningDecoder();
    private final StrategyStoppedDecoder strategyStopped = new StrategyStoppedDecoder();
    private final StateTransitionDecoder transition = new StateTransitionDecoder();
    private final RunnerStoppedDecoder runnerStopped = new RunnerStoppedDecoder();
    private final StatsUpdateDecoder stats = new StatsUpdateDecoder();
    private final StoplossArmedDecoder stopArmed = new StoplossArmedDecoder();
    private final StoplossTriggeredDecoder stopTriggered = new StoplossTriggeredDecoder();
    private final StoplossDisarmedDecoder stopDisarmed = new StoplossDisarmedDecoder();
    private final ConditionTriggeredDecoder conditionTriggered = new ConditionTriggeredDecoder();
    private final EventTriggeredDecoder eventTriggered = new EventTriggeredDecoder();
    private final EventEndedDecoder eventEnded = new EventEndedDecoder();
    private final KillSwitchChangedDecoder killSwitchChanged = new KillSwitchChangedDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final MessageHeaderDecoder reportHeader = new MessageHeaderDecoder();
    private final Books books;

    OutputsTaken(Books books) {
        this.books = books;
    }

    /** Takes one event's, with the input that they follow from. */
    void take(OutputBuffer out, DirectBuffer in, long nowNs) {
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            take(out.buffer(), out.messageOffset(frame), in, nowNs);
        }
    }

    private void take(DirectBuffer buffer, int at, DirectBuffer in, long nowNs) {
        switch (header.wrap(buffer, at).templateId()) {
            case ExecuteBuyDecoder.TEMPLATE_ID ->
                onExecute(executeBuy.wrapAndApplyHeader(buffer, at, header).order(), nowNs);
            case ExecuteSellDecoder.TEMPLATE_ID ->
                onExecute(executeSell.wrapAndApplyHeader(buffer, at, header).order(), nowNs);
            case ExecuteStoplossDecoder.TEMPLATE_ID ->
                onExecute(executeStoploss.wrapAndApplyHeader(buffer, at, header).order(), nowNs);
            case ActionExecutedDecoder.TEMPLATE_ID -> {
                actionExecuted.wrapAndApplyHeader(buffer, at, header);
                onAction(books.strategy(actionExecuted.strategyId()), nowNs);
            }
            case LockAcquiredDecoder.TEMPLATE_ID -> {
                lockAcquired.wrapAndApplyHeader(buffer, at, header);
                books.order(lockAcquired.holderOrderId()).purpose = lockAcquired.holder();
            }
            case OrderEventLoggedDecoder.TEMPLATE_ID -> {
                orderLogged.wrapAndApplyHeader(buffer, at, header);
                onMoved(books.order(orderLogged.clientOrderId()));
            }
            case OrderFilledDecoder.TEMPLATE_ID -> {
                filled.wrapAndApplyHeader(buffer, at, header);
                onFilled(report.wrapAndApplyHeader(in, 0, reportHeader).cumNotional());
            }
            case OrderFinalizedDecoder.TEMPLATE_ID -> {
                finalized.wrapAndApplyHeader(buffer, at, header);
                books.removeOrder(finalized.clientOrderId());
                books.traded.end(finalized.clientOrderId());
            }
            case ConditionTriggeredDecoder.TEMPLATE_ID -> {
                conditionTriggered.wrapAndApplyHeader(buffer, at, header);
                onTrue(books.condition(conditionTriggered.conditionId()));
            }
            case EventTriggeredDecoder.TEMPLATE_ID ->
                books.removeCondition(
                        eventTriggered.wrapAndApplyHeader(buffer, at, header).eventId());
            case EventEndedDecoder.TEMPLATE_ID ->
                // Before its condition came true, or long after.
                books.removeCondition(
                        eventEnded.wrapAndApplyHeader(buffer, at, header).eventId());
            case KillSwitchChangedDecoder.TEMPLATE_ID -> {
                killSwitchChanged.wrapAndApplyHeader(buffer, at, header);
                books.killSwitch.set(killSwitchChanged.accountId(), killSwitchChanged.level());
            }
            default -> takeOfStrategy(buffer, at);
        }
    }

    private void takeOfStrategy(DirectBuffer buffer, int at) {
        switch (header.templateId()) {
            case StrategyStartedDecoder.TEMPLATE_ID -> {
                strategyStarted.wrapAndApplyHeader(buffer, at, header);
                onStarted(books.strategy(strategyStarted.strategyId()));
            }
            case StrategyReadyDecoder.TEMPLATE_ID -> {
                strategyReady.wrapAndApplyHeader(buffer, at, header);
                onReady(books.strategy(strategyReady.strategyId()));
            }
            case SchedulerResyncRequiredDecoder.TEMPLATE_ID -> {
                resyncRequired.wrapAndApplyHeader(buffer, at, header);
                books.strategy(resyncRequired.strategyId()).state = StrategyState.READY;
            }
            case StrategyRunningDecoder.TEMPLATE_ID -> {
                strategyRunning.wrapAndApplyHeader(buffer, at, header);
                onRunning(books.strategy(strategyRunning.strategyId()));
            }
            case StrategyStoppedDecoder.TEMPLATE_ID -> {
                strategyStopped.wrapAndApplyHeader(buffer, at, header);
                books.strategy(strategyStopped.strategyId()).isStopped = true;
            }
            case StateTransitionDecoder.TEMPLATE_ID -> {
                transition.wrapAndApplyHeader(buffer, at, header);
                onTransition(books.strategy(transition.strategyId()));
            }
            case RunnerStoppedDecoder.TEMPLATE_ID -> {
                runnerStopped.wrapAndApplyHeader(buffer, at, header);
                onClosed(books.strategy(runnerStopped.strategyId()));
            }
            case StatsUpdateDecoder.TEMPLATE_ID -> {
                stats.wrapAndApplyHeader(buffer, at, header);
                StrategyView strategy = books.strategy(stats.strategyId());
                strategy.roundCount = stats.roundCount();
                strategy.realizedPnl = stats.realizedPnl();
            }
            default -> takeOfStop(buffer, at);
        }
    }

    private void takeOfStop(DirectBuffer buffer, int at) {
        switch (header.templateId()) {
            case StoplossArmedDecoder.TEMPLATE_ID -> {
                stopArmed.wrapAndApplyHeader(buffer, at, header);
                StrategyView strategy = books.strategy(stopArmed.strategyId());
                strategy.stop = StrategyView.Stop.STANDING;
                strategy.stopLevel = stopArmed.level();
            }
            case StoplossTriggeredDecoder.TEMPLATE_ID -> {
                stopTriggered.wrapAndApplyHeader(buffer, at, header);
                books.strategy(stopTriggered.strategyId()).stop = StrategyView.Stop.FIRED;
            }
            case StoplossDisarmedDecoder.TEMPLATE_ID -> {
                stopDisarmed.wrapAndApplyHeader(buffer, at, header);
                books.strategy(stopDisarmed.strategyId()).stop = StrategyView.Stop.NONE;
            }
            default -> {
                // It changes nothing that is shown.
            }
        }
    }

    /** An order leaves: a new one, or one that was kept back or is sent again. */
    private void onExecute(OrderTermsDecoder terms, long nowNs) {
        OrderView order = books.order(terms.clientOrderId());
        if (order == null) {
            order = books.addOrder(
                    terms.clientOrderId(),
                    books.strategy(terms.strategyId()),
                    terms.side(),
                    terms.quantity(),
                    OrderState.SUBMITTED,
                    nowNs);
        }
        order.purpose = terms.purpose();
        order.limitPrice = terms.limitPrice();
    }

    /** An order was made: it has left just before, or it is kept back while the broker's link is down. */
    private void onAction(StrategyView strategy, long nowNs) {
        RunnerAction action = actionExecuted.action();
        boolean isEntry = action == RunnerAction.ENTER;
        if (isEntry && strategy.state == StrategyState.READY) {
            strategy.state = StrategyState.ENTERING;
            strategy.stopLevel = 0;
        }
        if (action != RunnerAction.CANCEL && books.order(actionExecuted.clientOrderId()) == null) {
            OrderView order = books.addOrder(
                    actionExecuted.clientOrderId(),
                    strategy,
                    isEntry ? strategy.entrySide() : strategy.exitSide(),
                    actionExecuted.quantity(),
                    OrderState.INITIALIZED,
                    nowNs);
            // An exit's is told next.
            order.purpose = isEntry ? OrderPurpose.ENTRY : OrderPurpose.EXIT;
        }
    }

    private void onMoved(OrderView order) {
        if (order != null) {
            order.state = orderLogged.to();
        }
    }

    private void onFilled(long cumNotional) {
        OrderView order = books.order(filled.clientOrderId());
        if (order != null) {
            order.filledQuantity = filled.cumQuantity();
        }
        StrategyView strategy = books.strategy(filled.strategyId());
        long notional = books.traded.advance(filled.clientOrderId(), cumNotional);
        books.accounts.book(
                strategy.accountId(), strategy.instrumentId, filled.side(), filled.quantity(), notional, filled.fee());
        if (filled.purpose() != OrderPurpose.ENTRY) {
            strategy.openQuantity -= filled.quantity();
        }
    }

    private void onTrue(ConditionView condition) {
        if (condition != null && !condition.isRepeating()) {
            books.removeCondition(condition.id());
        }
    }

    private void onStarted(StrategyView strategy) {
        strategy.isStopped = false;
        strategy.reason = ExitReason.NONE;
    }

    private void onReady(StrategyView strategy) {
        strategy.state = StrategyState.READY;
        strategy.entryTimeNs = strategyReady.entryTimeNs();
        strategy.exitTimeNs = strategyReady.exitTimeNs();
    }

    private void onRunning(StrategyView strategy) {
        strategy.openQuantity = strategyRunning.quantity();
        strategy.averageEntry = strategyRunning.averagePrice();
    }

    private void onTransition(StrategyView strategy) {
        strategy.reason = ExitReason.NONE;
        strategy.state = switch (transition.to()) {
            case ANALYZING -> StrategyState.READY;
            case IN_POSITION -> StrategyState.IN_POSITION;
            case EXITING -> StrategyState.EXITING;
            default -> StrategyState.CLOSED;
        };
    }

    private void onClosed(StrategyView strategy) {
        strategy.state = StrategyState.CLOSED;
        strategy.reason = runnerStopped.reason();
    }
}
