package io.ringfence.core.trade;

import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/**
 * Deadlines of strategies on event time; equal ones fire in the order they were set. Each strategy has at most one timer
 * of a kind.
 */
final class TimerQueue {
    /** What a timer is for. */
    enum Kind {
        ENTRY,
        EXIT,
        RETRY,
        FILL_DEADLINE,
        HOLDING_TIME,
        /** Asked for by the strategy's logic. */
        WAKE,
        /** The kill switch's turn with this strategy. */
        KILL
    }

    private static final Kind[] KINDS = Kind.values();

    private final IndexedHeap heap = new IndexedHeap(new Positions());
    private long settingOrder;

    void set(int strategyIndex, Kind kind, long deadlineNs) {
        cancel(strategyIndex, kind);
        heap.add(handle(strategyIndex, kind), deadlineNs, ++settingOrder);
    }

    void cancel(int strategyIndex, Kind kind) {
        int handle = handle(strategyIndex, kind);
        if (heap.contains(handle)) {
            heap.remove(handle);
        }
    }

    /** Cancels every timer of a strategy. */
    void cancelAll(int strategyIndex) {
        for (Kind kind : KINDS) {
            cancel(strategyIndex, kind);
        }
    }

    private static int handle(int strategyIndex, Kind kind) {
        return strategyIndex * KINDS.length + kind.ordinal();
    }

    /** Earliest deadline, {@code Long.MAX_VALUE} when there is none. */
    long nextDeadlineNs() {
        return heap.firstKey();
    }

    /** Marks the timers set so far, for {@link #isDue}. */
    long lastSet() {
        return settingOrder;
    }

    /** Whether the earliest timer is due and was set no later than a mark. */
    boolean isDue(long nowNs, long lastSet) {
        return heap.firstKey() <= nowNs && heap.size() > 0 && heap.firstOrder() <= lastSet;
    }

    /** Removes the earliest timer and returns it for {@link #strategyIndex} and {@link #kind}. */
    int poll() {
        return heap.poll();
    }

    static int strategyIndex(int timer) {
        return timer / KINDS.length;
    }

    static Kind kind(int timer) {
        return KINDS[timer % KINDS.length];
    }

    void writeTo(StateSink sink, int strategyCount) {
        sink.putLong(settingOrder);
        sink.putLong(heap.size());
        for (int handle = 0; handle < strategyCount * KINDS.length; handle++) {
            if (heap.contains(handle)) {
                sink.putLong(handle);
                sink.putLong(heap.keyOf(handle));
                sink.putLong(heap.orderOf(handle));
            }
        }
    }

    void readFrom(StateSource source, int strategyCount) {
        settingOrder = source.getLong();
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            int handle = source.getInt();
            if (handle < 0 || handle >= strategyCount * KINDS.length || heap.contains(handle)) {
                throw new StateFormatException("timer " + handle + " is of no strategy, or stands there twice");
            }
            heap.add(handle, source.getLong(), source.getLong());
        }
    }
}
