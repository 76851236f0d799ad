package io.ringfence.bench.subject;

/**
 * When the events were due from which something is expected behind the gate, by sequence. Written by the thread that publishes
 * before it does, read behind the gate; an entry is used again only after its event has left the ring.
 */
final class DueTimes {
    /** None expected, or taken already. */
    static final long NONE = Long.MIN_VALUE;

    private final long[] sequences;
    private final long[] dueNs;
    private final int mask;

    /** For a ring of so many slots. */
    DueTimes(int slots) {
        // Twice, so that the claim of a slot's next event cannot meet what its last one left.
        sequences = new long[2 * slots];
        dueNs = new long[2 * slots];
        mask = 2 * slots - 1;
    }

    /** From this event, which is not published yet. */
    void expect(long sequence, long eventDueNs) {
        int at = (int) sequence & mask;
        sequences[at] = sequence;
        dueNs[at] = eventDueNs;
    }

    /** When the event was due, however often it is asked; {@link #NONE} when nothing is expected from it. */
    long of(long sequence) {
        int at = (int) sequence & mask;
        return sequences[at] == sequence ? dueNs[at] : NONE;
    }

    /** When the event was due; {@link #NONE} when nothing is expected from it, or was taken before. */
    long take(long sequence) {
        int at = (int) sequence & mask;
        if (sequences[at] != sequence) {
            return NONE;
        }
        sequences[at] = 0;
        return dueNs[at];
    }
}
