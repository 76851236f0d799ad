package io.ringfence.transport.edge;

import java.util.concurrent.TimeUnit;

/**
 * How often something may happen, as a {@link TokenBucket} counts it.
 *
 * @param intervalNs in which one token comes
 * @param capacityNs in which an empty bucket is full again
 */
record Rate(long intervalNs, long capacityNs) {
    /** So many a second, with whole nanoseconds between two, and so many at once. */
    static Rate of(int perSecond, int burstCount) {
        long intervalNs = (TimeUnit.SECONDS.toNanos(1) + perSecond - 1) / perSecond;
        return new Rate(intervalNs, intervalNs * burstCount);
    }
}
