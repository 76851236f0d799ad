package io.ringfence.transport.edge;

import java.util.concurrent.atomic.AtomicLongArray;

/** The values of {@link EdgeCounter}. Written by the core's output thread and the event loops, read from any thread. */
public final class EdgeCounters {
    private final AtomicLongArray values = new AtomicLongArray(EdgeCounter.values().length);

    EdgeCounters() {}

    /** The value now. */
    public long value(EdgeCounter counter) {
        return values.get(counter.id());
    }

    void increment(EdgeCounter counter) {
        values.getAndIncrement(counter.id());
    }

    long incrementAndGet(EdgeCounter counter) {
        return values.incrementAndGet(counter.id());
    }

    void add(EdgeCounter counter, int count) {
        values.getAndAdd(counter.id(), count);
    }

    void decrement(EdgeCounter counter) {
        values.getAndDecrement(counter.id());
    }
}
