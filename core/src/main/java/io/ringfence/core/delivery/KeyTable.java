package io.ringfence.core.delivery;

import java.util.Arrays;

/**
 * Finds the slot that has a key. Slots are small non-negative integers that the caller owns; the keys lie here, in words one
 * slot after the other. Nothing allocates except growth.
 *
 * <p>Open addressing with linear probing; removal moves what comes behind into the gap: D. Knuth, "The Art of Computer
 * Programming", vol. 3, 6.4, algorithm R.
 */
final class KeyTable {
    /** Returned instead of a slot when there is none. */
    static final int NONE = -1;

    private static final int SMALLEST = 16;

    private long[] words = {};

    /**
     * The key's hash, and below it slot plus 1; 0 for none. As many as a power of two, at most half of them taken. With the
     * hashes here a search looks at another key's words hardly ever, and a removal at none but its own.
     */
    private long[] table = new long[SMALLEST];

    private int size;

    /** The slot that has a key, or {@link #NONE}. */
    int find(EventKey key) {
        int hash = key.hashCode();
        int mask = table.length - 1;
        for (int at = hash & mask; table[at] != 0; at = at + 1 & mask) {
            int slot = slot(table[at]);
            if (hash(table[at]) == hash && key.equalsAt(words, slot * EventKey.WORDS)) {
                return slot;
            }
        }
        return NONE;
    }

    private static int hash(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    private static int slot(long entry) {
        return (int) entry - 1;
    }

    /** Gives a slot that has none a key that no slot has. */
    void put(int slot, EventKey key) {
        int from = slot * EventKey.WORDS;
        if (from >= words.length) {
            words = Arrays.copyOf(words, Math.max(from + EventKey.WORDS, 2 * words.length));
        }
        key.copyTo(words, from);
        if (2 * ++size > table.length) {
            grow();
        }
        enter((long) key.hashCode() << Integer.SIZE | slot + 1);
    }

    private void grow() {
        long[] entered = table;
        table = new long[2 * entered.length];
        for (long entry : entered) {
            if (entry != 0) {
                enter(entry);
            }
        }
    }

    private void enter(long entry) {
        int mask = table.length - 1;
        int at = hash(entry) & mask;
        while (table[at] != 0) {
            at = at + 1 & mask;
        }
        table[at] = entry;
    }

    /** Takes a slot's key away. */
    void remove(int slot) {
        int mask = table.length - 1;
        int gap = EventKey.hash(words, slot * EventKey.WORDS) & mask;
        while (slot(table[gap]) != slot) {
            gap = gap + 1 & mask;
        }
        for (int at = gap + 1 & mask; table[at] != 0; at = at + 1 & mask) {
            // One may not stand before its home.
            int fromHome = at - (hash(table[at]) & mask) & mask;
            if (fromHome >= (at - gap & mask)) {
                table[gap] = table[at];
                gap = at;
            }
        }
        table[gap] = 0;
        size--;
    }

    /** Copies the key of a slot. */
    void copyTo(int slot, EventKey key) {
        key.set(words, slot * EventKey.WORDS);
    }
}
