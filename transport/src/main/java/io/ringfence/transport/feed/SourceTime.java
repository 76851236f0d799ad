package io.ringfence.transport.feed;

/**
 * The node's clock, where recorded data drives it. Told the time of each tick before a slot is claimed, so that the event
 * is stamped with the tick's own time.
 */
@FunctionalInterface
public interface SourceTime {
    /** For a node that lives in wall-clock time. */
    SourceTime NONE = epochNs -> {};

    /**
     * Advances the clock. A recording may run backwards; the clock decides what that means.
     *
     * @param epochNs the tick's time, nanoseconds since 1970-01-01T00:00:00Z
     */
    void advanceTo(long epochNs);
}
