package io.ringfence.core.stoploss;

import io.ringfence.core.heap.Positions;

final class HeapStopBookTest extends StopBookSpec {
    @Override
    StopBook book(Direction direction) {
        return new HeapStopBook(direction, new Positions());
    }
}
