package io.ringfence.core.trade;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** A strategy's figures since it was created. Money wraps rather than halts the host: nothing depends on it. */
final class RunnerStats {
    long ticks;
    long actions;
    long errors;
    long rounds;
    long wins;
    long realizedPnl;

    void writeTo(StateSink sink) {
        sink.putLong(ticks);
        sink.putLong(actions);
        sink.putLong(errors);
        sink.putLong(rounds);
        sink.putLong(wins);
        sink.putLong(realizedPnl);
    }

    void readFrom(StateSource source) {
        ticks = source.getLong();
        actions = source.getLong();
        errors = source.getLong();
        rounds = source.getLong();
        wins = source.getLong();
        realizedPnl = source.getLong();
    }
}
