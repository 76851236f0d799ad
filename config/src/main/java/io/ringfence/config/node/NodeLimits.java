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
 * @param lateAfterNs an entry that is this much behind its time is late, 1 ms to 1 day
 * @param reconcilePeriodNs how often the broker's picture is pulled while anything is open, 1 s to 1 day; 0: never
 * @param maxBrokerErrors refusals in the window beyond which an account enters no more, or none does where they are of several
 *     accounts or of the host's own, up to 1,000,000; 0: any number
 * @param brokerErrorWindowNs that window, 1 ms to 1 day
 * @param feedSilenceNs from a feed's error to the alert, 1 ms to 1 day
 * @param maxAccounts 1 to 1,048,576, the host's own not counted
 * @param maxCommandIds command ids remembered, 1 to 16,777,216
 * @param maxConditions that may stand at once, 1 to 1,048,576
 * @param maxActionsPerCall what a strategy's logic may ask for in one call, 1 to 1024
 * @param maxStrategiesPerAccount of any account but the host's own, 1 to 16,777,216, closed ones included
 * @param maxOpenOrdersPerAccount live orders of any account but the host's own beyond which no entry of its is sent and nothing is
 *     sold by hand, 1 to 1,048,576
 * @param maxConditionsPerAccount of any account but the host's own, 1 to 1,048,576
 */
public record NodeLimits(
        int maxInstruments,
        int maxStrategies,
        int maxOpenOrders,
        int maxExitAttempts,
        long exitRetryDelayNs,
        long exitRetryMaxDelayNs,
        long lateAfterNs,
        long reconcilePeriodNs,
        int maxBrokerErrors,
        long brokerErrorWindowNs,
        long feedSilenceNs,
        int maxAccounts,
        int maxCommandIds,
        int maxConditions,
        int maxActionsPerCall,
        int maxStrategiesPerAccount,
        int maxOpenOrdersPerAccount,
        int maxConditionsPerAccount) {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final long DAY = 86_400 * SECOND;

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
        checkUpToADay(lateAfterNs, "late-after");
        if (reconcilePeriodNs != 0 && (reconcilePeriodNs < SECOND || reconcilePeriodNs > DAY)) {
            throw new IllegalArgumentException(
                    "limits.reconcile-period = " + reconcilePeriodNs + " ns: expected 1 s to 1 day, or 0 s for never");
        }
        check(maxBrokerErrors, 0, 1_000_000, "max-broker-errors");
        checkUpToADay(brokerErrorWindowNs, "broker-error-window");
        checkUpToADay(feedSilenceNs, "feed-silence");
        check(maxAccounts, 1, 1 << 20, "max-accounts");
        check(maxCommandIds, 1, 1 << 24, "max-command-ids");
        check(maxConditions, 1, 1 << 20, "max-conditions");
        check(maxActionsPerCall, 1, 1024, "max-actions-per-call");
        check(maxStrategiesPerAccount, 1, 1 << 24, "max-strategies-per-account");
        check(maxOpenOrdersPerAccount, 1, 1 << 20, "max-open-orders-per-account");
        check(maxConditionsPerAccount, 1, 1 << 20, "max-conditions-per-account");
    }

    private static void checkUpToADay(long valueNs, String field) {
        if (valueNs < MS || valueNs > DAY) {
            throw new IllegalArgumentException("limits." + field + " = " + valueNs + " ns: expected 1 ms to 1 day");
        }
    }

    private static void check(int value, int min, int max, String field) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("limits." + field + " = " + value + ": expected " + min + " to " + max);
        }
    }
}
