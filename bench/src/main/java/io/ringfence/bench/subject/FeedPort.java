package io.ringfence.bench.subject;

import io.ringfence.bench.rig.Recordings;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.trade.TradeStage;
import io.ringfence.transport.broker.OrderRequest;

/**
 * A broker's port that takes the time of each order of a stop, however many one tick fires, and hands the order to the thread
 * that sends, which fills it. Called by the thread of the broker's stage; what it counts may be read when the core is closed.
 */
final class FeedPort extends OrdersOnly {
    private final Recordings.Recording recording;
    private final DueTimes dueTimes;
    private final long[] orderIds;
    private final long[] strategyIds;
    private final int mask;
    private long trace;
    private long stops;
    private long strange;
    private long entries;
    /** Orders of stops so far; whoever reads it sees those orders. */
    private volatile long handedOver;

    /** For so many strategies, each of which has one order of a stop at a time. */
    FeedPort(Recordings.Recording recording, DueTimes dueTimes, int strategies) {
        this.recording = recording;
        this.dueTimes = dueTimes;
        int capacity = Integer.highestOneBit(Math.max(1, strategies)) * 2;
        orderIds = new long[capacity];
        strategyIds = new long[capacity];
        mask = capacity - 1;
    }

    @Override
    public void submit(OrderRequest order) {
        if (order.purpose() != OrderPurpose.STOP) {
            entries++;
            return;
        }
        long nowNs = System.nanoTime();
        long firedBy = TradeStage.sequenceOf(order.clientOrderId());
        long dueNs = dueTimes.of(firedBy);
        if (dueNs == DueTimes.NONE) {
            strange++;
            return;
        }
        recording.record(dueNs, nowNs);
        trace += trace(firedBy, order.strategyId());
        int at = (int) stops & mask;
        orderIds[at] = order.clientOrderId();
        strategyIds[at] = order.strategyId();
        stops++;
        handedOver = stops;
    }

    /** A number for a stop that fired with a tick; sums of these differ when one of them does, in whatever order they come. */
    static long trace(long sequence, long strategyId) {
        // The finalizer of SplitMix64 (Steele, Lea, Flood, 2014).
        long mixed = sequence * 0x9E3779B97F4A7C15L + strategyId;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** Orders of stops so far. By any thread. */
    long handedOver() {
        return handedOver;
    }

    /** Of an order that is not filled yet, counted from 0. */
    long orderId(long index) {
        return orderIds[(int) index & mask];
    }

    /** Whose order that is. */
    long strategyId(long index) {
        return strategyIds[(int) index & mask];
    }

    /** Of all stops that fired. */
    long trace() {
        return trace;
    }

    long entries() {
        return entries;
    }

    /** Orders of stops that no tick has fired, and whatever else was asked for. */
    long unexpected() {
        return strange + others();
    }
}
