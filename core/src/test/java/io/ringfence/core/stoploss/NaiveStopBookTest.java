package io.ringfence.core.stoploss;

final class NaiveStopBookTest extends StopBookSpec {
    @Override
    StopBook book(Direction direction) {
        return new NaiveStopBook(direction);
    }
}
