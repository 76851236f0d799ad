package io.ringfence.config.schedule;

/**
 * The hours of one trading day.
 *
 * @param openNs first instant, nanoseconds since the epoch
 * @param closeNs the instant after the last, nanoseconds since the epoch; not after {@code openNs} where it was a change of
 *     the clocks that moved the open: then nothing is in the session
 */
public record TradingSession(long openNs, long closeNs) {
    /** Whether the instant, in nanoseconds since the epoch, is in it: the open is, the close is not. */
    public boolean contains(long timeNs) {
        return timeNs >= openNs && timeNs < closeNs;
    }
}
