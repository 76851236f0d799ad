package io.ringfence.bench.subject;

import io.ringfence.bench.rig.Schedule;

/**
 * A capture without an end: there, back, and there again, so that no price jumps where it begins anew. What came at once comes
 * at once on the way back as well. Between two passes lies the mean distance of two rows.
 */
public final class CaptureLoop implements Schedule {
    private static final long MS_NS = 1_000_000L;

    private final Capture capture;
    private final long speed;
    private final long passNs;
    private long next;

    /** So many times as fast as it was recorded, 1 or more. */
    public CaptureLoop(Capture capture, long speed) {
        this.capture = capture;
        this.speed = speed;
        long lengthNs = capture.offsetNs(capture.size() - 1);
        passNs = lengthNs + Math.max(1, lengthNs / (capture.size() - 1));
    }

    /** The row of a message, from 0 on. */
    static int row(Capture capture, long index) {
        int size = capture.size();
        int at = (int) (index % size);
        return (index / size & 1) == 0 ? at : size - 1 - at;
    }

    @Override
    public long nextNs() {
        return dueNs(next++);
    }

    private long dueNs(long index) {
        int size = capture.size();
        long pass = index / size;
        int at = (int) (index % size);
        long offsetNs =
                (pass & 1) == 0 ? capture.offsetNs(at) : capture.offsetNs(size - 1) - capture.offsetNs(size - 1 - at);
        return (pass * passNs + offsetNs) / speed;
    }

    @Override
    public long countBefore(long lengthMs) {
        long lengthNs = lengthMs * MS_NS;
        // The first that is not before: due times never fall.
        long from = lengthNs * speed / passNs * capture.size();
        long to = from + 2L * capture.size();
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (dueNs(middle) < lengthNs) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
