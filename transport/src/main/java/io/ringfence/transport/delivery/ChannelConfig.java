package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.concurrent.TimeUnit;

/**
 * Bounds of one channel. What the core waits for an answer at most, {@code attemptTimeoutNs} of NODE_STARTED, has to be longer
 * than {@link #longestAttemptMs}, or it counts a channel as silent that is only busy.
 *
 * @param maxWaiting requests that wait to be sent, 1 to 1,000,000; the least urgent beyond them is answered LATER
 * @param maxWaitingBytes of the events in them, 65,536 to 1,073,741,824
 * @param maxWaitMs longest that one waits, 1 to 3,600,000 milliseconds; then it is answered LATER. One that cannot be sent by then,
 *     since the channel is held back for longer, is answered at once, with the time until it is not
 * @param turnedAwayMs how long after an answer for want of room or time the core may ask again, 0 to 3,600,000 milliseconds; longer
 *     where several are turned away, so that they come back at the channel's rate
 * @param maxInFlight requests that are sent and not answered, 1 to 1,024
 * @param maxFlightMs longest that a courier may take for one, 1 to 600,000 milliseconds; after that it counts as LATER, and what
 *     comes of it then is not told any more
 * @param perMinute requests sent in the long run, 1 to 6,000,000; a notification for several addresses is one for each
 * @param burst requests sent at once, 1 to 100,000
 * @param breaker when the channel counts as down
 */
public record ChannelConfig(
        int maxWaiting,
        long maxWaitingBytes,
        long maxWaitMs,
        long turnedAwayMs,
        int maxInFlight,
        long maxFlightMs,
        int perMinute,
        int burst,
        BreakerConfig breaker) {

    /** Validates. */
    public ChannelConfig {
        Bounds.check("max-waiting", maxWaiting, 1, 1_000_000);
        Bounds.check("max-waiting-bytes", maxWaitingBytes, 65_536, 1 << 30);
        Bounds.check("max-wait-ms", maxWaitMs, 1, 3_600_000);
        Bounds.check("turned-away-ms", turnedAwayMs, 0, 3_600_000);
        Bounds.check("max-in-flight", maxInFlight, 1, 1_024);
        Bounds.check("max-flight-ms", maxFlightMs, 1, 600_000);
        Bounds.check("per-minute", perMinute, 1, 6_000_000);
        Bounds.check("burst", burst, 1, 100_000);
    }

    /**
     * 4,096 requests and 16 MiB wait, for 5 s; 16 are out, for 22 s; asked again after 5 s. TELEGRAM: 1,800 a minute and 30 at once,
     * which is what a bot may send; EMAIL: 60 and 10; others 6,000 and 100. Breakers as {@link BreakerConfig#defaults} has them, but
     * none for WEBHOOK and WEB, where each address is another service.
     */
    public static ChannelConfig defaults(DeliveryChannel channel) {
        int perMinute = switch (channel) {
            case TELEGRAM -> 1_800;
            case EMAIL -> 60;
            default -> 6_000;
        };
        boolean isOneService = channel != DeliveryChannel.WEBHOOK && channel != DeliveryChannel.WEB;
        return new ChannelConfig(
                4_096,
                16 << 20,
                5_000,
                5_000,
                16,
                22_000,
                perMinute,
                Math.max(10, perMinute / 60),
                isOneService ? BreakerConfig.defaults() : BreakerConfig.none());
    }

    /** Longest from a request to its answer. */
    public long longestAttemptMs() {
        return maxWaitMs + maxFlightMs;
    }

    long maxWaitNs() {
        return TimeUnit.MILLISECONDS.toNanos(maxWaitMs);
    }

    long turnedAwayNs() {
        return TimeUnit.MILLISECONDS.toNanos(turnedAwayMs);
    }

    long maxFlightNs() {
        return TimeUnit.MILLISECONDS.toNanos(maxFlightMs);
    }
}
