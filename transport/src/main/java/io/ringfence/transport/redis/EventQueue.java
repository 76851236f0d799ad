package io.ringfence.transport.redis;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A bounded queue of events from one thread to one other, which copies them in: nothing is made for an event. A full queue
 * refuses; nobody waits.
 */
final class EventQueue {
    /** Longest event; those that are told have less than half of it. */
    static final int MAX_EVENT_BYTES = 256;

    /** A place: an event, and what is known of it. */
    static final class Entry {
        /** The event, its header first. */
        final UnsafeBuffer message = new UnsafeBuffer(new byte[MAX_EVENT_BYTES]);

        int accountId;
        long position;
        long sequence;
        int index;
        long timeNs;
    }

    private final Entry[] entries;
    /** Written by the producer only. */
    private final AtomicLong offered = new AtomicLong();
    /** Written by the consumer only. */
    private final AtomicLong removed = new AtomicLong();

    /** Capacity is a power of two. */
    EventQueue(int capacity) {
        entries = new Entry[capacity];
        for (int i = 0; i < capacity; i++) {
            entries[i] = new Entry();
        }
    }

    /**
     * Producer: copies an event in, or returns false when the queue is full or the event too long.
     *
     * @param index among all outputs of the input with that sequence
     * @param position in its stream
     */
    boolean offer(
            DirectBuffer source,
            int offset,
            int length,
            int accountId,
            long position,
            long sequence,
            int index,
            long timeNs) {
        long at = offered.getPlain();
        if (at - removed.getAcquire() == entries.length || length > MAX_EVENT_BYTES) {
            return false;
        }
        Entry entry = entries[(int) at & entries.length - 1];
        entry.message.putBytes(0, source, offset, length);
        entry.accountId = accountId;
        entry.position = position;
        entry.sequence = sequence;
        entry.index = index;
        entry.timeNs = timeNs;
        // Volatile, so that it stands here before the producer looks at whether the consumer sleeps.
        offered.set(at + 1);
        return true;
    }

    /** Consumer: the oldest event, its until it is removed; null where there is none. */
    Entry peek() {
        long at = removed.getPlain();
        return at == offered.get() ? null : entries[(int) at & entries.length - 1];
    }

    /** Consumer: gives the oldest event's place back. */
    void remove() {
        removed.setRelease(removed.getPlain() + 1);
    }

    /** Consumer: removes all there are, and returns how many those were. */
    int clear() {
        int count = 0;
        for (; peek() != null; count++) {
            remove();
        }
        return count;
    }
}
