package io.ringfence.core.trade;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** What the core has done since its journal began. Written by the trade stage; read when its thread has stopped. */
public final class TradeCounters {
    long ticks;
    long rejectedTicks;
    long stopsArmed;
    long stopsFired;
    long ordersSent;
    long fills;
    long realizedPnl;

    TradeCounters() {}

    /** Ticks taken, those that no stop may fire from included, repeated ones not. */
    public long ticks() {
        return ticks;
    }

    /** Ticks that no stop may fire from. */
    public long rejectedTicks() {
        return rejectedTicks;
    }

    /** Stops armed; one that follows an average price counts once. */
    public long stopsArmed() {
        return stopsArmed;
    }

    /** Stops fired. */
    public long stopsFired() {
        return stopsFired;
    }

    /** Orders created; one sent again after a restart counts once. */
    public long ordersSent() {
        return ordersSent;
    }

    /** Fills, partial ones included. */
    public long fills() {
        return fills;
    }

    /**
     * Sum over closed strategies, after fees, scaled. A figure for people, on which nothing depends: beyond ±92 billion it
     * wraps rather than halts the host.
     */
    public long realizedPnlScaled() {
        return realizedPnl;
    }

    void writeTo(StateSink sink) {
        sink.putLong(ticks);
        sink.putLong(rejectedTicks);
        sink.putLong(stopsArmed);
        sink.putLong(stopsFired);
        sink.putLong(ordersSent);
        sink.putLong(fills);
        sink.putLong(realizedPnl);
    }

    void readFrom(StateSource source) {
        ticks = source.getLong();
        rejectedTicks = source.getLong();
        stopsArmed = source.getLong();
        stopsFired = source.getLong();
        ordersSent = source.getLong();
        fills = source.getLong();
        realizedPnl = source.getLong();
    }
}
