package io.ringfence.transport.zeromq;

import java.util.concurrent.atomic.AtomicLongArray;

/** The values of {@link ZeroMqCounter}. Written by the gateway's thread and the sockets' own, read from any thread. */
public final class ZeroMqCounters {
    private final AtomicLongArray values = new AtomicLongArray(ZeroMqCounter.values().length);

    ZeroMqCounters() {}

    /** The value now. */
    public long value(ZeroMqCounter counter) {
        return values.get(counter.id());
    }

    void increment(ZeroMqCounter counter) {
        values.getAndIncrement(counter.id());
    }

    void set(ZeroMqCounter counter, long value) {
        values.set(counter.id(), value);
    }
}
