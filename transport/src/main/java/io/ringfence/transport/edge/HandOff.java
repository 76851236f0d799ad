package io.ringfence.transport.edge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of frames from one thread to one other, which copies them in and out: nothing is made for a frame. A full
 * queue refuses; nobody waits.
 *
 * <pre>
 *   places   | info, start, length | ...                        one a frame
 *   bytes    | ... frame | frame | frame | (skipped) |          each whole, behind the one before or at the beginning
 * </pre>
 *
 * <p>The producer writes a place and its bytes, then {@code offered} with release; the consumer reads {@code offered} with
 * acquire, then the place, and gives it back by {@code polled}, likewise.
 */
final class HandOff {
    /** Room for each frame; few events are longer, and those take the room of two or three. */
    private static final int BYTES_PER_FRAME = 256;

    private static final int MAX_ROOM_BYTES = 1 << 30;

    private final int capacity;
    private final int mask;
    private final FrameInfo[] infos;
    /** Where each frame begins, counted from the first byte ever written. */
    private final long[] starts;

    private final int[] lengths;
    private final byte[] bytes;
    /** Written by the producer only. */
    private final AtomicLong offered = new AtomicLong();
    /** Written by the consumer only. */
    private final AtomicLong polled = new AtomicLong();
    /** The producer's own: where the next frame may begin. */
    private long end;

    /** Capacity is a power of two. */
    HandOff(int capacity) {
        this.capacity = capacity;
        mask = capacity - 1;
        infos = new FrameInfo[capacity];
        for (int i = 0; i < capacity; i++) {
            infos[i] = new FrameInfo();
        }
        starts = new long[capacity];
        lengths = new int[capacity];
        long room = Math.max((long) capacity * BYTES_PER_FRAME, JsonFrame.MAX_BYTES);
        bytes = new byte[(int) Math.min(room, MAX_ROOM_BYTES)];
    }

    /** Producer: copies a frame in, or returns false when the queue is full. */
    boolean offer(FrameInfo info, byte[] source, int offset, int length) {
        long at = offered.getPlain();
        long oldest = polled.getAcquire();
        long start = contiguous(end, length);
        long kept = oldest == at ? start : starts[(int) oldest & mask];
        if (at - oldest == capacity || start + length - kept > bytes.length) {
            return false;
        }
        int place = (int) at & mask;
        infos[place].copyFrom(info);
        starts[place] = start;
        lengths[place] = length;
        System.arraycopy(source, offset, bytes, (int) (start % bytes.length), length);
        end = start + length;
        offered.setRelease(at + 1);
        return true;
    }

    /** A frame that would not fit before the array's end begins at its beginning. */
    private long contiguous(long position, int length) {
        int left = bytes.length - (int) (position % bytes.length);
        return left < length ? position + left : position;
    }

    /** Consumer: takes the oldest frame; false when there is none. */
    boolean poll(FrameSink sink) {
        long at = polled.getPlain();
        if (at == offered.getAcquire()) {
            return false;
        }
        int place = (int) at & mask;
        try {
            sink.onFrame(infos[place], bytes, (int) (starts[place] % bytes.length), lengths[place]);
        } finally {
            polled.setRelease(at + 1);
        }
        return true;
    }

    /** Any thread: whether frames wait, exact for the two threads of the queue. */
    boolean isEmpty() {
        return polled.getAcquire() >= offered.getAcquire();
    }
}
