package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ActionExecutedEncoder;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ErrorEncoder;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.PositionClosedEncoder;
import io.ringfence.core.event.PositionOpenedEncoder;
import io.ringfence.core.event.PositionUpdatedEncoder;
import io.ringfence.core.event.RunnerAction;
import io.ringfence.core.event.RunnerStartedEncoder;
import io.ringfence.core.event.RunnerState;
import io.ringfence.core.event.RunnerStoppedEncoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.StateTransitionEncoder;
import io.ringfence.core.event.StatsUpdateEncoder;
import io.ringfence.core.event.StrategyEventLoggedEncoder;
import io.ringfence.core.event.TickReceivedEncoder;

/** What there is to say of a strategy as a runner: for those who watch one at work. A method for each. */
final class RunnerOutputs {
    /** What an event has put out when logics log no more, and ticks are shown to nobody. */
    static final int LOGGED_BYTES_PER_EVENT = 1 << 20;

    private final RunnerStartedEncoder runnerStarted = new RunnerStartedEncoder();
    private final RunnerStoppedEncoder runnerStopped = new RunnerStoppedEncoder();
    private final TickReceivedEncoder tickReceived = new TickReceivedEncoder();
    private final StateTransitionEncoder stateTransition = new StateTransitionEncoder();
    private final ActionExecutedEncoder actionExecuted = new ActionExecutedEncoder();
    private final PositionOpenedEncoder positionOpened = new PositionOpenedEncoder();
    private final PositionUpdatedEncoder positionUpdated = new PositionUpdatedEncoder();
    private final PositionClosedEncoder positionClosed = new PositionClosedEncoder();
    private final ErrorEncoder error = new ErrorEncoder();
    private final StatsUpdateEncoder statsUpdate = new StatsUpdateEncoder();
    private final StrategyEventLoggedEncoder eventLogged = new StrategyEventLoggedEncoder();
    private final OutputWriter writer;

    RunnerOutputs(OutputWriter writer) {
        this.writer = writer;
    }

    void started(Strategy strategy) {
        writer.append(runnerStarted, strategy).strategyId(strategy.id).instrumentId(strategy.instrumentId);
    }

    void stopped(Strategy strategy, ExitReason reason) {
        writer.append(runnerStopped, strategy)
                .strategyId(strategy.id)
                .instrumentId(strategy.instrumentId)
                .reason(reason);
    }

    /** Whether an event has room for what may be left out: no reason to exceed its bound. */
    boolean hasRoom() {
        return writer.length() < LOGGED_BYTES_PER_EVENT;
    }

    void tickReceived(Strategy strategy, long price) {
        writer.append(tickReceived, strategy)
                .strategyId(strategy.id)
                .price(price)
                .instrumentId(strategy.instrumentId);
    }

    void stateTransition(Strategy strategy, RunnerState from, RunnerState to, ExitReason reason) {
        writer.append(stateTransition, strategy)
                .strategyId(strategy.id)
                .instrumentId(strategy.instrumentId)
                .from(from)
                .to(to)
                .reason(reason);
    }

    void actionExecuted(Order order, RunnerAction action) {
        writer.append(actionExecuted, order.strategy)
                .strategyId(order.strategy.id)
                .clientOrderId(order.clientOrderId)
                .quantity(order.quantity)
                .instrumentId(order.strategy.instrumentId)
                .action(action);
    }

    void positionOpened(Strategy strategy) {
        writer.append(positionOpened, strategy)
                .strategyId(strategy.id)
                .quantity(strategy.position.open())
                .price(strategy.position.averageEntry())
                .instrumentId(strategy.instrumentId)
                .positionSide(strategy.side);
    }

    void positionUpdated(Strategy strategy, long price) {
        long unrealized = strategy.position.unrealizedPnl(price);
        if (unrealized != Decimal.INVALID) {
            writer.append(positionUpdated, strategy)
                    .strategyId(strategy.id)
                    .quantity(strategy.position.open())
                    .currentPrice(price)
                    .unrealizedPnl(unrealized)
                    .instrumentId(strategy.instrumentId);
        }
    }

    void positionClosed(Strategy strategy) {
        writer.append(positionClosed, strategy)
                .strategyId(strategy.id)
                .exitPrice(strategy.position.averageExit())
                .realizedPnl(strategy.position.realizedPnl())
                .instrumentId(strategy.instrumentId)
                .reason(strategy.exitReason);
    }

    void error(Strategy strategy, ErrorCode code, Severity severity, long figure) {
        writer.append(error, strategy)
                .strategyId(strategy.id)
                .figure(figure)
                .instrumentId(strategy.instrumentId)
                .code(code)
                .severity(severity);
    }

    void statsUpdate(Strategy strategy) {
        RunnerStats stats = strategy.stats;
        writer.append(statsUpdate, strategy)
                .strategyId(strategy.id)
                .ticksProcessed(stats.ticks)
                .actionsExecuted(stats.actions)
                .errorCount(stats.errors)
                .roundCount(stats.rounds)
                .winCount(stats.wins)
                .realizedPnl(stats.realizedPnl)
                .instrumentId(strategy.instrumentId);
    }

    /** Left out once an event has put out much: what logics have to say is no reason to exceed its bound. */
    void eventLogged(Strategy strategy, String text, long figure) {
        if (hasRoom()) {
            writer.append(eventLogged, strategy)
                    .strategyId(strategy.id)
                    .figure(figure)
                    .text(text);
        }
    }
}
