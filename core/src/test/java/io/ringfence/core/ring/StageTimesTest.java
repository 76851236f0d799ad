package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringfence.core.ring.Stages.NamedStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each timed event passes each point once, those that batch when their batch ends. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class StageTimesTest {
    private static final int EVENTS = 1_000;

    /** Every third event is timed, from its sequence. */
    private static final class Times implements StageTimes {
        /** A list is written by one thread and read when it has ended. */
        private final Map<String, List<Long>> passed = new ConcurrentHashMap<>();

        @Override
        public long startNs(long sequence) {
            return sequence % 3 == 0 ? sequence : 0;
        }

        @Override
        public Point point(String name) {
            List<Long> starts = new ArrayList<>();
            assertNull(passed.put(name, starts));
            return starts::add;
        }
    }

    private static Stage batched() {
        return new Stage() {
            @Override
            public void onEvent(EventSlot slot, boolean endOfBatch) {}

            @Override
            public boolean isBatched() {
                return true;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldTellOfEachTimedEventOnceAtEachPoint(ThreadingMode mode) {
        Times times = new Times();
        Stages stages = new Stages(
                batched(),
                (slot, endOfBatch) -> {
                    slot.findings().clear();
                    if (slot.sequence() % 7 == 0) {
                        slot.findings().add(StopFindings.Kind.FIRED, 1, 2, 3);
                    }
                },
                (slot, endOfBatch) -> {},
                List.of(new NamedStage("broker", batched(), true), new NamedStage("edge", (slot, endOfBatch) -> {})));
        EventCore core = new EventCore(Rings.config(mode), () -> 1, times, 0, stages, StageThreads.unpinned());
        core.start();
        Rings.publish(core.publisher(), EVENTS);
        core.close();
        List<Long> timed = LongStream.rangeClosed(1, EVENTS)
                .filter(i -> i % 3 == 0)
                .boxed()
                .toList();
        Map<String, List<Long>> expected = new TreeMap<>();
        for (String point : List.of("journal", "stop-loss", "trade", "broker", "edge", StageTimes.GATE)) {
            expected.put(point, timed);
        }
        assertEquals(expected, new TreeMap<>(times.passed));
    }
}
