package io.ringfence.core.trade;

/** Where a strategy stands. The order of the constants is part of the state's canonical form. */
public enum StrategyState {
    /** Not started. */
    CREATED,
    /** Waits for its entry time. */
    READY,
    /** Entry order out, nothing filled yet. */
    ENTERING,
    /** Holds a position. */
    IN_POSITION,
    /** An exit has been decided: everything still held, or still to be filled, goes. */
    EXITING,
    /** Holds nothing and has no order out. */
    CLOSED
}
