package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Collection;
import java.util.EnumSet;

/**
 * The bounds of deliveries, and the channels there are, as the last start of the host set them. The ranges are those of a host
 * that starts; a journal may hold anything.
 *
 * @param maxEvents that have not ended, those with dead letters included, 0 to 16,777,216
 * @param maxEventBytes of them all, 0 to 1 TiB
 * @param maxDeliveries of them all, each an event to an account, 0 to 16,777,216
 * @param maxEventKeys remembered, the newest, so that one that comes again is known, 0 to 16,777,216
 * @param maxPendingAcks events that an account's sessions may have been offered and not acknowledged, 1 to 4,096
 * @param maxOffers of an event to sessions that are not acknowledged before the next channel is tried, 1 to 1,000; a critical
 *     one's is twice that
 * @param maxAttempts of an event by a channel that fail before the next is tried, 1 to 1,000; a critical one's is twice that
 * @param ackTimeoutNs from an offer until it counts as not acknowledged, 10 ms to 1 hour
 * @param attemptTimeoutNs from an attempt until its channel counts as silent, 10 ms to 1 hour
 * @param retryDelayNs from an offer or an attempt that failed to the next, 1 ms to 1 hour; doubled with each further one
 * @param retryMaxDelayNs but never longer than this, retryDelayNs to 1 day
 * @param maxEventAgeNs from when an event goes out until it expires, where it does not say, 1 s to 366 days
 * @param channels besides sessions that the host serves, as {@link #channels(Collection)} has them
 */
public record DeliveryLimits(
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
        long maxEventAgeNs,
        int channels) {
    /** Every channel there is. */
    public static final int ALL_CHANNELS = channels(EnumSet.complementOf(EnumSet.of(DeliveryChannel.NULL_VAL)));

    /** Before the first start, and after one of a host that knew no deliveries: every event is refused. */
    public static final DeliveryLimits NONE = new DeliveryLimits(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    /**
     * 262,144 events of 128 MiB with as many deliveries and keys, 64 pending acks, 3 offers of 10 s, 5 attempts of 1 minute, 1
     * second to 5 minutes between them, 7 days, every channel.
     */
    public static DeliveryLimits defaults() {
        return new DeliveryLimits(
                1 << 18,
                1 << 27,
                1 << 18,
                1 << 18,
                64,
                3,
                5,
                10 * SECOND,
                60 * SECOND,
                SECOND,
                300 * SECOND,
                7 * DAY,
                ALL_CHANNELS);
    }

    /** A bit for each channel: that of its value. */
    public static int channels(Collection<DeliveryChannel> served) {
        return served.stream().mapToInt(channel -> 1 << channel.value()).reduce(0, (some, more) -> some | more);
    }

    /** Whether the host serves a channel that is no session. */
    boolean isServed(DeliveryChannel channel) {
        return (channels >>> channel.value() & 1) != 0;
    }

    /** The bounds that a start carries; all 0 where it is of a host that knew none. What is negative counts as 0. */
    public static DeliveryLimits of(NodeStartedDecoder started) {
        // What an older host did not write is read as the smallest value there is.
        return new DeliveryLimits(
                Math.max(0, started.maxEvents()),
                Math.max(0, started.maxEventBytes()),
                Math.max(0, started.maxDeliveries()),
                Math.max(0, started.maxEventKeys()),
                Math.max(0, started.maxPendingAcks()),
                Math.max(0, started.maxOffers()),
                Math.max(0, started.maxAttempts()),
                Math.max(0, started.ackTimeoutNs()),
                Math.max(0, started.attemptTimeoutNs()),
                Math.max(0, started.deliveryRetryDelayNs()),
                Math.max(0, started.deliveryRetryMaxDelayNs()),
                Math.max(0, started.maxEventAgeNs()),
                Math.max(0, started.servedChannels()));
    }

    /** Offers that may fail before the next channel is tried. */
    long maxOffers(DeliveryPriority priority) {
        return priority == DeliveryPriority.CRITICAL ? 2L * maxOffers : maxOffers;
    }

    /** Attempts that may fail before the next channel is tried. */
    long maxAttempts(DeliveryPriority priority) {
        return priority == DeliveryPriority.CRITICAL ? 2L * maxAttempts : maxAttempts;
    }

    /** From the n-th failure, from 1, to the next try: doubled each time, up to the bound. */
    long retryDelayNs(int failures) {
        int doublings = Math.min(failures - 1, Long.numberOfLeadingZeros(retryDelayNs) - 1);
        return Math.min(retryMaxDelayNs, retryDelayNs << doublings);
    }

    void writeTo(StateSink sink) {
        sink.putLong(maxEvents);
        sink.putLong(maxEventBytes);
        sink.putLong(maxDeliveries);
        sink.putLong(maxEventKeys);
        sink.putLong(maxPendingAcks);
        sink.putLong(maxOffers);
        sink.putLong(maxAttempts);
        sink.putLong(ackTimeoutNs);
        sink.putLong(attemptTimeoutNs);
        sink.putLong(retryDelayNs);
        sink.putLong(retryMaxDelayNs);
        sink.putLong(maxEventAgeNs);
        sink.putLong(channels);
    }

    static DeliveryLimits readFrom(StateSource source) {
        DeliveryLimits limits = new DeliveryLimits(
                source.getCount(),
                source.getLong(),
                source.getCount(),
                source.getCount(),
                source.getCount(),
                source.getCount(),
                source.getCount(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getInt());
        // The sign bit of the whole is set when that of any one is.
        long signs = limits.maxEventBytes
                | limits.ackTimeoutNs
                | limits.attemptTimeoutNs
                | limits.retryDelayNs
                | limits.retryMaxDelayNs
                | limits.maxEventAgeNs
                | limits.channels;
        if (signs < 0) {
            throw new StateFormatException("negative bounds of deliveries stand in the state: " + limits);
        }
        return limits;
    }
}
