package io.ringfence.core.trade;

import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyLogic;
import java.util.Arrays;

/**
 * What one strategy's logic keeps, written behind the number of its values, so that a plug-in that reads more or less than it
 * wrote spoils nothing but itself.
 */
final class LogicState implements StateSink, StateSource {
    private final int version;
    private long[] values = new long[8];
    private int size;
    private int next;

    private LogicState(int version) {
        this.version = version;
    }

    /**
     * Writes what a strategy's logic keeps.
     *
     * @throws StateFormatException when the logic fails
     */
    static void write(StateSink sink, Strategy strategy) {
        LogicState state = new LogicState(StateFormat.VERSION);
        try {
            strategy.logic.writeTo(state);
        } catch (Exception | LinkageError | AssertionError failure) {
            throw of(strategy, "cannot write its state", failure.toString());
        }
        sink.putLong(state.size);
        for (int i = 0; i < state.size; i++) {
            sink.putLong(state.values[i]);
        }
    }

    /**
     * Makes a strategy's logic anew, from its plug-in and what was written.
     *
     * @param strategy its id, name, plug-in and parameters are known
     * @throws StateFormatException when there is no such plug-in, when it refuses the parameters, or when its logic fails or
     *     does not come to what was written
     */
    static StrategyLogic read(StateSource source, Plugins plugins, Strategy strategy) {
        LogicState state = new LogicState(source.version());
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            state.putLong(source.getLong());
        }
        try {
            StrategyLogic logic = plugins.create(strategy.plugin, strategy.parameters);
            logic.readFrom(state);
            state.check(logic);
            return logic;
        } catch (StateFormatException | IllegalArgumentException refusal) {
            throw of(strategy, "cannot be read back", refusal.getMessage());
        } catch (Exception | LinkageError | AssertionError failure) {
            throw of(strategy, "cannot be read back", failure.toString());
        }
    }

    private static StateFormatException of(Strategy strategy, String problem, String reason) {
        return new StateFormatException("strategy " + strategy.id + ", " + strategy.name + ": plug-in "
                + strategy.plugin + " with parameters \"" + strategy.parameters + "\" " + problem + ": " + reason);
    }

    private void check(StrategyLogic logic) {
        if (next != size) {
            throw new StateFormatException("it has read " + next + " of " + size + " values");
        }
        if (version != StateFormat.VERSION) {
            // What was written then may be written otherwise today.
            return;
        }
        LogicState again = new LogicState(version);
        logic.writeTo(again);
        if (!Arrays.equals(values, 0, size, again.values, 0, again.size)) {
            throw new StateFormatException("it would write other values than it has read");
        }
    }

    @Override
    public void putLong(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public long getLong() {
        if (next == size) {
            throw new StateFormatException("it has read more than " + size + " values");
        }
        return values[next++];
    }
}
