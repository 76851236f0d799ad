package io.ringfence.transport.view;

import java.util.List;

/**
 * What was counted of events with a promise since the host's start, and what stands now.
 *
 * @param published events taken in, by priority and the channel that is tried first
 * @param delivered deliveries that have ended, by channel and what came of them
 * @param sessionTimes from the first offer to the sessions to the acknowledgement
 * @param retryCount offers and attempts beyond the first of each
 * @param duplicateCount events that came again under their key or command id, and were not delivered again
 * @param pendingCount deliveries under way now
 * @param deadLetterCount dead letters that are kept now
 */
public record EventCounts(
        List<Counted> published,
        List<Counted> delivered,
        DeliveryTimes sessionTimes,
        long retryCount,
        long duplicateCount,
        long pendingCount,
        long deadLetterCount) {
    /** Several of one kind, which has two names in lower case. */
    public record Counted(String first, String second, long count) {}
}
