package io.ringfence.transport.delivery;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Times in buckets, as Prometheus counts them: each has all that took no longer than its bound. Any thread. */
public final class LatencyHistogram {
    /** Bounds of the buckets in milliseconds; beyond the last there is one without a bound. */
    private static final List<Long> BOUNDS_MS =
            List.of(5L, 10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L, 30_000L, 60_000L);

    private static final double NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MS.size() + 1);
    private final AtomicLong sumNs = new AtomicLong();

    LatencyHistogram() {}

    /**
     * A bucket.
     *
     * @param maxSeconds its bound, positive infinity for the last
     * @param count times up to it, those of the buckets before included
     */
    public record Bucket(double maxSeconds, long count) {}

    void record(long durationNs) {
        int at = 0;
        while (at < BOUNDS_MS.size() && durationNs > TimeUnit.MILLISECONDS.toNanos(BOUNDS_MS.get(at))) {
            at++;
        }
        counts.incrementAndGet(at);
        sumNs.addAndGet(durationNs);
    }

    /** The buckets, from the shortest times on. The last one's count is that of all. */
    public List<Bucket> buckets() {
        Bucket[] buckets = new Bucket[counts.length()];
        long count = 0;
        for (int at = 0; at < buckets.length; at++) {
            count += counts.get(at);
            boolean isLast = at == BOUNDS_MS.size();
            buckets[at] = new Bucket(isLast ? Double.POSITIVE_INFINITY : BOUNDS_MS.get(at) / 1_000.0, count);
        }
        return List.of(buckets);
    }

    /** All times together. */
    public double sumSeconds() {
        return sumNs.get() / NS_PER_SECOND;
    }
}
