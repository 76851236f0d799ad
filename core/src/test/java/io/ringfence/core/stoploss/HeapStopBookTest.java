package io.ringfence.core.stoploss;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.heap.Positions;

final class HeapStopBookTest extends StopBookSpec {
    @Override
    StopBook book(PositionSide side) {
        return new HeapStopBook(side, new Positions());
    }
}
