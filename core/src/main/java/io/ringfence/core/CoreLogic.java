package io.ringfence.core;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.state.StateHash;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.stoploss.StopLossStage;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.trade.TradeStage;

/**
 * The deterministic part of a host: its state is a function of the events applied, and of nothing else. A live host runs
 * the two stages in its ring; replay applies journaled events here, on the caller's thread.
 */
public final class CoreLogic {
    private final StopLossStage stopLoss;
    private final TradeStage trade;

    /** With the built-in kinds of strategies. */
    public CoreLogic() {
        this(Plugins.BUILT_IN);
    }

    /** With these kinds of strategies. */
    public CoreLogic(Plugins plugins) {
        stopLoss = new StopLossStage(plugins);
        trade = new TradeStage(plugins);
    }

    /** Applies one event. */
    public void apply(EventSlot slot) {
        stopLoss.onEvent(slot, true);
        trade.onEvent(slot, true);
    }

    /** The stage that checks stops. */
    public StopLossStage stopLoss() {
        return stopLoss;
    }

    /** The stage behind it. */
    public TradeStage trade() {
        return trade;
    }

    /**
     * SHA-256 over the whole state, in hexadecimal. Only while no thread runs the stages.
     *
     * @throws io.ringfence.core.state.StateFormatException as {@link #writeTo}
     */
    public String stateHash() {
        StateHash hash = new StateHash();
        writeTo(hash);
        return hash.finish();
    }

    /**
     * Writes the whole state. Only while no thread runs the stages.
     *
     * @throws io.ringfence.core.state.StateFormatException when a strategy's logic fails to write what it keeps
     */
    public void writeTo(StateSink sink) {
        stopLoss.writeTo(sink);
        trade.writeTo(sink);
    }

    /**
     * Reads back the whole state of a core whose kinds of strategies were the same. Only into one that has applied nothing
     * yet, and only while no thread runs the stages.
     *
     * @throws io.ringfence.core.state.StateFormatException when that cannot be; this core is of no use then
     */
    public void readFrom(StateSource source) {
        stopLoss.readFrom(source);
        trade.readFrom(source);
    }
}
