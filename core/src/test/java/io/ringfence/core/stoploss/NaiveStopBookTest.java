package io.ringfence.core.stoploss;

import io.ringfence.core.event.PositionSide;

final class NaiveStopBookTest extends StopBookSpec {
    @Override
    StopBook book(PositionSide side) {
        return new NaiveStopBook(side);
    }
}
