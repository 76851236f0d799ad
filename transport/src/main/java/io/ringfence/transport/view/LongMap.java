package io.ringfence.transport.view;

/**
 * Values by number, for the output thread: finding, adding and removing makes no garbage, growing aside. Open addressing with
 * linear probing; what is behind a removed entry moves up, so there are no marks of removed ones. One thread at a time.
 */
final class LongMap<V> {
    private static final int INITIAL = 16;

    private long[] keys = new long[INITIAL];
    /** Null where a place is free. */
    private Object[] values = new Object[INITIAL];

    private int size;

    /** The value, or null. */
    V get(long key) {
        return value(place(key));
    }

    @SuppressWarnings("unchecked")
    private V value(int place) {
        return (V) values[place];
    }

    /** Adds a value, or puts it in the place of the one before. */
    void put(long key, V value) {
        int place = place(key);
        if (values[place] == null) {
            size++;
        }
        keys[place] = key;
        values[place] = value;
        if (2 * size > keys.length) {
            grow();
        }
    }

    /** Takes a value out and returns it, or null. */
    V remove(long key) {
        int free = place(key);
        V removed = value(free);
        if (removed == null) {
            return null;
        }
        size--;
        int mask = keys.length - 1;
        for (int at = free + 1 & mask; values[at] != null; at = at + 1 & mask) {
            // Moves up where its own place is not between the free one and where it stands.
            if ((at - home(keys[at]) & mask) >= (at - free & mask)) {
                keys[free] = keys[at];
                values[free] = values[at];
                free = at;
            }
        }
        values[free] = null;
        return removed;
    }

    /** Where the key stands, or where it would. */
    private int place(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (values[at] != null && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int home(long key) {
        return hash(key) & keys.length - 1;
    }

    /** Orders' numbers differ in their high bits, so those are mixed into the low ones. */
    static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    private void grow() {
        long[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }
}
