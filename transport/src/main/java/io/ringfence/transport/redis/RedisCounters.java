package io.ringfence.transport.redis;

import java.util.concurrent.atomic.AtomicLongArray;

/** The values of {@link RedisCounter}, shared by both directions of a bridge. Written and read from any thread. */
public final class RedisCounters {
    private final AtomicLongArray values = new AtomicLongArray(RedisCounter.values().length);

    /** The value now. */
    public long value(RedisCounter counter) {
        return values.get(counter.id());
    }

    void increment(RedisCounter counter) {
        values.getAndIncrement(counter.id());
    }

    void add(RedisCounter counter, long count) {
        values.getAndAdd(counter.id(), count);
    }
}
