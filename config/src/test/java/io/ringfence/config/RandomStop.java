package io.ringfence.config;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.TestEvent;
import java.util.Random;

/**
 * A stop over rows of real prices; all figures are scaled, {@link TestEvent#NONE} where there is none.
 *
 * @param row after which its position is entered
 * @param entry what the position is entered at
 * @param isAnswered whether its exits are filled at once, or never
 */
record RandomStop(
        int row,
        PositionSide side,
        TriggerSource source,
        long entry,
        boolean isTrailing,
        StopUnit unit,
        long value,
        long activation,
        StopUnit targetUnit,
        long target,
        boolean isAnswered) {

    boolean isLong() {
        return side == PositionSide.LONG;
    }

    /**
     * Draws one whose prices lie within the range that its series went through.
     *
     * @param rangeScaled highest less lowest price of the rows
     * @param incrementScaled step of the venue's prices, which half of the distances are multiples of
     */
    static RandomStop draw(
            Random random, PriceRows rows, TriggerSource source, long rangeScaled, long incrementScaled) {
        PositionSide side = random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT;
        int first = rows.series(source, side).rows()[0];
        int row = first + random.nextInt(rows.size() - first);
        long entry = rows.entry(source, side, row);
        long gain = side == PositionSide.LONG ? 1 : -1;
        boolean isTrailing = random.nextBoolean();
        StopUnit unit = isTrailing || random.nextInt(3) > 0 ? distanceUnit(random) : StopUnit.LEVEL;
        long away = distance(random, rangeScaled, incrementScaled);
        long activation = isTrailing && random.nextBoolean()
                ? entry + gain * misplaced(random) * distance(random, rangeScaled, incrementScaled)
                : TestEvent.NONE;
        StopUnit targetUnit = random.nextInt(3) > 0 ? distanceUnit(random) : StopUnit.LEVEL;
        long gained = distance(random, rangeScaled, incrementScaled);
        return new RandomStop(
                row,
                side,
                source,
                entry,
                isTrailing,
                unit,
                value(unit, entry, -gain * misplaced(random), away),
                activation,
                targetUnit,
                random.nextBoolean() ? value(targetUnit, entry, gain * misplaced(random), gained) : TestEvent.NONE,
                random.nextBoolean());
    }

    private static StopUnit distanceUnit(Random random) {
        return random.nextBoolean() ? StopUnit.AMOUNT : StopUnit.RATIO;
    }

    /** Now and then a level lies where the market already is or was. */
    private static int misplaced(Random random) {
        return random.nextInt(12) == 0 ? -1 : 1;
    }

    private static long value(StopUnit unit, long entry, long direction, long away) {
        return switch (unit) {
            case LEVEL -> entry + direction * away;
            case RATIO -> Math.max(1, (long) ((double) away / entry * Decimal.ONE));
            default -> away;
        };
    }

    /** From the whole range down to a thousandth of it. */
    private static long distance(Random random, long range, long increment) {
        long distance = Math.max(1, (long) (range * Math.pow(2, -10 * random.nextDouble())));
        return random.nextBoolean() ? Math.max(increment, distance / increment * increment) : distance;
    }
}
