package io.ringfence.transport.client;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The newest events with a promise that a listener has processed, by id: one that comes again is acknowledged once more, and
 * not told twice. Over all connections; belongs to the loop.
 */
final class Inbox {
    private static final String OFFER = "event";

    private final int maxRemembered;
    private final Set<String> processed = new LinkedHashSet<>();

    Inbox(int maxRemembered) {
        this.maxRemembered = maxRemembered;
    }

    /** Whether it is an event with a promise. */
    static boolean isOffer(EdgeMessage message) {
        return message.type().equals(OFFER) && message.text("event_id") != null;
    }

    /** What says that it was processed; null where nobody asks. */
    static String acknowledgement(EdgeMessage offer) {
        return Boolean.TRUE.equals(offer.fields().get("ack"))
                ? Json.write(Map.of("type", "event_ack", "event_id", offer.text("event_id")))
                : null;
    }

    /** Whether it was processed, as far as that is remembered. */
    boolean knows(EdgeMessage offer) {
        return processed.contains(offer.text("event_id"));
    }

    /** Remembers it; the one that was processed first is forgotten beyond the bound. */
    void processed(EdgeMessage offer) {
        processed.add(offer.text("event_id"));
        if (processed.size() > maxRemembered) {
            Iterator<String> oldest = processed.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
