package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.stoploss.StopLossStage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a benchmark may be compared only where both books do the same. */
class StopSetTest {
    private static final int STOPS = 300;
    private static final int STEPS = 20_000;

    private final SplittableRandom random = new SplittableRandom(42);
    private final TreeSet<Integer> idle = new TreeSet<>();
    private final TreeSet<Integer> armed = new TreeSet<>();
    private long priceScaled = StopRota.PRICE;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFireTheSameInTheSameOrderWhenPricesWander(boolean isTrailing) {
        // Whole units, so that levels are touched exactly, and shared.
        long[] distances =
                random.longs(STOPS, 10, 200).map(units -> units * Decimal.ONE).toArray();
        StageStops stage = new StageStops(new StopLossStage(), isTrailing, distances);
        TreeMapStops tree = new TreeMapStops(isTrailing, distances);
        for (int i = 0; i < STOPS; i++) {
            idle.add(i);
        }
        stage.tick(priceScaled);
        tree.tick(priceScaled);
        int fired = 0;
        for (int step = 0; step < STEPS; step++) {
            fired += step(stage, tree, isTrailing);
        }
        assertTrue(fired > STOPS / 2, () -> "the test is idle");
    }

    private int step(StageStops stage, TreeMapStops tree, boolean isTrailing) {
        switch (random.nextInt(20)) {
            case 0 -> {
                if (!idle.isEmpty()) {
                    int stop = any(idle);
                    idle.remove(stop);
                    armed.add(stop);
                    stage.arm(stop, priceScaled);
                    tree.arm(stop, priceScaled);
                    assertEquals(1, stage.findings());
                }
            }
            case 1 -> {
                if (!armed.isEmpty() && random.nextInt(4) == 0) {
                    int stop = any(armed);
                    armed.remove(stop);
                    idle.add(stop);
                    stage.disarm(stop);
                    tree.disarm(stop);
                    assertEquals(1, stage.findings());
                }
            }
            case 2 -> {
                if (!armed.isEmpty() && !isTrailing) {
                    int stop = any(armed);
                    long average = priceScaled - random.nextInt(5) * Decimal.ONE;
                    stage.move(stop, average);
                    tree.move(stop, average);
                }
            }
            default -> {
                return tick(stage, tree);
            }
        }
        return 0;
    }

    private int tick(StageStops stage, TreeMapStops tree) {
        priceScaled += random.nextInt(-3, 4) * Decimal.ONE;
        List<Integer> expected = fired(tree);
        assertEquals(expected, fired(stage));
        armed.removeAll(expected);
        return expected.size();
    }

    private List<Integer> fired(StopSet stops) {
        int count = stops.tick(priceScaled);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(stops.fired(i));
        }
        return numbers;
    }

    private int any(TreeSet<Integer> from) {
        Integer at = from.ceiling(random.nextInt(STOPS));
        return at == null ? from.first() : at;
    }
}
