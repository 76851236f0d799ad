package io.ringfence.config.node;

/**
 * Bounds of business and user events and of their delivery. Journaled with each start, as {@link NodeLimits} are.
 *
 * @param maxEvents that have not ended, those with dead letters included, 0 to 16,777,216; 0: events are refused
 * @param maxEventBytes of them all, 0 to 1 TiB
 * @param maxDeliveries of them all, an event to an account being one, 0 to 16,777,216
 * @param maxEventKeys remembered, the newest, so that an event that comes again is known, 0 to 16,777,216
 * @param maxPendingAcks events that an account's sessions may have been offered and not acknowledged, 1 to 4,096
 * @param maxOffers to sessions, of a normal event, before the next channel is tried, 1 to 1,000; twice that of a critical one
 * @param maxAttempts by one channel, likewise, 1 to 1,000
 * @param ackTimeoutNs from an offer until it counts as not acknowledged, 10 ms to 1 hour
 * @param attemptTimeoutNs from an attempt until its channel counts as silent, 10 ms to 1 hour
 * @param retryDelayNs from what failed to the next try, 1 ms to 1 hour; doubled with each further one
 * @param retryMaxDelayNs but never longer than this, retryDelayNs to 1 day
 * @param maxAgeNs from when an event goes out until it expires, where it does not say, 1 s to 366 days
 */
public record EventBounds(
        int maxEvents,
        long maxEventBytes,
        int maxDeliveries,
        int maxEventKeys,
        int maxPendingAcks,
        int maxOffers,
        int maxAttempts,
        long ackTimeoutNs,
        long attemptTimeoutNs,
        long retryDelayNs,
        long retryMaxDelayNs,
        long maxAgeNs) {
    private static final long MS = 1_000_000L;
    private static final long HOUR = 3_600_000 * MS;
    private static final long DAY = 24 * HOUR;
    private static final int MAX_COUNT = 1 << 24;

    /** Validates. */
    public EventBounds {
        check(maxEvents, 0, MAX_COUNT, "max-events");
        check(maxEventBytes, 0, 1L << 40, "max-event-bytes");
        check(maxDeliveries, 0, MAX_COUNT, "max-deliveries");
        check(maxEventKeys, 0, MAX_COUNT, "max-event-keys");
        check(maxPendingAcks, 1, 4_096, "max-pending-acks");
        check(maxOffers, 1, 1_000, "max-offers");
        check(maxAttempts, 1, 1_000, "max-attempts");
        checkNs(ackTimeoutNs, 10 * MS, HOUR, "ack-timeout", "10 ms to 1 hour");
        checkNs(attemptTimeoutNs, 10 * MS, HOUR, "attempt-timeout", "10 ms to 1 hour");
        checkNs(retryDelayNs, MS, HOUR, "retry-delay", "1 ms to 1 hour");
        checkNs(retryMaxDelayNs, retryDelayNs, DAY, "retry-max-delay", "retry-delay to 1 day");
        checkNs(maxAgeNs, 1_000 * MS, 366 * DAY, "max-age", "1 s to 366 days");
    }

    private static void check(long value, long min, long max, String field) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("events." + field + " = " + value + ": expected " + min + " to " + max);
        }
    }

    private static void checkNs(long valueNs, long min, long max, String field, String expected) {
        if (valueNs < min || valueNs > max) {
            throw new IllegalArgumentException("events." + field + " = " + valueNs + " ns: expected " + expected);
        }
    }
}
