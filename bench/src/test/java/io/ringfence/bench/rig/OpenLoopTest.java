package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLoopTest {
    private static final long MS_NS = 1_000_000;
    private static final long START_NS = 1_000_000_000;

    private final HistogramRecordings recordings = new HistogramRecordings();
    private FakeSystem system;

    private OpenLoop.Sent run(LoadPlan plan, long startNs, LongUnaryOperator serviceNs) {
        system = new FakeSystem(recordings, startNs - 1_000, serviceNs);
        recordings.begin(startNs + plan.warmUpMs() * MS_NS, plan.measureMs());
        return new OpenLoop(system, plan, system, startNs).run();
    }

    private Histogram done() {
        return recordings.histograms().get("done");
    }

    @Test
    void shouldCountTheLatenessOfAllWhenTheSubjectStallsOnce() {
        // 1,000 a second; the 500th takes 10 ms, so those due in the 10 ms behind it are late as well.
        LoadPlan plan = new LoadPlan(1_000, 0, 1_000);
        run(plan, START_NS, index -> index == 500 ? 10 * MS_NS : 100);
        Histogram done = done();
        assertEquals(1_000, done.getTotalCount());
        assertEquals(10 * MS_NS, done.getMaxValue(), 0.002 * 10 * MS_NS);
        // 10, 9, 8, ... 1 ms: ten of them are later than half a millisecond.
        assertEquals(10, done.getTotalCount() - done.getCountBetweenValues(0, MS_NS / 2));
        assertEquals(5, done.getCountBetweenValues(5 * MS_NS + MS_NS / 2, 11 * MS_NS));
        assertTrue(done.getValueAtPercentile(98) < 1_001, () -> "p98 = " + done.getValueAtPercentile(98));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 1_000, 333_333, 999_983, 1_000_000})
    void shouldKeepToTheScheduleWhenTheRateDividesNoSecond(long rate) {
        long measureMs = Math.max(100, 3_000 / rate);
        OpenLoop.Sent sent = run(new LoadPlan(rate, 0, measureMs), START_NS, index -> 1);
        List<Long> expected = new ArrayList<>();
        for (long i = 0; START_NS + i * 1_000_000_000L / rate < START_NS + measureMs * MS_NS; i++) {
            expected.add(START_NS + i * 1_000_000_000L / rate);
        }
        assertEquals(expected, system.dueNs);
        assertEquals(new OpenLoop.Sent(expected.size(), expected.size(), sent.measuredNs(), expected.size(), 0), sent);
    }

    @Test
    void shouldGoOnWhenTheClockOverflows() {
        OpenLoop.Sent sent = run(new LoadPlan(1_000, 100, 100), Long.MAX_VALUE - 150 * MS_NS, index -> 100);
        assertEquals(200, sent.count());
        assertEquals(100, sent.measuredCount());
        assertEquals(100, done().getTotalCount());
        assertTrue(done().getMaxValue() < 1_001, () -> "max = " + done().getMaxValue());
    }

    @Test
    void shouldKeepDueTimesAndGiveUpWhenTheSubjectIsTooSlow() {
        // 1 ms between messages, of which each takes two.
        OpenLoop.Sent sent = run(new LoadPlan(1_000, 0, 4_000), START_NS, index -> 2 * MS_NS);
        // Sent until a second after the end: one each 2 ms of 5 s, and the rest not.
        assertEquals(2_500, sent.count(), 1);
        assertEquals(4_000 - sent.count(), sent.unsentCount());
        assertEquals(500, sent.measuredPerSecond(), 1);
        assertEquals(START_NS + 1_000 * MS_NS, system.dueNs.get(1_000));
        // The last one was due 2.5 s after the start and was done at 5 s.
        assertEquals(2_500 * MS_NS, done().getMaxValue(), 10 * MS_NS);
    }

    @Test
    void shouldNotCountTheWarmUpWhenItWasSlow() {
        LoadPlan plan = new LoadPlan(1_000, 200, 300);
        OpenLoop.Sent sent = run(plan, START_NS, index -> index < 100 ? MS_NS / 2 : 100);
        assertEquals(500, sent.count());
        assertEquals(300, sent.measuredCount());
        assertEquals(300, done().getTotalCount());
        assertTrue(done().getMaxValue() < 1_001, () -> "max = " + done().getMaxValue());
    }

    @Test
    void shouldCountAMessageAsLateWhenItWasHeldUpSinceTheWarmUp() {
        // The last of the warm-up takes 20 ms: it is not counted itself, those behind it are.
        run(new LoadPlan(1_000, 200, 300), START_NS, index -> index == 199 ? 20 * MS_NS : 100);
        assertEquals(300, done().getTotalCount());
        assertEquals(19 * MS_NS, done().getMaxValue(), 0.002 * 19 * MS_NS);
    }

    /** Ten at once each 100 ms. */
    private static final class Bursts implements Schedule {
        private long next;

        @Override
        public long nextNs() {
            return next++ / 10 * 100 * MS_NS;
        }

        @Override
        public long countBefore(long lengthMs) {
            return (lengthMs + 99) / 100 * 10;
        }
    }

    private OpenLoop.Sent burst(LoadPlan plan, long serviceNs) {
        system = new FakeSystem(recordings, START_NS - 1_000, index -> serviceNs) {
            @Override
            public Schedule schedule(LoadPlan given) {
                return new Bursts();
            }
        };
        recordings.begin(START_NS + plan.warmUpMs() * MS_NS, plan.measureMs());
        return new OpenLoop(system, plan, system, START_NS).run();
    }

    @Test
    void shouldCountFromWhenTheyWereDueWhenMessagesComeInBursts() {
        OpenLoop.Sent sent = burst(new LoadPlan(100, 200, 1_000, 3), MS_NS - FakeSystem.READ_NS);
        assertEquals(120, sent.count());
        assertEquals(100, sent.measuredCount());
        assertEquals(100, sent.dueCount());
        assertEquals(0, sent.unsentCount());
        assertEquals(START_NS + 1_100 * MS_NS, system.dueNs.get(119));
        // One takes a millisecond, so the last of each ten is done after ten.
        assertEquals(10 * MS_NS, done().getMaxValue(), 0.01 * MS_NS);
        assertEquals(5 * MS_NS, done().getValueAtPercentile(50), 0.01 * MS_NS);
    }

    @Test
    void shouldGiveUpWhatIsLeftOfAScheduleWhenTheSubjectCannotTakeIt() {
        // A burst takes 500 ms; a second behind the end none is sent any more.
        OpenLoop.Sent sent = burst(new LoadPlan(100, 0, 1_000, 3), 50 * MS_NS);
        assertEquals(100, sent.dueCount());
        assertEquals(100, sent.count() + sent.unsentCount());
        assertEquals(40, sent.count(), 1);
    }

    @Test
    void shouldSendWhatIsTakenWhenThereIsNoRate() {
        OpenLoop.Sent sent = run(new LoadPlan(0, 10, 100), START_NS, index -> 1_000 - FakeSystem.READ_NS);
        // A read of the clock and a message take a microsecond together.
        assertEquals(110_000, sent.count(), 2);
        assertEquals(1e6, sent.measuredPerSecond(), 20);
        assertEquals(0, sent.unsentCount());
        assertEquals(500, done().getMaxValue());
    }
}
