package io.ringfence.core.stoploss;

import io.ringfence.core.event.PositionSide;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stop book that looks at every stop: what {@link HeapStopBook} is held to. */
final class NaiveStopBook implements StopBook {
    private record Stop(int number, long level, long order) {}

    private final List<Stop> stops = new ArrayList<>();
    private final PositionSide side;

    NaiveStopBook(PositionSide side) {
        this.side = side;
    }

    @Override
    public void arm(int stop, long levelScaled, long armingOrder) {
        stops.add(new Stop(stop, levelScaled, armingOrder));
    }

    @Override
    public void move(int stop, long levelScaled) {
        stops.replaceAll(each -> each.number == stop ? new Stop(stop, levelScaled, each.order) : each);
    }

    @Override
    public void disarm(int stop) {
        stops.removeIf(each -> each.number == stop);
    }

    @Override
    public int pollTouched(long priceScaled) {
        boolean isLong = side == PositionSide.LONG;
        Comparator<Stop> byLevel = Comparator.comparingLong(Stop::level);
        Stop touched = stops.stream()
                .filter(each -> isLong ? priceScaled <= each.level : priceScaled >= each.level)
                .min((isLong ? byLevel.reversed() : byLevel).thenComparingLong(Stop::order))
                .orElse(null);
        stops.remove(touched);
        return touched == null ? NONE : touched.number;
    }

    @Override
    public int size() {
        return stops.size();
    }
}
