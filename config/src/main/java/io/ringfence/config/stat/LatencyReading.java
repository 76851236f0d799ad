package io.ringfence.config.stat;

import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/** Latencies at one point, as they were read. Percentiles are off by 0.8 % at most, and never too low. */
public final class LatencyReading {
    private final Histogram histogram;
    private final long maxNs;

    private LatencyReading(Histogram histogram, long maxNs) {
        this.histogram = histogram;
        this.maxNs = maxNs;
    }

    private static Histogram empty() {
        return new Histogram(1, LatencyBuckets.MAX_NS, LatencyBuckets.DIGITS);
    }

    /** Reads a recorder that may be written to meanwhile. */
    static LatencyReading of(UnsafeBuffer buffer, int offset) {
        Histogram histogram = empty();
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            long count = buffer.getLongVolatile(offset + LatencyRecorder.BUCKETS_OFFSET + i * Long.BYTES);
            if (count > 0) {
                histogram.recordValueWithCount(LatencyBuckets.lowestNs(i), count);
            }
        }
        return new LatencyReading(histogram, buffer.getLongVolatile(offset + LatencyRecorder.MAX_OFFSET));
    }

    /** Both, as one point. */
    LatencyReading plus(LatencyReading other) {
        Histogram sum = histogram.copy();
        sum.add(other.histogram);
        return new LatencyReading(sum, Math.max(maxNs, other.maxNs));
    }

    /** What came since an earlier look at the same start of the host; its longest is known to 0.8 % only. */
    public LatencyReading since(LatencyReading earlier) {
        Histogram rest = histogram.copy();
        rest.subtract(earlier.histogram);
        return new LatencyReading(rest, rest.getMaxValue());
    }

    /** How many were timed. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** So many percent were as quick, or quicker; 0 where there are none. */
    public long percentileNs(double percent) {
        return Math.min(histogram.getValueAtPercentile(percent), maxNs);
    }

    /** The longest; 0 where there is none. */
    public long maxNs() {
        return maxNs;
    }
}
