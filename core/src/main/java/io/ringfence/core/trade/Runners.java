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

    /** Counts a strategy that was read back. */
    void onRead(Strategy strategy) {
        closedCount += strategy.state == StrategyState.CLOSED ? 1 : 0;
        openRoundCount += strategy.isRoundOver ? 0 : 1;
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
        if (!strategy.isRoundOver) {
            // The round before was open again, for more sold than it held: it ends with this one's first fill.
            openRoundCount--;
            count(strategy, 1);
        }
        strategy.previousRoundEntryId = strategy.roundEntryId;
        strategy.roundEntryId = entry.clientOrderId;
        strategy.position.beginNext();
        strategy.filledOrders = 0;
        openRoundCount++;
        strategy.isRoundOver = false;
        strategy.isReopened = false;
    }

    /** Nothing is held any more. */
    void closeRound(Strategy strategy) {
        openRoundCount--;
        strategy.isRoundOver = true;
        count(strategy, 1);
        outputs.positionClosed(strategy);
        outputs.statsUpdate(strategy);
    }

    /** A fill on an order of a round that was over: whatever it leaves held goes at once, and the round ends anew. */
    void reopenRound(Strategy strategy) {
        count(strategy, -1);
        openRoundCount++;
        strategy.isRoundOver = false;
        strategy.isReopened = true;
    }

    /** Counts the strategy's position as a round that has ended, or takes that back. */
    private void count(Strategy strategy, int sign) {
        long pnl = strategy.position.realizedPnl();
        strategy.stats.rounds += sign;
        strategy.stats.wins += pnl > 0 ? sign : 0;
        strategy.stats.realizedPnl += sign * pnl;
        counters.realizedPnl += sign * pnl;
    }

    void error(Strategy strategy, ErrorCode code, Severity severity, long figure) {
        error(strategy, code, severity, figure, strategy.id);
    }

    /** Something went wrong with one of a strategy's orders. */
    void error(Order order, ErrorCode code, long figure) {
        error(order.strategy, code, Severity.ERROR, figure, order.clientOrderId);
    }

    private void error(Strategy strategy, ErrorCode code, Severity severity, long figure, long subjectId) {
        strategy.stats.errors++;
        outputs.error(strategy, code, severity, figure);
        system.error(strategy.accountId, code, severity, subjectId, figure);
    }
}
