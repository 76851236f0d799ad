package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.heap.PairingForest;
import io.ringfence.core.heap.Positions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Fixed levels, amounts and ratios that meet at the same few levels leave as one sorted list would. */
final class TriggerGroupTest {
    private static final int STOPS = 30;

    private record Stop(int number, long level, long order) {}

    @Property
    void shouldLeaveNearestFirstThenInArmingOrderAcrossItsBooks(@ForAll Direction direction, @ForAll Random random) {
        TriggerGroup group = new TriggerGroup(direction, new Positions(), new PairingForest());
        List<Stop> stops = new ArrayList<>();
        long best = 20;
        for (int number = 0; number < STOPS; number++) {
            // Orders come in no order, so that none is right by chance.
            long order = number * 7 % STOPS;
            long distance = random.nextInt(6);
            switch (random.nextInt(3)) {
                case 0 -> group.fixed.arm(number, best + direction.sign * distance, order);
                case 1 -> group.byAmount.arm(number, mark(direction, best, random), distance, order);
                default -> {
                    // From a ratio that is just enough to one that is just not enough for a unit more.
                    long ratio = (distance * Decimal.ONE + random.nextInt(100_000_000)) / best;
                    long rounded = ratio * best / Decimal.ONE;
                    distance = rounded;
                    group.byRatio.arm(number, mark(direction, best, random), ratio, order);
                }
            }
            stops.add(new Stop(number, best + direction.sign * distance, order));
        }
        group.raise(best);
        long price = best + direction.sign * random.nextInt(7);
        Comparator<Stop> byLevel = Comparator.comparingLong(stop -> direction.sign * stop.level);
        List<Integer> expected = stops.stream()
                .filter(stop -> direction.sign * stop.level <= direction.sign * price)
                .sorted(byLevel.thenComparingLong(Stop::order))
                .map(Stop::number)
                .toList();
        List<Integer> actual = new ArrayList<>();
        for (int stop = group.pollTouched(price); stop != TouchBook.NONE; stop = group.pollTouched(price)) {
            actual.add(stop);
        }
        assertEquals(expected, actual);
    }

    @Test
    void shouldLeaveInArmingOrderWhenAmountsEndAtTheLargestPrice() {
        TriggerGroup group = new TriggerGroup(Direction.RISE, new Positions(), new PairingForest());
        group.byAmount.arm(0, 11, Long.MAX_VALUE - 1, 3);
        group.fixed.arm(1, Long.MAX_VALUE, 2);
        group.byAmount.arm(2, 11, Long.MAX_VALUE, 1);
        group.raise(10);
        List<Integer> actual = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            actual.add(group.pollTouched(Long.MAX_VALUE));
        }
        assertEquals(List.of(2, 1, 0, TouchBook.NONE), actual);
    }

    /** The best price, or a worse one that the raise betters. */
    private static long mark(Direction direction, long best, Random random) {
        return best + direction.sign * random.nextInt(3);
    }
}
