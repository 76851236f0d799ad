package io.ringfence.core.stoploss;

import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.heap.PairingForest;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.ring.StopFindings.Kind;

/** One instrument's stops, or targets, or activations: a group for each series and direction that is in use. */
final class TriggerGroups {
    private static final long NONE = PriceTickDecoder.lastNullValue();
    private static final int SERIES = PriceSeries.values().length;

    private final Positions positions;
    private final PairingForest trails;
    private final QuietBand band;
    /** Null until something is armed there. */
    private final TriggerGroup[] falling = new TriggerGroup[SERIES];

    private final TriggerGroup[] rising = new TriggerGroup[SERIES];

    /** Groups that narrow this band. */
    TriggerGroups(Positions positions, PairingForest trails, QuietBand band) {
        this.positions = positions;
        this.trails = trails;
        this.band = band;
    }

    /** A group, to arm, move or disarm in. */
    TriggerGroup group(PriceSeries series, Direction direction) {
        band.forget();
        TriggerGroup[] groups = direction == Direction.FALL ? falling : rising;
        TriggerGroup group = groups[series.ordinal()];
        if (group == null) {
            group = new TriggerGroup(direction, positions, trails);
            groups[series.ordinal()] = group;
        }
        return group;
    }

    /** Takes from a band what does not leave these alone. */
    void narrow(QuietBand quiet) {
        for (int i = 0; i < SERIES; i++) {
            if (falling[i] != null) {
                falling[i].narrow(quiet, i);
            }
            if (rising[i] != null) {
                rising[i].narrow(quiet, i);
            }
        }
    }

    /** Raises what trails: what fires on a fall by the highest price, what fires on a rise by the lowest. */
    void raise(long[] lows, long[] highs) {
        for (int i = 0; i < SERIES; i++) {
            if (falling[i] != null && highs[i] != NONE) {
                falling[i].raise(highs[i]);
            }
            if (rising[i] != null && lows[i] != NONE) {
                rising[i].raise(lows[i]);
            }
        }
    }

    /** Fires what the prices touch: by series, falling before rising, nearest level first, then in arming order. */
    void fire(long[] lows, long[] highs, Kind kind, FiringStops firing) {
        for (int i = 0; i < SERIES; i++) {
            if (falling[i] != null && lows[i] != NONE) {
                firing.fireAll(falling[i], lows[i], kind);
            }
            if (rising[i] != null && highs[i] != NONE) {
                firing.fireAll(rising[i], highs[i], kind);
            }
        }
    }

    /** Joins what trails from one price, after stops were put back one by one. */
    void joinCohorts() {
        for (int i = 0; i < SERIES; i++) {
            if (falling[i] != null) {
                falling[i].joinCohorts();
            }
            if (rising[i] != null) {
                rising[i].joinCohorts();
            }
        }
    }

    /** Writes the best price that each trailing stop has seen into an array by stop. */
    void marks(long[] marksScaled) {
        for (int i = 0; i < SERIES; i++) {
            if (falling[i] != null) {
                falling[i].marks(marksScaled);
            }
            if (rising[i] != null) {
                rising[i].marks(marksScaled);
            }
        }
    }
}
