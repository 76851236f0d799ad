package io.ringfence.transport.event;

import io.ringfence.core.command.EventForm;

/**
 * Bounds on events that clients of the edge send, and on what the edge holds of them.
 *
 * @param maxTitleBytes of an event's title in UTF-8
 * @param maxPayloadBytes of an event's payload in UTF-8. So many of {@code max-pending-acks} events have room in {@code
 *     edge.max-pending-event-bytes}, or a client that comes to as many is closed as one that is too slow
 * @param maxAcksPerMessage events that one message may acknowledge
 * @param maxHeldAcks acknowledgements that wait for room in the ring; one more is answered BUSY
 * @param keptEvents events that have ended and are still shown, the newest
 * @param keptBytes of them, and of all events' deliveries and histories
 * @param stepsKept of each delivery's history, the newest
 */
public record EventConfig(
        int maxTitleBytes,
        int maxPayloadBytes,
        int maxAcksPerMessage,
        int maxHeldAcks,
        int keptEvents,
        long keptBytes,
        int stepsKept) {
    /** Validates. */
    public EventConfig {
        check(maxTitleBytes, 0, EventForm.MAX_TITLE_BYTES, "max-title-bytes");
        check(maxPayloadBytes, 2, EventForm.MAX_PAYLOAD_BYTES, "max-payload-bytes");
        check(maxAcksPerMessage, 1, 4_096, "max-acks-per-message");
        check(maxHeldAcks, 1, 1 << 20, "max-held-acks");
        check(keptEvents, 0, 1 << 24, "kept-events");
        check(keptBytes, 1 << 16, 1L << 36, "kept-bytes");
        check(stepsKept, 1, 1_024, "steps-kept");
    }

    /** Titles of 512 bytes, payloads of 8 KiB, 256 acks to a message; 10,000 events that have ended in 64 MiB, 128 steps of each delivery. */
    public static EventConfig defaults() {
        return new EventConfig(512, 8_192, 256, 65_536, 10_000, 64L << 20, 128);
    }

    private static void check(long value, long min, long max, String field) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("events." + field + " = " + value + ": expected " + min + " to " + max);
        }
    }
}
