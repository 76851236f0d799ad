package io.ringfence.transport.view;

import java.util.Arrays;

/** How long deliveries took, in buckets whose bounds are those of the couriers, so that figures can be added. */
public final class DeliveryTimes {
    private static final long NS_PER_MS = 1_000_000;
    private static final long[] BOUNDS_MS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000};

    private final long[] counts = new long[BOUNDS_MS.length + 1];
    private long count;
    private long sumNs;

    /** Adds one. What comes out negative, as a producer's clock is another, counts as 0. */
    void add(long tookNs) {
        long ns = Math.max(0, tookNs);
        int bucket = 0;
        while (bucket < BOUNDS_MS.length && ns > BOUNDS_MS[bucket] * NS_PER_MS) {
            bucket++;
        }
        counts[bucket]++;
        count++;
        sumNs += ns;
    }

    DeliveryTimes copy() {
        DeliveryTimes copy = new DeliveryTimes();
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.count = count;
        copy.sumNs = sumNs;
        return copy;
    }

    /** Upper bounds of the buckets in milliseconds, ascending; behind them is one more without a bound. */
    public static long[] boundsMs() {
        return BOUNDS_MS.clone();
    }

    /** How many took no longer than the bound of this bucket. */
    public long countUpTo(int bucket) {
        return Arrays.stream(counts, 0, bucket + 1).sum();
    }

    /** How many in all. */
    public long count() {
        return count;
    }

    /** All of them together. */
    public double sumSeconds() {
        return sumNs / 1e9;
    }
}
