package io.ringfence.core.trade;

import io.ringfence.core.event.RunnerState;

/** Where a strategy stands. The order of the constants is part of the state's canonical form. */
public enum StrategyState {
    /** Not started. */
    CREATED(RunnerState.IDLE),
    /** Looks for its entry. */
    READY(RunnerState.ANALYZING),
    /** Entry order out, nothing filled yet. */
    ENTERING(RunnerState.ANALYZING),
    /** Holds a position. */
    IN_POSITION(RunnerState.IN_POSITION),
    /** An exit has been decided: everything still held, or still to be filled, goes. */
    EXITING(RunnerState.EXITING),
    /** Holds nothing, has no order out and looks for nothing: it is done, or was stopped. */
    CLOSED(RunnerState.IDLE);

    private final RunnerState runnerState;

    StrategyState(RunnerState runnerState) {
        this.runnerState = runnerState;
    }

    /** The coarser state that those who watch runners know. */
    public RunnerState runnerState() {
        return runnerState;
    }
}
