package io.ringfence.core.trade;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/** Started strategies that want ticks, or are watched, by instrument, in the order they were started. */
final class TickListeners {
    /** Those of one instrument. */
    static final class Row {
        Strategy[] strategies = new Strategy[4];
        int count;
    }

    /** Stands in the state behind the last instrument. */
    private static final int END = -1;

    private Row[] rows = new Row[4];

    /** Those of an instrument, or null: a tick nobody wants costs this call. */
    Row of(int instrumentId) {
        return instrumentId < rows.length ? rows[instrumentId] : null;
    }

    /** Takes a strategy in that has started. */
    void add(Strategy strategy) {
        if (strategy.isWatched || strategy.wantsTicks) {
            append(strategy);
        }
    }

    private void append(Strategy strategy) {
        if (strategy.instrumentId >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(strategy.instrumentId + 1, 2 * rows.length));
        }
        Row row = rows[strategy.instrumentId];
        if (row == null) {
            row = new Row();
            rows[strategy.instrumentId] = row;
        }
        if (row.count == row.strategies.length) {
            row.strategies = Arrays.copyOf(row.strategies, 2 * row.count);
        }
        row.strategies[row.count++] = strategy;
    }

    /** Takes one out that has ended, if it is in. */
    void remove(Strategy strategy) {
        Row row = of(strategy.instrumentId);
        for (int i = 0; row != null && i < row.count; i++) {
            if (row.strategies[i] == strategy) {
                System.arraycopy(row.strategies, i + 1, row.strategies, i, row.count - i - 1);
                row.strategies[--row.count] = null;
                return;
            }
        }
    }

    /** The order decides what is called first, and so which ids its orders get. */
    void writeTo(StateSink sink) {
        for (int instrumentId = 0; instrumentId < rows.length; instrumentId++) {
            Row row = rows[instrumentId];
            if (row != null && row.count > 0) {
                sink.putLong(instrumentId);
                sink.putLong(row.count);
                for (int i = 0; i < row.count; i++) {
                    sink.putLong(row.strategies[i].id);
                }
            }
        }
        sink.putLong(END);
    }

    void readFrom(StateSource source, Long2ObjectHashMap<Strategy> strategies) {
        for (int instrumentId = source.getInt(); instrumentId != END; instrumentId = source.getInt()) {
            int count = source.getCount();
            for (int i = 0; i < count; i++) {
                long strategyId = source.getLong();
                Strategy strategy = strategies.get(strategyId);
                if (strategy == null || strategy.instrumentId != instrumentId) {
                    throw new StateFormatException("strategy " + strategyId + " listens to ticks of instrument "
                            + instrumentId + ", which it does not trade");
                }
                append(strategy);
            }
        }
    }

    /** Takes one in or out whose watch has changed, if it has started. */
    void onWatched(Strategy strategy) {
        remove(strategy);
        if (strategy.state == StrategyState.READY || strategy.isActive()) {
            add(strategy);
        }
    }
}
