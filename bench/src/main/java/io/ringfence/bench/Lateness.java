package io.ringfence.bench;

import java.util.Arrays;

/** Percentiles by nearest rank: each is one of the values. */
record Lateness(long p50, long p90, long p99, long max) {
    /** Of at least one value, in any order. */
    static Lateness of(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Lateness(rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), sorted[sorted.length - 1]);
    }

    private static long rank(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted[Math.max(1, rank) - 1];
    }
}
