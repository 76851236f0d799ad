package io.ringfence.core.trade;

import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.RunnerState;
import io.ringfence.core.event.Severity;

/** The one place where a strategy's state changes, and the book-keeping of its rounds. */
final class Runners {
    private final RunnerOutputs outputs;
    private final SystemOutputs system;
    private final TradeCounters counters;
    private int closedCount;
    private int openRoundCount;

    Runners(RunnerOutputs outputs, SystemOutputs system, TradeCounters counters) {
        this.outputs = outputs;
        this.system = system;
        this.counters = counters;
    }

    RunnerOutputs outputs() {
        return outputs;
    }

    void moveTo(Strategy strategy, StrategyState next) {
        RunnerState from = strategy.state.runnerState();
        RunnerState to = next.runnerState();
        closedCount += (next == StrategyState.CLOSED ? 1 : 0) - (strategy.state == StrategyState.CLOSED ? 1 : 0);
        strategy.state = next;
        if (from != to) {
            outputs.stateTransition(
                    strategy,
                    from,
                    to,
                    to == RunnerState.EXITING || to == RunnerState.IDLE ? strategy.exitReason : ExitReason.NONE);
        }
    }

    int closedCount() {
        return closedCount;
    }

    /** Strategies that hold something, or have not settled what they held. */
    int openRoundCount() {
        return openRoundCount;
    }

    /** The first fill of an entry. */
    void openRound(Strategy strategy, Order entry) {
        strategy.previousRoundEntryId = strategy.roundEntryId;
        strategy.roundEntryId = entry.clientOrderId;
        strategy.position = new Position(strategy.side, strategy.position.open());
        openRoundCount += strategy.isRoundOver ? 1 : 0;
        strategy.isRoundOver = false;
    }

    /** Nothing is held any more. */
    void closeRound(Strategy strategy) {
        long pnl = strategy.position.realizedPnl();
        openRoundCount--;
        strategy.isRoundOver = true;
        strategy.stats.rounds++;
        strategy.stats.wins += pnl > 0 ? 1 : 0;
        strategy.stats.realizedPnl += pnl;
        counters.realizedPnl += pnl;
        outputs.positionClosed(strategy);
        outputs.statsUpdate(strategy);
    }

    /** A fill on an order of a round that was over: whatever it leaves held goes at once, and the round ends anew. */
    void reopenRound(Strategy strategy) {
        long pnl = strategy.position.realizedPnl();
        strategy.stats.rounds--;
        strategy.stats.wins -= pnl > 0 ? 1 : 0;
        strategy.stats.realizedPnl -= pnl;
        counters.realizedPnl -= pnl;
        openRoundCount++;
        strategy.isRoundOver = false;
    }

    void error(Strategy strategy, ErrorCode code, Severity severity, long figure) {
        strategy.stats.errors++;
        outputs.error(strategy, code, severity, figure);
        system.error(code, severity, strategy.id, figure);
    }
}
