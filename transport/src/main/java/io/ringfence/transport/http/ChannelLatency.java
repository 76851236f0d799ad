package io.ringfence.transport.http;

import java.util.List;

/**
 * How long deliveries by one channel took, as Prometheus counts it.
 *
 * @param channel its name in lower case
 * @param buckets from the shortest times on, each with those before it; the last is without a bound and has all
 * @param sumSeconds all of them together
 */
public record ChannelLatency(String channel, List<Bucket> buckets, double sumSeconds) {
    /**
     * A bucket.
     *
     * @param maxSeconds its bound, positive infinity for the last
     * @param count times up to it
     */
    public record Bucket(double maxSeconds, long count) {}

    /** Validates. */
    public ChannelLatency {
        buckets = List.copyOf(buckets);
        if (buckets.isEmpty()
                || !Double.isInfinite(buckets.get(buckets.size() - 1).maxSeconds())) {
            throw new IllegalArgumentException("latency of " + channel + ": expected a last bucket without a bound");
        }
    }

    /** How many in all. */
    long count() {
        return buckets.get(buckets.size() - 1).count();
    }
}
