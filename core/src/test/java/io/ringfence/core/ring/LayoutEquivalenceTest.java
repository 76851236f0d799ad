package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.testkit.OutputView;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.core.trade.RandomSession.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The layouts of threads differ in time, and in nothing else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LayoutEquivalenceTest {
    private record Result(List<String> outputs, List<String> urgent, long digest, String hash) {}

    /** Commits at the end of a batch, and takes its time. */
    private static final class SlowJournal implements Stage {
        /** Written by the journal's thread, read by the output's. */
        private volatile long committed;

        private long staged;

        @Override
        public void onEvent(EventSlot slot, boolean endOfBatch) {
            if (endOfBatch) {
                LockSupport.parkNanos(50_000);
                committed = slot.sequence();
            }
            staged = slot.sequence();
        }

        @Override
        public void flush() {
            committed = staged;
        }
    }

    private static Result run(List<Timed> history, ThreadingMode mode, WaitProfile profile) {
        CoreLogic logic = new CoreLogic(RandomSession.PLUGINS);
        SlowJournal journal = new SlowJournal();
        List<String> outputs = new ArrayList<>();
        List<String> urgent = new ArrayList<>();
        long[] nowNs = new long[1];
        Stages stages = new Stages(
                journal,
                logic.stopLoss(),
                logic.trade(),
                List.of(
                        new Stages.NamedStage("urgent", output(journal, urgent), true),
                        new Stages.NamedStage("output", output(journal, outputs))));
        EventCore core = new EventCore(Rings.config(mode, profile), () -> nowNs[0], 0, stages, StageThreads.unpinned());
        core.start();
        for (Timed timed : history) {
            nowNs[0] = timed.timeNs();
            Rings.publish(core.publisher(), timed.event());
        }
        core.close();
        assertEquals(null, core.halt());
        return new Result(outputs, urgent, logic.trade().outputDigest(), logic.stateHash());
    }

    private static Stage output(SlowJournal journal, List<String> lines) {
        return (slot, endOfBatch) -> {
            // In INLINE and COMPACT one thread runs a whole batch; nothing leaves before what is left of it is flushed.
            if (slot.sequence() > journal.committed) {
                throw new AssertionError(slot.sequence() + " passed the gate, committed " + journal.committed);
            }
            lines.add(slot.sequence() + " " + slot.timestampNs() + " " + OutputView.lines(slot.out()));
        };
    }

    @ParameterizedTest
    @EnumSource(WaitProfile.class)
    void shouldPutOutTheSameInEveryLayout(WaitProfile profile) {
        List<Timed> history = history(7);
        Result inline = run(history, ThreadingMode.INLINE, profile);
        assertEquals(inline, run(history, ThreadingMode.COMPACT, profile));
        assertEquals(inline, run(history, ThreadingMode.PIPELINED, profile));
        assertNotEquals(inline, run(history(8), ThreadingMode.INLINE, profile));
    }

    private static List<Timed> history(long seed) {
        RandomSession session = new RandomSession(new Random(seed));
        session.run();
        return session.history();
    }
}
