package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.bench.Contenders.Contender;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.SubjectSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static SubjectSpec named(String name) {
        return new SubjectSpec(name, "x.Factory", List.of(), List.of(), Map.of());
    }

    private static final List<Contender> CONTENDERS =
            List.of(new Contender(named("quick"), "", 0), new Contender(named("slow"), "", 5_000));

    private static List<String> turns(long... rates) {
        List<LoadPlan> loads = LongStream.of(rates)
                .mapToObj(rate -> new LoadPlan(rate, 10, 100))
                .toList();
        return Turns.of(named("ours"), CONTENDERS, loads).stream()
                .map(turn -> turn.subject().name() + " " + turn.load().ratePerSecond())
                .toList();
    }

    @Test
    void shouldMeasureASlowPeerAtItsOwnRateWithOursBesideIt() {
        assertEquals(
                List.of("ours 10000", "quick 10000", "ours 90000", "quick 90000", "ours 5000", "slow 5000"),
                turns(10_000, 90_000));
    }

    @Test
    void shouldMeasureAllAtTheRateThatAllTake() {
        assertEquals(List.of("ours 1000", "quick 1000", "slow 1000"), turns(1_000));
        assertEquals(List.of("ours 9000", "quick 9000", "ours 5000", "quick 5000", "slow 5000"), turns(9_000, 5_000));
    }

    @Test
    void shouldMeasureAllAsFastAsTheyCanWhenThereIsNoRate() {
        assertEquals(List.of("ours 0", "quick 0", "slow 0"), turns(0));
    }
}
