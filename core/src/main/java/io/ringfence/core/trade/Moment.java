package io.ringfence.core.trade;

/** The event that is being handled, and the bounds that hold. */
final class Moment {
    long sequence;
    /** Event time: nanoseconds since the epoch. */
    long nowNs;

    Limits limits = Limits.NONE;

    /** A time from now, {@code Long.MAX_VALUE} where that lies beyond all time. */
    long after(long durationNs) {
        long time = nowNs + durationNs;
        return time < nowNs ? Long.MAX_VALUE : time;
    }
}
