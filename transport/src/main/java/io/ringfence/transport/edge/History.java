package io.ringfence.transport.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.agrona.DirectBuffer;

/**
 * The newest events of a stream, as messages. A ring that grows with what is put in, up to the bound on events, as long as the
 * bound on bytes of all streams allows; then each event takes the place, and the array, of the oldest. Guarded by the lock of
 * {@link Streams}.
 */
final class History {
    private static final int INITIAL_EVENTS = 8;
    /** Of an event with what is kept beside its message. */
    private static final int EVENT_BYTES = 64;
    /** Room for nearly every message, so that a place has all it will ever need when it is used first. */
    private static final int MESSAGE_BYTES = 128;

    /** An event that was kept, in a copy. */
    record Kept(long position, long sequence, int index, long timeNs, byte[] message) {}

    private static final class Place {
        long sequence;
        int index;
        long timeNs;
        int length;
        byte[] message = new byte[0];
    }

    private final int maxEvents;
    /** Takes bytes from the bound of all streams, or gives them back; answers what is left, negative for a refusal. */
    private final LongUnaryOperator budget;

    private Place[] places = new Place[0];
    /** Position of the newest. */
    private long newest;

    private int count;

    History(int maxEvents, LongUnaryOperator budget) {
        this.maxEvents = maxEvents;
        this.budget = budget;
    }

    /** Nothing is kept of what came up to this position, unless that is the newest. */
    void standsAt(long position) {
        if (newest != position) {
            newest = position;
            count = 0;
        }
    }

    /** Keeps an event. One that does not follow the newest begins anew. */
    void add(long position, long sequence, int index, long timeNs, DirectBuffer buffer, int offset, int length) {
        if (position != newest + 1) {
            count = 0;
        }
        if (count == places.length && places.length < maxEvents) {
            grow();
        }
        newest = position;
        if (places.length == 0) {
            return;
        }
        count = Math.min(count + 1, places.length);
        Place place = places[placeOf(position)];
        if (place.message.length < length) {
            int bytes = Math.max(MESSAGE_BYTES, Integer.highestOneBit(length - 1) << 1);
            if (budget.applyAsLong(bytes - place.message.length) < 0) {
                // Nothing before it can be told without it.
                count = 0;
                return;
            }
            place.message = new byte[bytes];
        }
        place.sequence = sequence;
        place.index = index;
        place.timeNs = timeNs;
        place.length = length;
        buffer.getBytes(offset, place.message, 0, length);
    }

    private void grow() {
        int capacity = Math.min(maxEvents, Math.max(INITIAL_EVENTS, 2 * places.length));
        if (budget.applyAsLong((long) (capacity - places.length) * EVENT_BYTES) < 0) {
            return;
        }
        Place[] old = places;
        places = new Place[capacity];
        for (long position = newest - count + 1; position <= newest; position++) {
            places[placeOf(position)] = old[(int) (position % old.length)];
        }
        for (int i = 0; i < capacity; i++) {
            if (places[i] == null) {
                places[i] = new Place();
            }
        }
    }

    private int placeOf(long position) {
        return (int) (position % places.length);
    }

    /** Whether everything from this position on is kept; so it is for one behind the newest. */
    boolean reaches(long position) {
        return position > newest - count && position <= newest + 1;
    }

    /** Copies of the events from this position on, which has to be kept. */
    List<Kept> from(long position) {
        List<Kept> kept = new ArrayList<>((int) (newest - position + 1));
        for (long at = position; at <= newest; at++) {
            Place place = places[placeOf(at)];
            byte[] message = new byte[place.length];
            System.arraycopy(place.message, 0, message, 0, place.length);
            kept.add(new Kept(at, place.sequence, place.index, place.timeNs, message));
        }
        return kept;
    }

    /** How many are kept. */
    int count() {
        return count;
    }
}
