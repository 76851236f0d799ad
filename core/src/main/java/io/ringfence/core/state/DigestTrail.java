package io.ringfence.core.state;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The output digest at every {@value #EVERY}th sequence, the newest {@value #KEPT} of them: what a replica that runs behind
 * compares itself with. Written by the trade stage's thread, read by any; neither waits for the other.
 */
public final class DigestTrail {
    /** Sequences from one entry to the next; a power of two. */
    public static final int EVERY = 64;

    /** Entries before the oldest is overwritten; a power of two. */
    public static final int KEPT = 4_096;

    private final AtomicLongArray entries = new AtomicLongArray(2 * KEPT);

    /** Whether a sequence belongs on the trail. */
    public static boolean isOn(long sequence) {
        return (sequence & EVERY - 1) == 0;
    }

    /** Notes the digest once the event with this sequence is through. */
    public void note(long sequence, long digest) {
        int at = place(sequence);
        // Nobody may take the new digest for the old sequence, nor the other way round.
        entries.set(at, 0);
        entries.set(at + 1, digest);
        entries.set(at, sequence);
    }

    /** The digest noted for a sequence; empty when that is no longer, or not yet, on the trail. */
    public OptionalLong at(long sequence) {
        int at = place(sequence);
        if (entries.get(at) != sequence) {
            return OptionalLong.empty();
        }
        long digest = entries.get(at + 1);
        return entries.get(at) == sequence ? OptionalLong.of(digest) : OptionalLong.empty();
    }

    private static int place(long sequence) {
        return 2 * (int) (sequence / EVERY & KEPT - 1);
    }
}
