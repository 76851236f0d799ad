package io.ringfence.transport.view;

import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;

/** How an event, or one delivery of it, stands for those who ask. */
public enum EventState {
    /** Some of it is under way, or its time has not come. */
    QUEUED,
    /** It has arrived. */
    DELIVERED,
    /** A dead letter, or it expired before it went out. */
    ERROR,
    /** Informational, and nobody watched. */
    DROPPED,
    /** Taken back. */
    CANCELED,
    /** Its time had passed when it came, and it was to be left out then. */
    SKIPPED;

    /** Of one delivery; null has not begun. */
    static EventState of(DeliveryState state) {
        if (state == null) {
            return QUEUED;
        }
        return switch (state) {
            case DELIVERED -> DELIVERED;
            case DEAD_LETTER -> ERROR;
            case DROPPED -> DROPPED;
            case CANCELED -> CANCELED;
            default -> QUEUED;
        };
    }

    /** Of an event of which nothing is under way any more. */
    static EventState of(EventEnd end, int deadCount, int deliveredCount, int droppedCount) {
        if (deadCount > 0 || end == EventEnd.EXPIRED) {
            return ERROR;
        }
        if (end == EventEnd.CANCELED) {
            return CANCELED;
        }
        if (end == EventEnd.SKIPPED) {
            return SKIPPED;
        }
        return deliveredCount == 0 && droppedCount > 0 ? DROPPED : DELIVERED;
    }
}
