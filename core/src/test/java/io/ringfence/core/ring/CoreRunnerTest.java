package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.StopFindings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is urgent leaves when its group is journaled, and a stop that fires ends its group. */
final class CoreRunnerTest {
    private final List<String> calls = new ArrayList<>();
    private final EventSlot[] slots =
            Stream.generate(() -> new EventSlot(RingConfig.defaults())).limit(8).toArray(EventSlot[]::new);

    private final Stage journal = new Stage() {
        @Override
        public void onEvent(EventSlot slot, boolean endOfBatch) {
            calls.add((endOfBatch ? "commit " : "stage ") + slot.sequence());
        }

        @Override
        public void flush() {
            calls.add("flush");
        }
    };

    private CoreRunner runner(Kind found, long atSequence) {
        Stage stopLoss = (slot, endOfBatch) -> {
            if (slot.sequence() == atSequence) {
                slot.findings().add(found, 1, 2, 3);
            }
        };
        Stage urgent = (slot, endOfBatch) -> calls.add((endOfBatch ? "last " : "hand ") + slot.sequence());
        Stages stages = new Stages(journal, stopLoss, (slot, endOfBatch) -> {}, List.of());
        return new CoreRunner(
                "core",
                stages.core(),
                List.of(new NamedStage("broker", urgent)),
                at -> slots[(int) at],
                StageTimes.NONE,
                8);
    }

    private List<String> run(CoreRunner runner, int events, int batchEvents) {
        for (int i = 0; i < events; i++) {
            slots[i].claim(i + 1, i);
            runner.onEvent(slots[i], i, (i + 1) % batchEvents == 0);
        }
        return calls;
    }

    @Test
    void shouldHandOverABatchWhenItIsJournaled() {
        assertEquals(
                List.of("stage 1", "commit 2", "hand 1", "last 2", "stage 3", "commit 4", "hand 3", "last 4"),
                run(runner(Kind.ARMED, 1), 4, 2));
    }

    @Test
    void shouldEndTheGroupWhereAStopFires() {
        assertEquals(
                List.of("stage 1", "stage 2", "flush", "hand 1", "last 2", "stage 3", "commit 4", "hand 3", "last 4"),
                run(runner(Kind.FIRED, 2), 4, 4));
    }

    @Test
    void shouldNotFlushWhereTheBatchEndsWithTheStop() {
        assertEquals(List.of("stage 1", "commit 2", "hand 1", "last 2"), run(runner(Kind.FIRED, 2), 2, 2));
    }
}
