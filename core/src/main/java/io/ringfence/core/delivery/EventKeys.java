package io.ringfence.core.delivery;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;

/**
 * The keys of the newest events, each with the sequence of the input that brought it, so that one that comes again is known,
 * after a restart too. Bounded: the oldest is forgotten first. Nothing allocates except growth up to the bound. One thread.
 */
public final class EventKeys {
    /** Returned instead of a sequence when a key is not remembered. */
    public static final long NONE = 0;

    private KeyTable table = new KeyTable();
    /** By slot; the slots are a ring in the order of arrival. */
    private long[] sequences = {};

    private int head;
    private int size;
    private int capacity;

    /** Sets how many are remembered, 0 or more; forgets the oldest beyond that. O(remembered) when that is another number. */
    public void capacity(int newCapacity) {
        if (newCapacity == capacity) {
            return;
        }
        EventKeys kept = new EventKeys();
        kept.capacity = newCapacity;
        EventKey key = new EventKey();
        for (int i = Math.max(0, size - newCapacity); i < size; i++) {
            table.copyTo(slot(i), key);
            kept.add(key, sequences[slot(i)]);
        }
        table = kept.table;
        sequences = kept.sequences;
        head = kept.head;
        size = kept.size;
        capacity = newCapacity;
    }

    /** The slot of the n-th remembered, from the oldest. */
    private int slot(int index) {
        int slot = head + index;
        return slot < capacity ? slot : slot - capacity;
    }

    /** The sequence that a key came with, or {@link #NONE}. */
    public long find(EventKey key) {
        int slot = table.find(key);
        return slot == KeyTable.NONE ? NONE : sequences[slot];
    }

    /** Remembers a key that is not remembered yet. */
    public void add(EventKey key, long sequence) {
        if (capacity == 0) {
            return;
        }
        if (size == capacity) {
            table.remove(head);
            head = slot(1);
            size--;
        }
        int slot = slot(size++);
        if (slot == sequences.length) {
            // Only while nothing was forgotten, so the ring has not come round.
            sequences = Arrays.copyOf(sequences, (int) Math.min(capacity, Math.max(16, 2L * slot)));
        }
        table.put(slot, key);
        sequences[slot] = sequence;
    }

    /** How many are remembered. */
    public int size() {
        return size;
    }

    /** Writes how many are remembered and the keys, oldest first. */
    public void writeTo(StateSink sink) {
        sink.putLong(capacity);
        sink.putLong(size);
        EventKey key = new EventKey();
        for (int i = 0; i < size; i++) {
            table.copyTo(slot(i), key);
            key.writeTo(sink);
            sink.putLong(sequences[slot(i)]);
        }
    }

    /** Reads back what was written; nothing may be remembered yet. */
    public void readFrom(StateSource source) {
        capacity = source.getCount();
        int count = source.getCount();
        if (count > capacity) {
            throw new StateFormatException(count + " event keys stand in the state, of at most " + capacity);
        }
        EventKey key = new EventKey();
        for (int i = 0; i < count; i++) {
            key.readFrom(source);
            if (table.find(key) != KeyTable.NONE) {
                throw new StateFormatException("the event key " + key + " stands twice in the state");
            }
            add(key, source.getLong());
        }
    }
}
