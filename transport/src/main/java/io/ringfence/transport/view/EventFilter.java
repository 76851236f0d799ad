package io.ringfence.transport.view;

import io.ringfence.core.event.EventKind;

/**
 * Which events are wanted; all that is given has to match.
 *
 * @param kind null for any
 * @param type as clients see it, in any case; null for any
 * @param tag null for any
 * @param sourceId null for any
 * @param state null for any
 * @param sinceNs created at this time or later, nanoseconds since the epoch
 * @param untilNs created before this time
 */
public record EventFilter(
        EventKind kind, String type, String tag, String sourceId, EventState state, long sinceNs, long untilNs) {
    /** All. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, Long.MIN_VALUE, Long.MAX_VALUE);

    boolean admits(EventView event, EventState stands) {
        return (kind == null || kind == event.kind)
                && (type == null || type.equalsIgnoreCase(event.type))
                && (tag == null || event.tags.contains(tag))
                && (sourceId == null || sourceId.equals(event.sourceId))
                && (state == null || state == stands)
                && event.createdNs >= sinceNs
                && event.createdNs < untilNs;
    }
}
