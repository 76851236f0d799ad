package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final long MS_NS = 1_000_000;

    /** The subject's time is fake, so the meter has nothing to measure. */
    private static final Round.Meters NO_METER =
            (fromNs, toNs, atBegin) -> new NoiseMeter(() -> toNs, durationNs -> {}, fromNs, toNs, atBegin);

    private static RoundPlan plan(LoadPlan load) {
        return new RoundPlan("fake", 2, load, Map.of());
    }

    private static RoundResult inFakeTime(LoadPlan load, LongUnaryOperator serviceNs) {
        HistogramRecordings unused = new HistogramRecordings();
        FakeSystem[] made = {new FakeSystem(unused, 0, serviceNs)};
        return Round.run(
                plan(load),
                (given, options, recordings) -> made[0] = new FakeSystem(recordings, 0, serviceNs),
                () -> made[0].getAsLong(),
                NO_METER);
    }

    @Test
    void shouldTellWhatWasMeasured() {
        LoadPlan load = new LoadPlan(10_000, 100, 400);
        RoundResult result = inFakeTime(load, index -> 700);
        assertEquals("fake", result.subject());
        assertEquals(2, result.round());
        assertEquals(load, result.plan());
        assertEquals(List.of(), result.findings());
        assertEquals(10_000, result.achievedPerSecond(), 1);
        assertEquals(Set.of("done"), result.points().keySet());
        assertEquals(4_000, result.points().get("done").getTotalCount());
        assertEquals(100, result.timeline().get("done").size());
        assertEquals(Set.of("count", "ms"), result.gcPauses().keySet());
    }

    @Test
    void shouldTellHowItWentWhenTheSubjectIsWatched() {
        String thread = Thread.currentThread().getName();
        RoundResult result = run(new Scripted("none") {
            @Override
            public Optional<Watched> watched() {
                return Optional.of(new Watched(List.of(thread), () -> 77));
            }
        });
        assertEquals(List.of("an order too many"), result.findings());
        // It has no point, so there is nothing to tell of.
        assertEquals(Optional.empty(), result.course());
        FakeSystem[] made = new FakeSystem[1];
        result = Round.run(
                plan(new LoadPlan(1_000, 100, 400)),
                (load, options, recordings) -> made[0] = new FakeSystem(recordings, 0, index -> 700) {
                    @Override
                    public Optional<Watched> watched() {
                        return Optional.of(new Watched(List.of(thread), () -> 77));
                    }
                },
                () -> made[0] == null ? 0 : made[0].getAsLong(),
                NO_METER);
        Course course = result.course().orElseThrow();
        assertEquals("done", course.point());
        assertEquals(
                Collections.nCopies(Course.PARTS, 20L),
                course.parts().stream()
                        .map(part -> part.latency().getTotalCount())
                        .toList());
        assertEquals(132, course.firstThird().getTotalCount());
        assertEquals(132, course.lastThird().getTotalCount());
        assertEquals(77, course.begin().storedBytes());
    }

    @Test
    void shouldSaySoWhenTheRateWasNotReached() {
        RoundResult result = inFakeTime(new LoadPlan(1_000, 0, 4_000), index -> 2 * MS_NS);
        assertEquals(
                List.of("only 500.1/s of 1,000/s were reached, and 1,500 messages not sent at all:"
                        + " the percentiles are those of an overloaded system"),
                result.findings());
    }

    @Test
    void shouldNotFindFaultWithTheRateWhenTheLastMessageTakesLong() {
        RoundResult result = inFakeTime(new LoadPlan(2, 0, 2_000), index -> index == 3 ? 800 * MS_NS : MS_NS);
        assertEquals(List.of(), result.findings());
        assertEquals(2, result.achievedPerSecond());
    }

    @Test
    void shouldSaySoOnceWhenTheWarmUpTookAllTheTime() {
        RoundResult result = inFakeTime(new LoadPlan(1_000, 3_000, 1_000), index -> 3 * MS_NS);
        assertEquals(2, result.findings().size(), () -> String.join("\n", result.findings()));
        assertTrue(result.findings().get(0).startsWith("only 0.0/s of 1,000/s were reached"));
        assertEquals(
                "no message of the measured time was sent", result.findings().get(1));
    }

    @Test
    void shouldSaySoWhenNothingReachedAPoint() {
        Scripted subject = new Scripted("none");
        RoundResult result = run((load, options, recordings) -> {
            recordings.point("order");
            return subject;
        });
        assertEquals(
                List.of("nothing that was due in the measured time reached the point order", "an order too many"),
                result.findings());
    }

    /** Notes what it is asked, and fails where it is told to. */
    private static class Scripted implements Subject {
        final List<String> calls = new ArrayList<>();
        private final String failing;

        Scripted(String failing) {
            this.failing = failing;
        }

        private void call(String name) {
            calls.add(name);
            if (name.equals(failing)) {
                throw new IllegalStateException(name + " failed");
            }
        }

        @Override
        public void start() {
            call("start");
        }

        @Override
        public void send(long index, long dueNs) {
            if (index == 0) {
                call("send");
            }
        }

        @Override
        public boolean awaitDone(long sentCount, long timeoutMs) {
            call("await");
            return !"late".equals(failing);
        }

        @Override
        public List<String> check(long sentCount) {
            call("check");
            return sentCount == 50 ? List.of("an order too many") : List.of("sent " + sentCount);
        }

        @Override
        public List<String> facts() {
            call("facts");
            return List.of("orders=3");
        }

        @Override
        public void close() throws IOException {
            call("close");
        }
    }

    private static RoundResult run(SubjectFactory factory) {
        long[] nowNs = {0};
        return Round.run(plan(new LoadPlan(1_000, 0, 50)), factory, () -> nowNs[0] += FakeSystem.READ_NS, NO_METER);
    }

    private static RoundResult run(Scripted subject) {
        return run((load, options, recordings) -> subject);
    }

    @Test
    void shouldCallASubjectInOrderAndKeepWhatItSays() {
        Scripted subject = new Scripted("none");
        RoundResult result = run(subject);
        assertEquals(List.of("start", "send", "await", "check", "facts", "close"), subject.calls);
        assertEquals(List.of("an order too many"), result.findings());
        assertEquals(List.of("orders=3"), result.facts());
    }

    @Test
    void shouldCheckAllTheSameWhenASubjectDoesNotGetDone() {
        RoundResult result = run(new Scripted("late"));
        assertEquals(List.of("what was sent was not done 60 s later", "an order too many"), result.findings());
    }

    @Test
    void shouldCloseASubjectWhenItFails() {
        Scripted subject = new Scripted("start");
        RoundResult result = run(subject);
        assertEquals(List.of("start", "close"), subject.calls);
        List<String> lines = result.findings().get(0).lines().toList();
        assertEquals("it failed: java.lang.IllegalStateException: start failed", lines.get(0));
        assertTrue(lines.get(1).contains("Scripted.call"), () -> lines.get(1));
        assertEquals(1, result.findings().size());
    }
}
