package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A stream as one client hears it over all its connections: what it has processed and up to where, as a client of the
 * protocol has to keep it. Belongs to the client's thread; {@link #place()} may be read from any.
 */
final class Heard {
    /** Events without a gap, from behind one place up to another. */
    static final class Part {
        final long from;
        final List<String> events = new ArrayList<>();
        long upTo;

        Part(long from) {
            this.from = from;
            this.upTo = from;
        }
    }

    final String name;
    final String channel;
    /** Types that the client asks for; empty for all. */
    final Set<String> types;

    private final int historyEvents;
    private final List<Part> parts = new ArrayList<>();
    private String epoch;
    private volatile long place = -1;
    private int leftToReplay;
    private long replayedUpTo;
    private int recovered;
    private int replayed;
    private int notRecovered;

    Heard(String name, String channel, Set<String> types, int historyEvents) {
        this.name = name;
        this.channel = channel;
        this.types = types;
        this.historyEvents = historyEvents;
    }

    /** Place up to which all is processed, -1 before the first answer. */
    long place() {
        return place;
    }

    /** What a subscription says of what was processed. */
    String recover() {
        return epoch == null ? "" : ",\"recover\":{\"epoch\":\"" + epoch + "\",\"seq\":" + place + "}";
    }

    /** The answer to a subscription; {@code isRecovered} is null where it does not say. */
    void subscribed(String newEpoch, long seq, Boolean isRecovered, int count) {
        if (epoch == null) {
            assertEquals(null, isRecovered, name);
            epoch = newEpoch;
            // With a filter nothing is asked of history, since the answer does not say how far back it goes.
            begin(seq - count);
        } else {
            assertEquals(epoch, newEpoch, name);
            assertTrue(seq >= place, () -> name + " stands at " + seq + ", yet " + place + " was told");
            boolean isKept = seq - place <= historyEvents;
            assertEquals(isKept, isRecovered, () -> name + " at " + seq + " for a client at " + place);
            if (isKept) {
                recovered++;
                replayed += count;
                assertTrue(types.isEmpty() ? count == seq - place : count <= seq - place, () -> name + ": " + count);
            } else {
                notRecovered++;
                assertEquals(0, count, name);
                begin(seq);
            }
        }
        leftToReplay = count;
        replayedUpTo = seq;
        if (count == 0) {
            moveTo(seq);
        }
    }

    private void begin(long from) {
        parts.add(new Part(from));
        place = from;
    }

    void event(long seq, String text) {
        if (types.isEmpty()) {
            assertEquals(place + 1, seq, () -> name + ": " + text);
        } else {
            assertTrue(seq > place, () -> name + " behind " + place + ": " + text);
        }
        part().events.add(text);
        leftToReplay--;
        moveTo(leftToReplay == 0 ? Math.max(seq, replayedUpTo) : seq);
    }

    /** A message that says up to where all has been sent. */
    void heartbeat(long seq) {
        if (types.isEmpty()) {
            assertEquals(place, seq, () -> name + ": a heartbeat");
        } else {
            assertTrue(seq >= place, () -> name + " behind " + place + ": a heartbeat of " + seq);
            moveTo(seq);
        }
    }

    private void moveTo(long seq) {
        part().upTo = seq;
        place = seq;
    }

    private Part part() {
        return parts.get(parts.size() - 1);
    }

    /** Holds what came against all that the stream has. */
    void check(List<String> all, String client) {
        for (Part part : parts) {
            String where = client + ", " + name + " from behind " + part.from + " to " + part.upTo;
            assertTrue(part.upTo <= all.size(), () -> where + ": there are " + all.size());
            assertEquals(wanted(all.subList((int) part.from, (int) part.upTo)), part.events, where);
        }
    }

    private List<String> wanted(List<String> events) {
        return types.isEmpty()
                ? events
                : events.stream()
                        .filter(event -> types.contains(ResumingClient.type(event)))
                        .toList();
    }

    int eventCount() {
        return parts.stream().mapToInt(part -> part.events.size()).sum();
    }

    /** Subscriptions that brought all that was missed. */
    int recoveredCount() {
        return recovered;
    }

    /** Events that were missed and brought. */
    int replayedCount() {
        return replayed;
    }

    /** Subscriptions that could not. */
    int notRecoveredCount() {
        return notRecovered;
    }
}
