package io.ringfence.transport.delivery;

/**
 * When a service counts as down.
 *
 * @param failures in a row after which nothing is sent for a while, 1 to 1,000; 0: a service never counts as down
 * @param openMs for how long the first time, 1 to 3,600,000 milliseconds; doubled each time that the one request which is then let
 *     through fails as well
 * @param maxOpenMs but never longer, openMs to 86,400,000 milliseconds
 */
public record BreakerConfig(int failures, long openMs, long maxOpenMs) {
    /** Validates. */
    public BreakerConfig {
        Bounds.check("breaker.failures", failures, 0, 1_000);
        Bounds.check("breaker.open-ms", openMs, 1, 3_600_000);
        Bounds.check("breaker.max-open-ms", maxOpenMs, openMs, 86_400_000);
    }

    /** 10 failures in a row, 5 s, up to 5 minutes. */
    public static BreakerConfig defaults() {
        return new BreakerConfig(10, 5_000, 300_000);
    }

    /** For a channel whose addresses are services of their own. */
    public static BreakerConfig none() {
        return new BreakerConfig(0, 5_000, 300_000);
    }
}
