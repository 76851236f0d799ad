package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import java.util.Map;
import java.util.Set;

/** An event that a sender asks for, again and again under one command's id until it is answered, and its answer. */
final class SentEvent {
    private static final Set<String> TEMPORARY = Set.of("BUSY", "RATE_LIMITED");

    /** Whether and when it is to go out. */
    enum Going {
        AT_ONCE,
        /** At a time. */
        SCHEDULED,
        /** When a condition is true that comes true with any price. */
        WITH_A_PRICE,
        /** When a condition is true that no price makes true. */
        NEVER
    }

    final int sender;
    final String commandId;
    /** Nobody else's. */
    final String title;
    /** The event's object. */
    final String json;

    final Set<Integer> recipients;
    final boolean isInformational;
    final boolean isExpiring;
    final Going going;
    /** Of a scheduled one, in milliseconds since the epoch. */
    final long triggerMs;
    /** Channels without which it is no dead letter, unless it has expired. */
    final Set<DeliveryChannel> mustTry;

    /** Where it was asked for first, null before; the sender's. */
    private String firstHost;

    /** The sequence of the input that brought it, 0 before it is known to be accepted. */
    private volatile long subjectId;

    private volatile String eventId;
    private volatile boolean isRefused;

    SentEvent(
            int sender,
            String title,
            String json,
            Set<Integer> recipients,
            boolean isInformational,
            boolean isExpiring,
            Going going,
            long triggerMs,
            Set<DeliveryChannel> mustTry) {
        this.sender = sender;
        this.commandId = "c-" + title;
        this.title = title;
        this.json = json;
        this.recipients = recipients;
        this.isInformational = isInformational;
        this.isExpiring = isExpiring;
        this.going = going;
        this.triggerMs = triggerMs;
        this.mustTry = mustTry;
    }

    /** Whether it is known to be accepted. */
    boolean isAccepted() {
        return subjectId != 0;
    }

    /** Where in the journal the host says it is; of one that is accepted. */
    long subjectId() {
        return subjectId;
    }

    /** The id that the host gave it; null before it is known. */
    String eventId() {
        return eventId;
    }

    /** Whether the host has refused it, since its time was over. */
    boolean isRefused() {
        return isRefused;
    }

    /** What came of asking. */
    enum Outcome {
        ACCEPTED,
        /** It had been accepted before. */
        REPEATED,
        REFUSED,
        /** Ask again. */
        LATER
    }

    /** Notes that the host of this address is asked. */
    void ask(String host) {
        firstHost = firstHost == null ? host : firstHost;
    }

    /** Takes the answer of the host of this address. One event has one id, whichever of its answers comes. */
    Outcome answered(Map<?, ?> answer, String host) {
        if (answer.get("type").equals("accepted")) {
            String id = (String) answer.get("event_id");
            boolean isRepeat = (Boolean) answer.get("repeat");
            long subject = Long.parseLong((String) answer.get("subjectId"));
            if (isAccepted()) {
                assertEquals(subjectId, subject, () -> title + " has become another: " + answer);
                assertTrue(isRepeat, () -> title + " was accepted again: " + answer);
            }
            subjectId = subject;
            if (id == null) {
                // A later host may show no more of it when it has ended; where it is in the journal it says all the
                // same.
                assertTrue(isRepeat && !host.equals(firstHost), () -> title + " is not shown: " + answer);
            } else {
                assertTrue(eventId == null || eventId.equals(id), () -> title + " has become another: " + answer);
                eventId = id;
            }
            return isRepeat ? Outcome.REPEATED : Outcome.ACCEPTED;
        }
        String code = (String) answer.get("code");
        if (TEMPORARY.contains(code)) {
            return Outcome.LATER;
        }
        assertEquals("REFUSED event_expired", code + " " + answer.get("verdict"), () -> json + ": " + answer);
        assertTrue(isExpiring, () -> json + ": " + answer);
        assertTrue(!isAccepted(), () -> json + " was accepted, and is refused: " + answer);
        isRefused = true;
        return Outcome.REFUSED;
    }

    @Override
    public String toString() {
        return json + " of " + sender + ", " + (isRefused ? "refused" : eventId);
    }
}
