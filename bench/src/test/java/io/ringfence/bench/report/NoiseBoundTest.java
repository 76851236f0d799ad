package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NoiseBoundTest {
    @Test
    void shouldRaiseTheSpreadToThePowerOfSoManyRounds() {
        assertEquals(Math.pow(1.1, 4), NoiseBound.of(100, 110, 105).factor(), 1e-12);
        assertEquals(Math.pow(1.1, 2.25), NoiseBound.of(100, 110, 105, 107).factor(), 1e-12);
        assertEquals(Math.pow(1.1, 1.6), NoiseBound.of(100, 110, 105, 107, 101).factor(), 1e-12);
        assertEquals(1.1, NoiseBound.of(100, 110, 105, 107, 101, 102, 103, 104).factor(), 1e-12);
        assertEquals(
                1.1,
                NoiseBound.of(100, 110, 105, 107, 101, 102, 103, 104, 105, 106).factor(),
                1e-12);
    }

    @Test
    void shouldNeverBeNarrowerThanFivePercent() {
        assertEquals(1.05, NoiseBound.of(100, 100, 100).factor());
        assertEquals("5 %", NoiseBound.of(100, 101, 100).text());
    }

    @Test
    void shouldTellNothingWhenThereAreFewerThanThreeRounds() {
        assertEquals(NoiseBound.NONE, NoiseBound.of());
        assertEquals(NoiseBound.NONE, NoiseBound.of(100, 100));
        assertFalse(NoiseBound.NONE.tells());
        assertEquals("none", NoiseBound.NONE.text());
    }

    @Test
    void shouldTellNothingWhenItIsWiderThanDouble() {
        assertTrue(new NoiseBound(2).tells());
        assertEquals("100 %", new NoiseBound(2).text());
        assertFalse(new NoiseBound(2.001).tells());
        assertEquals("x2.00", new NoiseBound(2.001).text());
        assertEquals("x37.0", new NoiseBound(37).text());
        assertEquals(">x100", new NoiseBound(1e20).text());
    }

    @Test
    void shouldRoundUpWhenItIsShown() {
        assertEquals("13 %", new NoiseBound(1.121).text());
        assertEquals("12 %", new NoiseBound(1.12).text());
    }

    @Test
    void shouldTakeNoTimeAtAllForOneNanosecond() {
        assertEquals(16, NoiseBound.of(0, 2, 2).factor(), 1e-12);
    }

    /**
     * What the bound promises: the next run of the same lies inside the first one's, and more surely inside the wider of both.
     * A run's figure is here that of its worst round, which is the most that a percentile of all rounds together can change.
     */
    @Test
    void shouldHoldTheNextRunOfTheSame() {
        Random random = new Random(42);
        int pairs = 5_000;
        for (int rounds : new int[] {3, 4, 5, 6, 7, 8, 10}) {
            int outsideFirst = 0;
            int outsideBoth = 0;
            for (int i = 0; i < pairs; i++) {
                double[] first = run(random, rounds);
                double[] second = run(random, rounds);
                double ratio = worst(first) / worst(second);
                double apart = Math.max(ratio, 1 / ratio);
                NoiseBound bound = NoiseBound.of(first);
                outsideFirst += apart > bound.factor() ? 1 : 0;
                outsideBoth += apart > bound.or(NoiseBound.of(second)).factor() ? 1 : 0;
            }
            assertTrue(outsideFirst <= 0.028 * pairs, rounds + " rounds: " + outsideFirst + " of " + pairs);
            assertTrue(outsideBoth <= 0.001 * pairs, rounds + " rounds: " + outsideBoth + " of " + pairs);
        }
    }

    /** Rounds whose figures differ by about a fifth. */
    private static double[] run(Random random, int rounds) {
        return DoubleStream.generate(() -> 10_000 * Math.exp(0.2 * random.nextGaussian()))
                .limit(rounds)
                .toArray();
    }

    private static double worst(double[] run) {
        return Arrays.stream(run).max().orElseThrow();
    }
}
