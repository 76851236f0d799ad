package io.ringfence.config.stat;

import io.ringfence.core.ring.StageTimes;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Counts latencies in the mapped file, where another process reads them at any time. One thread at a time writes; a reader
 * sees each bucket whole, and of buckets written meanwhile some before and some after. Allocates nothing.
 *
 * <pre>
 *   0          8                 NAME                   BUCKETS
 *   +----------+-----------------+----------------------+-----------------------------------+
 *   | max ns   |                 | length, name, ASCII  | counts, 8 bytes each, {@link LatencyBuckets#COUNT} |
 *   +----------+-----------------+----------------------+-----------------------------------+
 * </pre>
 */
public final class LatencyRecorder implements StageTimes.Point {
    static final int MAX_OFFSET = 0;
    static final int NAME_OFFSET = 64;
    static final int NAME_BYTES = 60;
    static final int BUCKETS_OFFSET = 128;

    /** A multiple of two cache lines, so that no two threads write to one. */
    static final int BYTES = BUCKETS_OFFSET + LatencyBuckets.COUNT * Long.BYTES;

    private final UnsafeBuffer buffer;
    private long maxNs;

    /** Writes into this many bytes of zeros. */
    LatencyRecorder(UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void onPassed(long startNs) {
        record(System.nanoTime() - startNs);
    }

    /** Counts one. A negative one, by a clock that was set back, counts as 0. */
    public void record(long ns) {
        long latencyNs = Math.max(0, ns);
        int at = BUCKETS_OFFSET + LatencyBuckets.index(Math.min(latencyNs, LatencyBuckets.MAX_NS)) * Long.BYTES;
        // One check of the bounds instead of two, which is worth more than the locked instruction costs.
        buffer.addLongRelease(at, 1);
        if (latencyNs > maxNs) {
            maxNs = latencyNs;
            buffer.putLongRelease(MAX_OFFSET, latencyNs);
        }
    }
}
