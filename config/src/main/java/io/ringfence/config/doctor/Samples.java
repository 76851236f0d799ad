package io.ringfence.config.doctor;

import java.util.Arrays;

/** Durations that were measured, in nanoseconds. */
final class Samples {
    private final long[] sorted;

    /** @param ns one or more, in any order */
    Samples(long... ns) {
        if (ns.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        sorted = ns.clone();
        Arrays.sort(sorted);
    }

    int count() {
        return sorted.length;
    }

    /** The least sample that this part of all do not exceed. */
    long percentileNs(double percent) {
        int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
        return sorted[Math.max(0, index)];
    }

    long medianNs() {
        return percentileNs(50);
    }

    long maxNs() {
        return sorted[sorted.length - 1];
    }
}
