package io.ringfence.core.stoploss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stop book that looks at every stop: what {@link HeapStopBook} is held to. */
final class NaiveStopBook implements StopBook {
    private record Stop(int number, long level, long order) {}

    private final List<Stop> stops = new ArrayList<>();
    private final Direction direction;

    NaiveStopBook(Direction direction) {
        this.direction = direction;
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

    private Stop nearest() {
        Comparator<Stop> byLevel = Comparator.comparingLong(Stop::level);
        return stops.stream()
                .min((isFalling() ? byLevel.reversed() : byLevel).thenComparingLong(Stop::order))
                .orElse(null);
    }

    private boolean isFalling() {
        return direction == Direction.FALL;
    }

    @Override
    public long nearestKey() {
        Stop nearest = nearest();
        return nearest == null ? Long.MAX_VALUE : isFalling() ? -nearest.level : nearest.level;
    }

    @Override
    public long nearestOrder() {
        Stop nearest = nearest();
        return nearest == null ? Long.MAX_VALUE : nearest.order;
    }

    @Override
    public int pollTouched(long priceScaled) {
        Stop nearest = nearest();
        if (nearest == null || (isFalling() ? priceScaled > nearest.level : priceScaled < nearest.level)) {
            return NONE;
        }
        stops.remove(nearest);
        return nearest.number;
    }

    @Override
    public int size() {
        return stops.size();
    }
}
