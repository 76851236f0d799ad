package io.ringfence.transport.broker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A queue of messages as bytes, from any thread to one. Made whole: nothing is allocated for a message.
 *
 * <p>It does not count: no more may be on their way at once than it was made for. A place is a writer's from the moment it
 * takes a number until it writes that number into {@code written} with release; then it is the reader's.
 */
final class HeldMessages {
    private static final int PLACE_BYTES = 64;

    private final int mask;
    private final UnsafeBuffer bytes;
    /** By place: the number, from 1, of the last message that was written there. */
    private final AtomicLongArray written;
    /** Messages that writers have taken numbers for. */
    private final AtomicLong taken = new AtomicLong();
    /** Messages that were read; the reader's own. */
    private long read;

    HeldMessages(int maxMessages) {
        int places = Integer.highestOneBit(2 * maxMessages - 1);
        mask = places - 1;
        bytes = new UnsafeBuffer(new byte[places * PLACE_BYTES]);
        written = new AtomicLongArray(places);
    }

    /** Writer: adds a message. */
    void add(BrokerMessage message, BrokerEncoders encoders) {
        long number = taken.incrementAndGet();
        message.encode(bytes, offset(number), encoders);
        written.setRelease(place(number), number);
    }

    /** Reader: where the oldest message is in {@link #bytes()}, negative when there is none. */
    int first() {
        long number = read + 1;
        return written.getAcquire(place(number)) == number ? offset(number) : -1;
    }

    /** Reader: gives the oldest message up. */
    void removeFirst() {
        read++;
    }

    DirectBuffer bytes() {
        return bytes;
    }

    private int place(long number) {
        return (int) number & mask;
    }

    private int offset(long number) {
        return place(number) * PLACE_BYTES;
    }
}
