package io.ringfence.core.stoploss;

import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;

/** A stop book on a heap: testing a price that touches nothing is one comparison. */
final class HeapStopBook implements StopBook {
    private final IndexedHeap heap;
    private final long sign;

    /** Books among which a stop is in at most one share {@code positions}. */
    HeapStopBook(Direction direction, Positions positions) {
        heap = new IndexedHeap(positions);
        sign = direction.sign;
    }

    @Override
    public void arm(int stop, long levelScaled, long armingOrder) {
        heap.add(stop, sign * levelScaled, armingOrder);
    }

    @Override
    public void move(int stop, long levelScaled) {
        heap.move(stop, sign * levelScaled);
    }

    @Override
    public void disarm(int stop) {
        heap.remove(stop);
    }

    @Override
    public long nearestKey() {
        return heap.firstKey();
    }

    @Override
    public long nearestOrder() {
        return heap.firstOrder();
    }

    @Override
    public int pollTouched(long priceScaled) {
        return heap.firstKey() <= sign * priceScaled ? heap.poll() : NONE;
    }

    @Override
    public int size() {
        return heap.size();
    }
}
