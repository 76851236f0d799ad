package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** What the desk counts since its start. Written by the core's output thread and the desk's, read from any thread. */
public final class DeliveryCounters {
    private static final int CHANNELS = DeliveryChannel.values().length;
    private static final int STATUSES = DeliveryStatus.values().length;

    private final AtomicLongArray byStatus = new AtomicLongArray(CHANNELS * STATUSES);
    private final AtomicLongArray retries = new AtomicLongArray(CHANNELS);
    private final AtomicLong answersDropped = new AtomicLong();
    private final LatencyHistogram[] latencies = new LatencyHistogram[CHANNELS];

    DeliveryCounters() {
        for (int i = 0; i < CHANNELS; i++) {
            latencies[i] = new LatencyHistogram();
        }
    }

    /** Requests of a channel that this became of. */
    public long count(DeliveryChannel channel, DeliveryStatus status) {
        return byStatus.get(place(channel, status));
    }

    /** Requests of a channel that were not the first of their delivery. */
    public long retries(DeliveryChannel channel) {
        return retries.get(channel.ordinal());
    }

    /** Answers that were dropped because too many waited for the ring; the core counts their channels as silent. */
    public long answersDropped() {
        return answersDropped.get();
    }

    /** How long it took from a request until the service had it, of those that were delivered. */
    public LatencyHistogram latency(DeliveryChannel channel) {
        return latencies[channel.ordinal()];
    }

    void increment(DeliveryChannel channel, DeliveryStatus status) {
        byStatus.incrementAndGet(place(channel, status));
    }

    void requested(DeliveryChannel channel, int attempt) {
        if (attempt > 1) {
            retries.incrementAndGet(channel.ordinal());
        }
    }

    void answerDropped() {
        answersDropped.incrementAndGet();
    }

    private static int place(DeliveryChannel channel, DeliveryStatus status) {
        return channel.ordinal() * STATUSES + status.ordinal();
    }
}
