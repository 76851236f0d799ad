package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.heap.Positions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

final class StopBookHistoryTest {
    private enum Verb {
        ARM,
        MOVE,
        DISARM,
        PRICE
    }

    private record Step(Verb verb, int stop, long price) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(Verb.class),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.longs().between(1, 20))
                .as(Step::new);
    }

    @Property
    void shouldFireWhatTheNaiveBookFires(
            @ForAll Direction direction, @ForAll @Size(max = 200) List<@From("steps") Step> steps) {
        StopBook fast = new HeapStopBook(direction, new Positions());
        StopBook naive = new NaiveStopBook(direction);
        Set<Integer> armed = new TreeSet<>();
        long order = 0;
        for (Step step : steps) {
            switch (step.verb) {
                case ARM -> {
                    if (armed.add(step.stop)) {
                        fast.arm(step.stop, step.price, ++order);
                        naive.arm(step.stop, step.price, order);
                    }
                }
                case MOVE -> {
                    if (armed.contains(step.stop)) {
                        fast.move(step.stop, step.price);
                        naive.move(step.stop, step.price);
                    }
                }
                case DISARM -> {
                    if (armed.remove(step.stop)) {
                        fast.disarm(step.stop);
                        naive.disarm(step.stop);
                    }
                }
                case PRICE -> {
                    int expected = naive.pollTouched(step.price);
                    assertEquals(expected, fast.pollTouched(step.price));
                    armed.remove(expected);
                }
            }
            assertEquals(naive.size(), fast.size());
            assertEquals(naive.nearestKey(), fast.nearestKey());
            assertEquals(naive.nearestOrder(), fast.nearestOrder());
        }
    }
}
