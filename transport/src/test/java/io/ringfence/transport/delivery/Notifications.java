package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryPriority;

/** Notifications for tests of couriers. */
public final class Notifications {
    /** 2026-01-02T03:04:05.678Z. */
    public static final long CREATED_NS = 1_767_323_045_678_000_000L;

    private Notifications() {}

    public static Notification of(String title, String text) {
        return new Notification(
                "019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11",
                7,
                "ORDER_FILLED",
                DeliveryPriority.CRITICAL,
                CREATED_NS,
                title,
                text,
                "{\"type\":\"event\",\"title\":\"Filled\"}");
    }

    public static Notification withKey(String eventKey) {
        return new Notification(
                eventKey, 7, "OWN", DeliveryPriority.NORMAL, CREATED_NS, "Title", "Text", "{\"type\":\"event\"}");
    }
}
