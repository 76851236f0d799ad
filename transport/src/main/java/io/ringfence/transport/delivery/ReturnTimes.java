package io.ringfence.transport.delivery;

/**
 * When those that were turned away may come again: one after the other at the channel's rate, so that they are not turned away a
 * second time by each other. Any thread.
 */
final class ReturnTimes {
    private final long intervalNs;
    private long nextNs;

    ReturnTimes(long intervalNs, long nowNs) {
        this.intervalNs = intervalNs;
        this.nextNs = nowNs;
    }

    /** The next time that is not before the one given. */
    synchronized long take(long earliestNs) {
        long timeNs = nextNs - earliestNs > 0 ? nextNs : earliestNs;
        nextNs = timeNs + intervalNs;
        return timeNs;
    }
}
