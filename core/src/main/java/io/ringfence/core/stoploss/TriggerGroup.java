package io.ringfence.core.stoploss;

import io.ringfence.core.heap.PairingForest;
import io.ringfence.core.heap.Positions;

/** All triggers of one price series and one direction: those at fixed levels, and those that trail. */
final class TriggerGroup implements TouchBook {
    final Direction direction;
    final StopBook fixed;
    final TrailBook byAmount;
    final TrailBook byRatio;

    TriggerGroup(Direction direction, Positions positions, PairingForest forest) {
        this.direction = direction;
        fixed = new HeapStopBook(direction, positions);
        byAmount = new TrailBook(direction, false, forest, positions);
        byRatio = new TrailBook(direction, true, forest, positions);
    }

    TrailBook trails(boolean isRatio) {
        return isRatio ? byRatio : byAmount;
    }

    void raise(long priceScaled) {
        byAmount.raise(priceScaled);
        byRatio.raise(priceScaled);
    }

    /** Takes from a band the prices that touch a level or better a mark of this series. */
    void narrow(QuietBand band, int series) {
        long level = direction.sign * nearestKey();
        long mark = direction.sign * Math.max(byAmount.worstMarkKey(), byRatio.worstMarkKey());
        if (direction == Direction.FALL) {
            band.floor(series, level);
            band.ceiling(series, Math.min(mark, Long.MAX_VALUE - 1) + 1);
        } else {
            band.ceiling(series, level);
            band.floor(series, mark - 1);
        }
    }

    void joinCohorts() {
        byAmount.joinCohorts();
        byRatio.joinCohorts();
    }

    void marks(long[] marksScaled) {
        byAmount.marks(marksScaled);
        byRatio.marks(marksScaled);
    }

    @Override
    public long nearestKey() {
        return Math.min(fixed.nearestKey(), Math.min(byAmount.nearestKey(), byRatio.nearestKey()));
    }

    @Override
    public long nearestOrder() {
        return nearest().nearestOrder();
    }

    /** Of the stops that the price touches the one with the nearest level, then of the lowest arming order. */
    @Override
    public int pollTouched(long priceScaled) {
        if (nearestKey() > direction.sign * priceScaled) {
            return NONE;
        }
        byAmount.lineUp(priceScaled);
        byRatio.lineUp(priceScaled);
        return nearest().pollTouched(priceScaled);
    }

    private TouchBook nearest() {
        return nearer(fixed, nearer(byAmount, byRatio));
    }

    private static TouchBook nearer(TouchBook a, TouchBook b) {
        boolean isFirst = a.nearestKey() < b.nearestKey()
                || a.nearestKey() == b.nearestKey() && a.nearestOrder() < b.nearestOrder();
        return isFirst ? a : b;
    }
}
