package io.ringfence.config.stat;

/**
 * Where a latency is counted: exact up to 255 ns, then 128 buckets for each power of two, so never off by 0.8 %. These are the
 * buckets of an HdrHistogram of 2 digits, in its order.
 */
final class LatencyBuckets {
    /** Longest latency that has a bucket of its own, 68.7 s; longer ones are counted in its bucket. */
    static final long MAX_NS = (1L << 36) - 1;

    /** As of HdrHistogram. */
    static final int DIGITS = 2;

    private static final int SUB_BITS = 8;
    private static final int HALF_BITS = SUB_BITS - 1;
    private static final int SUB_MASK = (1 << SUB_BITS) - 1;
    private static final int SUB_ZEROS = Long.SIZE - SUB_BITS;

    /** How many there are. */
    static final int COUNT = index(MAX_NS) + 1;

    private LatencyBuckets() {}

    /** Bucket of a latency from 0 to {@link #MAX_NS}. */
    static int index(long ns) {
        int shift = SUB_ZEROS - Long.numberOfLeadingZeros(ns | SUB_MASK);
        return (shift << HALF_BITS) + (int) (ns >>> shift);
    }

    /** The shortest latency of a bucket. */
    static long lowestNs(int index) {
        int shift = Math.max(0, (index >> HALF_BITS) - 1);
        return (long) (index - (shift << HALF_BITS)) << shift;
    }
}
