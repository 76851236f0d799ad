package io.ringfence.transport.edge;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue from one thread to one other. A full queue refuses; nobody waits.
 *
 * <p>A place's reference is the hand-over: the producer writes it with release when it is empty, the consumer takes it with
 * acquire and empties it with release, so neither reads the other's index.
 */
final class HandOff {
    private final AtomicReferenceArray<SharedFrame> places;
    private final int mask;
    /** Written by the producer only. */
    private final AtomicLong offered = new AtomicLong();
    /** Written by the consumer only. */
    private final AtomicLong polled = new AtomicLong();

    /** Capacity is a power of two. */
    HandOff(int capacity) {
        places = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /** Producer: adds a frame, or returns false when the queue is full. */
    boolean offer(SharedFrame frame) {
        long at = offered.getPlain();
        int place = (int) at & mask;
        if (places.getAcquire(place) != null) {
            return false;
        }
        places.setRelease(place, frame);
        offered.setRelease(at + 1);
        return true;
    }

    /** Consumer: takes the oldest frame, or null when there is none. */
    SharedFrame poll() {
        long at = polled.getPlain();
        int place = (int) at & mask;
        SharedFrame frame = places.getAcquire(place);
        if (frame != null) {
            places.setRelease(place, null);
            polled.setRelease(at + 1);
        }
        return frame;
    }

    /** Any thread: whether frames wait, exact for the two threads of the queue. */
    boolean isEmpty() {
        return polled.getAcquire() >= offered.getAcquire();
    }
}
