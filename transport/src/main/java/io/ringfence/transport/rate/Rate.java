package io.ringfence.transport.rate;

import java.util.concurrent.TimeUnit;

/**
 * How often something may happen, as a {@link TokenBucket} counts it.
 *
 * @param intervalNs in which one token comes
 * @param capacityNs in which an empty bucket is full again
 */
public record Rate(long intervalNs, long capacityNs) {
    /** So many a second, with whole nanoseconds between two, and so many at once. */
    public static Rate of(int perSecond, int burstCount) {
        return of(perSecond, TimeUnit.SECONDS.toNanos(1), burstCount);
    }

    /** The same, a minute. */
    public static Rate perMinute(int count, int burstCount) {
        return of(count, TimeUnit.MINUTES.toNanos(1), burstCount);
    }

    private static Rate of(int count, long periodNs, int burstCount) {
        long intervalNs = (periodNs + count - 1) / count;
        return new Rate(intervalNs, intervalNs * burstCount);
    }
}
