package io.ringfence.transport.client;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: full jitter under a bound that doubles, so that clients spread themselves. */
final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final int firstMs;
    private final int maxMs;
    private final RandomGenerator random;
    private int attempts;

    Backoff(int firstMs, int maxMs, RandomGenerator random) {
        this.firstMs = firstMs;
        this.maxMs = maxMs;
        this.random = random;
    }

    /** The next wait, in milliseconds. */
    long nextMs() {
        long bound = Math.min(maxMs, (long) firstMs << Math.min(attempts, MAX_DOUBLINGS));
        attempts++;
        return random.nextLong(bound + 1);
    }

    /** What the edge asked for, and a random part of it on top. */
    long afterMs(long askedMs) {
        return askedMs + random.nextLong(askedMs + 1);
    }

    /** A connection stood: begin anew. */
    void reset() {
        attempts = 0;
    }
}
