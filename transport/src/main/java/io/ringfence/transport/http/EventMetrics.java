package io.ringfence.transport.http;

import io.ringfence.transport.http.MetricsText.Label;
import io.ringfence.transport.view.DeliveryTimes;
import io.ringfence.transport.view.EventCounts;
import java.util.ArrayList;
import java.util.List;

/** Figures of events with a promise. */
final class EventMetrics {
    private static final String LATENCY = "event_delivery_latency_seconds";
    private static final double MS_PER_SECOND = 1_000;

    private EventMetrics() {}

    /** Times of channels outside of the edge come from who serves them. */
    static void write(MetricsText text, EventCounts counts, List<ChannelLatency> ofOthers) {
        text.head("events_published_total", "Events taken in, by priority and the channel tried first", "counter");
        for (EventCounts.Counted counted : counts.published()) {
            text.sample(
                    "events_published_total",
                    List.of(new Label("priority", counted.first()), new Label("channel", counted.second())),
                    counted.count());
        }
        text.head("events_delivered_total", "Deliveries that have ended, by channel and what came of them", "counter");
        for (EventCounts.Counted counted : counts.delivered()) {
            text.sample(
                    "events_delivered_total",
                    List.of(new Label("channel", counted.first()), new Label("status", counted.second())),
                    counted.count());
        }
        text.gauge("events_pending", "Deliveries under way", counts.pendingCount())
                .gauge("events_dead_letters", "Dead letters that are kept", counts.deadLetterCount())
                .counter("event_retry_total", "Offers and attempts beyond the first", counts.retryCount())
                .counter(
                        "events_duplicate_total",
                        "Events that came again, not delivered again",
                        counts.duplicateCount());
        text.head(
                LATENCY,
                "Of sessions from the first offer to the acknowledgement, of others from an attempt to its answer",
                "histogram");
        write(text, ofSessions(counts.sessionTimes()));
        ofOthers.forEach(times -> write(text, times));
    }

    private static ChannelLatency ofSessions(DeliveryTimes times) {
        List<ChannelLatency.Bucket> buckets = new ArrayList<>();
        long[] boundsMs = DeliveryTimes.boundsMs();
        for (int bucket = 0; bucket < boundsMs.length; bucket++) {
            buckets.add(new ChannelLatency.Bucket(boundsMs[bucket] / MS_PER_SECOND, times.countUpTo(bucket)));
        }
        buckets.add(new ChannelLatency.Bucket(Double.POSITIVE_INFINITY, times.count()));
        return new ChannelLatency("active_session", buckets, times.sumSeconds());
    }

    private static void write(MetricsText text, ChannelLatency times) {
        Label channel = new Label("channel", times.channel());
        for (ChannelLatency.Bucket bucket : times.buckets()) {
            boolean isLast = Double.isInfinite(bucket.maxSeconds());
            Label bound = new Label("le", isLast ? "+Inf" : Double.toString(bucket.maxSeconds()));
            text.sample(LATENCY + "_bucket", List.of(channel, bound), bucket.count());
        }
        text.sample(LATENCY + "_sum", List.of(channel), times.sumSeconds())
                .sample(LATENCY + "_count", List.of(channel), times.count());
    }
}
