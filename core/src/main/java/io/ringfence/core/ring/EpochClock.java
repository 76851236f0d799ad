package io.ringfence.core.ring;

/** The node's clock, which stamps events as they are claimed. The core itself reads no other. */
@FunctionalInterface
public interface EpochClock {
    /** Nanoseconds since 1970-01-01T00:00:00Z. Called from any producer's thread. */
    long epochNs();
}
