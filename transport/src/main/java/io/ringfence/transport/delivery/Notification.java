package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryPriority;

/**
 * An event for one person, in words.
 *
 * @param eventKey the event's id, by which whoever gets it twice knows it
 * @param accountId to whom
 * @param type UPPER_SNAKE: one of the dictionary's user events, or the sender's own
 * @param priority what it was promised
 * @param createdTimeNs when it was made, nanoseconds since the epoch
 * @param title one line
 * @param text a few lines for people, from the type's template; never empty
 * @param json the event as the edge tells it to its clients, one object
 */
public record Notification(
        String eventKey,
        int accountId,
        String type,
        DeliveryPriority priority,
        long createdTimeNs,
        String title,
        String text,
        String json) {}
