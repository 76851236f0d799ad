package io.ringfence.core.heap;

import java.util.Arrays;

/**
 * Where each handle stands in its heap. Heaps among which a handle is in at most one at a time share an instance, so that
 * many small heaps cost no more than one large one. Not thread-safe.
 */
public final class Positions {
    private static final int ABSENT = -1;

    private int[] positions = new int[0];

    int of(int handle) {
        return handle < positions.length ? positions[handle] : ABSENT;
    }

    void set(int handle, int position) {
        if (handle >= positions.length) {
            int length = positions.length;
            positions = Arrays.copyOf(positions, Math.max(16, Math.max(handle + 1, length * 2)));
            Arrays.fill(positions, length, positions.length, ABSENT);
        }
        positions[handle] = position;
    }

    void clear(int handle) {
        positions[handle] = ABSENT;
    }
}
