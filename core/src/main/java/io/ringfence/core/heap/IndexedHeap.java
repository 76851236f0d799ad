package io.ringfence.core.heap;

import java.util.Arrays;

/**
 * Binary min-heap over (key, order) in primitive arrays. Peek is O(1); add, move, remove and poll are O(log n); nothing
 * allocates except growth. Entries with equal keys leave in ascending order. Not thread-safe.
 *
 * <p>Handles are small non-negative integers that the caller owns; {@link Positions} maps them back into the heap.
 */
public final class IndexedHeap {
    /** Returned instead of a handle when there is none. */
    public static final int NONE = -1;

    private final Positions positions;
    private long[] keys = new long[8];
    private long[] orders = new long[8];
    private int[] handles = new int[8];
    private int size;

    /** An empty heap that records its handles' places in {@code positions}. */
    public IndexedHeap(Positions positions) {
        this.positions = positions;
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    /** Smallest key, or {@code Long.MAX_VALUE} when empty. */
    public long firstKey() {
        return size == 0 ? Long.MAX_VALUE : keys[0];
    }

    /** Order of the first entry, or {@code Long.MAX_VALUE} when empty. */
    public long firstOrder() {
        return size == 0 ? Long.MAX_VALUE : orders[0];
    }

    /** Handle of the first entry, or {@link #NONE}. */
    public int firstHandle() {
        return size == 0 ? NONE : handles[0];
    }

    /** Whether the handle is in this heap. */
    public boolean contains(int handle) {
        int at = positions.of(handle);
        return at >= 0 && at < size && handles[at] == handle;
    }

    /** Key of an entry. */
    public long keyOf(int handle) {
        return keys[positions.of(handle)];
    }

    /** Order of an entry. */
    public long orderOf(int handle) {
        return orders[positions.of(handle)];
    }

    /** Adds an entry; the handle must not be in any heap that shares the positions. */
    public void add(int handle, long key, long order) {
        if (size == handles.length) {
            keys = Arrays.copyOf(keys, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            handles = Arrays.copyOf(handles, size * 2);
        }
        int at = size++;
        place(at, handle, key, order);
        siftUp(at);
    }

    /** Gives an entry another key; its order stays. */
    public void move(int handle, long key) {
        int at = positions.of(handle);
        keys[at] = key;
        restore(at);
    }

    /** Removes an entry. */
    public void remove(int handle) {
        int at = positions.of(handle);
        positions.clear(handle);
        int last = --size;
        if (at != last) {
            place(at, handles[last], keys[last], orders[last]);
            restore(at);
        }
    }

    /** Removes the first entry and returns its handle, or {@link #NONE}. */
    public int poll() {
        int handle = firstHandle();
        if (handle != NONE) {
            remove(handle);
        }
        return handle;
    }

    private void restore(int at) {
        int handle = handles[at];
        siftUp(at);
        siftDown(positions.of(handle));
    }

    private void siftUp(int from) {
        int at = from;
        int handle = handles[at];
        long key = keys[at];
        long order = orders[at];
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(key, order, keys[parent], orders[parent])) {
                break;
            }
            place(at, handles[parent], keys[parent], orders[parent]);
            at = parent;
        }
        place(at, handle, key, order);
    }

    private void siftDown(int from) {
        int at = from;
        int handle = handles[at];
        long key = keys[at];
        long order = orders[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(keys[child + 1], orders[child + 1], keys[child], orders[child])) {
                child++;
            }
            if (!isBefore(keys[child], orders[child], key, order)) {
                break;
            }
            place(at, handles[child], keys[child], orders[child]);
            at = child;
        }
        place(at, handle, key, order);
    }

    private void place(int at, int handle, long key, long order) {
        handles[at] = handle;
        keys[at] = key;
        orders[at] = order;
        positions.set(handle, at);
    }

    private static boolean isBefore(long key, long order, long otherKey, long otherOrder) {
        return key < otherKey || key == otherKey && order < otherOrder;
    }
}
