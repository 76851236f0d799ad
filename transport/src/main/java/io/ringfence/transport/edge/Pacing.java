package io.ringfence.transport.edge;

/**
 * How fast a client wants a channel.
 *
 * @param conflateMs at most one price of a symbol in that time, 0 for each
 * @param maxHz at most so many a second of what may be conflated, 0 for the channel's own
 * @param batchMs events of that time come as one frame, 0 for a frame each
 */
record Pacing(int conflateMs, int maxHz, int batchMs) {
    static final int MAX_CONFLATE_MS = 60_000;
    static final int MAX_HZ = 1_000;
    static final int MAX_BATCH_MS = 10_000;

    static final Pacing NONE = new Pacing(0, 0, 0);

    /** From one event of a key to the next, 0 for none, where a channel has at most so many a second by itself, 0 for any number. */
    long intervalNs(int usualMaxHz) {
        int hz = maxHz > 0 ? maxHz : usualMaxHz;
        long ofHz = hz > 0 ? 1_000_000_000L / hz : 0;
        return Math.max(ofHz, conflateMs * 1_000_000L);
    }
}
