package io.ringfence.bench.rig;

/**
 * Messages evenly spread. Message {@code i} is due {@code i / rate} seconds after the start, rounded down to a nanosecond: the
 * part that rounding takes away is carried on, so the schedule does not drift.
 */
final class EvenSchedule implements Schedule {
    private static final long SECOND_NS = 1_000_000_000L;

    private final long rate;
    private final long stepNs;
    private final long stepRest;
    private long nextNs;
    private long rest;

    EvenSchedule(long ratePerSecond) {
        rate = ratePerSecond;
        stepNs = SECOND_NS / rate;
        stepRest = SECOND_NS % rate;
    }

    @Override
    public long nextNs() {
        long dueNs = nextNs;
        nextNs += stepNs;
        rest += stepRest;
        if (rest >= rate) {
            rest -= rate;
            nextNs++;
        }
        return dueNs;
    }

    @Override
    public long countBefore(long lengthMs) {
        // A message is due before the end when i * 10^9 / rate, rounded down, is less than the length in nanoseconds.
        return (lengthMs * rate + 999) / 1000;
    }
}
