package io.ringfence.journal;

import java.util.concurrent.atomic.AtomicLong;

/** What a journal has done since it was begun. Written by the appending thread, read from any. */
public final class JournalCounters {
    private final AtomicLong groups = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private final AtomicLong segment = new AtomicLong();

    JournalCounters() {}

    /** A group is in the segment. */
    void onGroup(int groupBytes) {
        groups.setRelease(groups.getPlain() + 1);
        bytes.setRelease(bytes.getPlain() + groupBytes);
    }

    /** What was appended is on the device. */
    void onSync() {
        syncs.setRelease(syncs.getPlain() + 1);
    }

    /** It goes on in this one. */
    void onSegment(int number) {
        segment.setRelease(number);
    }

    /** Groups appended. */
    public long groups() {
        return groups.getAcquire();
    }

    /** Their bytes. */
    public long bytes() {
        return bytes.getAcquire();
    }

    /** Syncs to the device, none where the durability does not ask for them. */
    public long syncs() {
        return syncs.getAcquire();
    }

    /** Number of the segment in use. */
    public long segment() {
        return segment.getAcquire();
    }
}
