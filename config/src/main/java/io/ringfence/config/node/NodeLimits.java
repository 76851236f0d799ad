package io.ringfence.config.node;

/**
 * Bounds that decide what the core refuses. Journaled with each start, so a replay refuses the same.
 *
 * @param maxInstruments 1 to 1,048,576
 * @param maxStrategies 1 to 16,777,216, closed ones included
 * @param maxOpenOrders live orders beyond which no entry is sent, 1 to 1,048,576; exits are never held back
 * @param maxExitAttempts refused exits of one strategy before a person is called, 1 to 1,000,000
 * @param exitRetryDelayNs from a refused exit to the next attempt, 1 ms to 1 hour; doubled with each further refusal
 * @param exitRetryMaxDelayNs but never longer than this, exitRetryDelayNs to 1 hour
 */
public record NodeLimits(
        int maxInstruments,
        int maxStrategies,
        int maxOpenOrders,
        int maxExitAttempts,
        long exitRetryDelayNs,
        long exitRetryMaxDelayNs) {
    private static final long MS = 1_000_000L;

    /** Validates. */
    public NodeLimits {
        check(maxInstruments, 1, 1 << 20, "max-instruments");
        check(maxStrategies, 1, 1 << 24, "max-strategies");
        check(maxOpenOrders, 1, 1 << 20, "max-open-orders");
        check(maxExitAttempts, 1, 1_000_000, "max-exit-attempts");
        if (exitRetryDelayNs < MS || exitRetryDelayNs > 3_600_000 * MS) {
            throw new IllegalArgumentException(
                    "limits.exit-retry-delay = " + exitRetryDelayNs + " ns: expected 1 ms to 1 hour");
        }
        if (exitRetryMaxDelayNs < exitRetryDelayNs || exitRetryMaxDelayNs > 3_600_000 * MS) {
            throw new IllegalArgumentException("limits.exit-retry-max-delay = " + exitRetryMaxDelayNs
                    + " ns: expected exit-retry-delay to 1 hour");
        }
    }

    private static void check(int value, int min, int max, String field) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("limits." + field + " = " + value + ": expected " + min + " to " + max);
        }
    }
}
