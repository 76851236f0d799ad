package io.ringfence.config;

import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.testkit.TestEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What becomes of one stop, found by reading the prices one by one from its row on; it knows nothing of the core. */
final class StopScan {
    /** Something that happened to the stop at a row. */
    record Found(int row, Kind kind, long level, long price) {}

    private final RandomStop stop;
    private final List<Found> found = new ArrayList<>();
    private long level;
    /** The level that was last told of. */
    private long told;

    private long mark;
    private boolean isWaiting;
    private long targetLevel;
    private boolean hasTarget;

    private StopScan(RandomStop stop) {
        this.stop = stop;
    }

    static List<Found> scan(RandomStop stop, PriceRows.Series series) {
        StopScan scan = new StopScan(stop);
        scan.arm();
        // The price in force counts as one that comes with the entry.
        for (int i = Math.max(0, series.at(stop.row())); i < series.rows().length; i++) {
            // The extremes of trades before the entry are history, only the last of them is in force.
            boolean isBefore = stop.source() == TriggerSource.LAST && series.rows()[i] <= stop.row();
            long fall = isBefore ? stop.entry() : series.falls()[i];
            long rise = isBefore ? stop.entry() : series.rises()[i];
            int row = Math.max(stop.row(), series.rows()[i]);
            if (scan.isOverAfter(row, stop.isLong() ? fall : rise, stop.isLong() ? rise : fall)) {
                break;
            }
        }
        return scan.found;
    }

    private void arm() {
        mark = stop.entry();
        isWaiting = stop.activation() != TestEvent.NONE;
        tell(stop.row(), Kind.ARMED, away(mark, stop.unit(), stop.value(), !stop.isLong()), 0);
        hasTarget = stop.target() != TestEvent.NONE;
        targetLevel = hasTarget ? away(mark, stop.targetUnit(), stop.target(), stop.isLong()) : 0;
    }

    private void tell(int row, Kind kind, long newLevel, long price) {
        level = newLevel;
        told = newLevel;
        found.add(new Found(row, kind, newLevel, price));
    }

    private boolean isOverAfter(int row, long worst, long best) {
        if (isWaiting && isGain(best, stop.activation())) {
            isWaiting = false;
            mark = isGain(best, mark) ? best : mark;
            tell(row, Kind.ACTIVATED, away(mark, stop.unit(), stop.value(), !stop.isLong()), best);
        }
        if (stop.isTrailing() && !isWaiting && best != mark && isGain(best, mark)) {
            mark = best;
            level = away(mark, stop.unit(), stop.value(), !stop.isLong());
        }
        if (isGain(level, worst)) {
            found.add(new Found(row, Kind.FIRED, level, worst));
            return true;
        }
        if (hasTarget && isGain(best, targetLevel)) {
            hasTarget = false;
            found.add(new Found(row, Kind.TARGET_FIRED, targetLevel, best));
            if (stop.isAnswered()) {
                found.add(new Found(row, Kind.DISARMED, told, 0));
                return true;
            }
        }
        return false;
    }

    /** Whether a price is as good for the position as another, or better. */
    private boolean isGain(long price, long other) {
        return stop.isLong() ? price >= other : price <= other;
    }

    /** Rounded towards the price it is away from. */
    private static long away(long from, StopUnit unit, long value, boolean isAbove) {
        long direction = isAbove ? 1 : -1;
        return switch (unit) {
            case LEVEL -> value;
            case RATIO ->
                from
                        + direction
                                * BigDecimal.valueOf(from)
                                        .multiply(BigDecimal.valueOf(value, 8))
                                        .setScale(0, RoundingMode.DOWN)
                                        .longValueExact();
            default -> from + direction * value;
        };
    }
}
