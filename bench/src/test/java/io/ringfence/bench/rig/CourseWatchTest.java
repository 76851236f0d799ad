package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class CourseWatchTest {
    private static final long FROM_NS = -5_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final List<Long> readAtMs = new ArrayList<>();
    private long nowNs;

    /** Twenty seconds, of a path whose allocations depend on the time since the beginning. */
    private CourseWatch watch(NoiseMeter.Sleep sleep, LongUnaryOperator pathBytesAtMs) {
        nowNs = FROM_NS - SECOND_NS;
        return new CourseWatch(
                () -> nowNs,
                sleep,
                FROM_NS,
                FROM_NS + 20 * SECOND_NS,
                () -> {
                    readAtMs.add(nowMs());
                    return new Vitals(nowMs(), 0, 0, 0, 0, 0, 0, 0);
                },
                () -> pathBytesAtMs.applyAsLong(nowMs()));
    }

    private long nowMs() {
        return (nowNs - FROM_NS) / 1_000_000;
    }

    private static List<Long> whole(long stepMs) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i <= Course.PARTS; i++) {
            times.add(i * stepMs);
        }
        return times;
    }

    @Test
    void shouldReadAtTheEndOfEachPart() {
        CourseWatch watch = watch(durationNs -> nowNs += durationNs, ms -> 0);
        watch.run();
        assertEquals(whole(1_000), readAtMs);
        assertEquals(whole(1_000), watch.read().stream().map(Vitals::gcPauses).toList());
        assertEquals(200, watch.looks());
        assertEquals(200, watch.cleanLooks());
    }

    @Test
    void shouldCountTheLooksThatFindAllocation() {
        CourseWatch watch = watch(durationNs -> nowNs += durationNs, ms -> ms / 250);
        watch.run();
        assertEquals(200, watch.looks());
        // One in 250 ms, in twenty seconds.
        assertEquals(200 - 80, watch.cleanLooks());
    }

    @Test
    void shouldCatchUpWhenItWasKeptFromTheCpu() {
        boolean[] wasKept = {false};
        CourseWatch watch = watch(
                durationNs -> {
                    nowNs += durationNs;
                    if (nowMs() == 4_500 && !wasKept[0]) {
                        wasKept[0] = true;
                        nowNs += 3 * SECOND_NS;
                    }
                },
                ms -> 0);
        watch.run();
        List<Long> expected = whole(1_000);
        expected.set(5, 7_500L);
        expected.set(6, 7_500L);
        expected.set(7, 7_500L);
        assertEquals(expected, watch.read().stream().map(Vitals::gcPauses).toList());
    }

    @Test
    void shouldFillUpWithThePresentWhenItIsEndedBefore() throws InterruptedException {
        CourseWatch watch = watch(durationNs -> nowNs += durationNs, ms -> 0);
        watch.stop();
        assertEquals(Course.PARTS + 1, watch.read().size());
    }
}
