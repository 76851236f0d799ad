package io.ringfence.core.strategy;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/**
 * What decides when a strategy enters and leaves. One object for each strategy, called by the trade stage's thread alone,
 * once for each event that concerns it; the package's page has the contract.
 *
 * <p>A method asks for things through the context it is given, which is good for the length of the call. What is asked for
 * is done after the method has returned; one that throws, or asks for more than the host allows in a call, asks for nothing,
 * and its strategy is aborted: never called again, what it holds left to its stop and its exit time.
 */
public interface StrategyLogic {
    /** Whether the strategy is done when what it entered once has been left; else it looks for the next entry. */
    default boolean isOneShot(StrategyContext context) {
        return false;
    }

    /** Whether {@link #onTick} is to be called; asked once, before {@link #onStart}. No where it throws. */
    default boolean wantsTicks() {
        return false;
    }

    /** The strategy has started, or has come back from a position and looks for the next entry. */
    default void onStart(StrategyContext context) {}

    /**
     * A tick of its instrument that holds.
     *
     * @param price the last trade, or the middle of bid and ask where the tick has none, scaled
     */
    default void onTick(long price, StrategyContext context) {}

    /** A part of an entry or an exit has been filled; the context has the new figures. */
    default void onFill(StrategyContext context) {}

    /** The entry time, or the time asked for by {@link StrategyContext#wakeAt}, has come. */
    default void onTimer(Timer timer, StrategyContext context) {}

    /**
     * Writes everything that later calls depend on, the same for the same state. Not asked of an aborted strategy's logic. One
     * that throws leaves the host without snapshots, and without a state hash.
     */
    void writeTo(StateSink sink);

    /**
     * Takes the values back that {@link #writeTo} wrote, all of them and in the same order; does nothing where none were. The
     * one call, before any other, of a logic that was just made from the same parameters: from then on it does what the one
     * that wrote would do.
     *
     * <p>A logic that fails, that leaves values or that would not write the same again makes the snapshot unusable.
     */
    void readFrom(StateSource source);

    /** Which time has come. */
    enum Timer {
        /** The entry time of the strategy's terms. */
        ENTRY_TIME,
        /** The one asked for. */
        WAKE
    }
}
