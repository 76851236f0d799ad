package io.ringfence.core.ring;

/**
 * The time the core lives in: the highest timestamp seen. A pure function of the events, so each consumer may keep its
 * own and all agree.
 */
public final class EventTime {
    private long nowNs;

    /** Advances to the timestamp, never back, and returns the time. */
    public long advance(long timestampNs) {
        if (timestampNs > nowNs) {
            nowNs = timestampNs;
        }
        return nowNs;
    }

    /** Nanoseconds since the epoch; 0 before the first event. */
    public long nowNs() {
        return nowNs;
    }
}
