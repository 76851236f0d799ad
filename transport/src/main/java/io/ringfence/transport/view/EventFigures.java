package io.ringfence.transport.view;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts events and deliveries, from the host's start on. Under the lock of the views. */
final class EventFigures {
    private static final String NO_CHANNEL = "none";

    private final Map<String, Map<String, Long>> published = new TreeMap<>();
    private final Map<String, Map<String, Long>> delivered = new TreeMap<>();
    private DeliveryTimes sessionTimes = new DeliveryTimes();
    private long retryCount;
    private long duplicateCount;

    void published(DeliveryPriority priority, DeliveryChannel firstChannel) {
        add(published, word(priority), word(firstChannel), 1);
    }

    /** A delivery has come to an end, or is a dead letter. */
    void ended(DeliveryChannel channel, DeliveryState state) {
        add(delivered, word(channel), word(state), 1);
    }

    /** A session has acknowledged what was first offered so long ago. */
    void acknowledged(long tookNs) {
        sessionTimes.add(tookNs);
    }

    /** The core's own of which nothing is kept: shown, or dropped. */
    void passed(DeliveryState state) {
        published(DeliveryPriority.INFORMATIONAL, DeliveryChannel.ACTIVE_SESSION);
        ended(DeliveryChannel.ACTIVE_SESSION, state);
    }

    void retry() {
        retryCount++;
    }

    void duplicate() {
        duplicateCount++;
    }

    /** Begins anew. */
    void reset() {
        published.clear();
        delivered.clear();
        sessionTimes = new DeliveryTimes();
        retryCount = 0;
        duplicateCount = 0;
    }

    private static void add(Map<String, Map<String, Long>> counts, String first, String second, long count) {
        counts.computeIfAbsent(first, name -> new TreeMap<>()).merge(second, count, Long::sum);
    }

    private static String word(Enum<?> constant) {
        return constant == DeliveryChannel.NULL_VAL
                ? NO_CHANNEL
                : constant.name().toLowerCase(Locale.ROOT);
    }

    EventCounts counts(long pendingCount, long deadLetterCount) {
        return new EventCounts(
                listed(published),
                listed(delivered),
                sessionTimes.copy(),
                retryCount,
                duplicateCount,
                pendingCount,
                deadLetterCount);
    }

    private static List<EventCounts.Counted> listed(Map<String, Map<String, Long>> counts) {
        List<EventCounts.Counted> list = new ArrayList<>();
        counts.forEach((first, bySecond) ->
                bySecond.forEach((second, count) -> list.add(new EventCounts.Counted(first, second, count))));
        return list;
    }
}
