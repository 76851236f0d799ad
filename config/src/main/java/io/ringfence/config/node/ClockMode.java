package io.ringfence.config.node;

/** Where the node's time comes from. */
public enum ClockMode {
    /** The host's clock. */
    WALL,
    /** Recorded data: the host lives in the time of its feeds, timers included. */
    FEED
}
