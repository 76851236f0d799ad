package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final long MIB = 1 << 20;

    /** Whose latencies and memory without a file change from part to part as given. */
    static Course course(
            IntToLongFunction latencyNs,
            IntToLongFunction anonBytes,
            long liveBeforeBytes,
            long liveAfterBytes,
            long looks,
            long cleanLooks) {
        List<Course.Part> parts = new ArrayList<>();
        for (int i = 0; i < Course.PARTS; i++) {
            parts.add(new Course.Part(histogram(latencyNs.applyAsLong(i)), vitals(anonBytes.applyAsLong(i), 10 * i)));
        }
        return new Course(
                "order",
                vitals(anonBytes.applyAsLong(0), 0),
                parts,
                histogram(latencyNs.applyAsLong(0)),
                histogram(latencyNs.applyAsLong(Course.PARTS - 1)),
                liveBeforeBytes,
                liveAfterBytes,
                looks,
                cleanLooks);
    }

    private static Histogram histogram(long value) {
        Histogram histogram = HistogramRecordings.histogram();
        histogram.recordValue(value);
        return histogram;
    }

    private static Vitals vitals(long anonBytes, long pathBytes) {
        return new Vitals(3, 4, pathBytes, 5_000, 6_000, anonBytes, 7_000, 8_000);
    }

    @Test
    void shouldFindNothingWhenAllStaysAsItIs() {
        Course course = course(i -> 1_000, i -> 900 * MIB, 50 * MIB, 66 * MIB, 100, 50);
        assertEquals(List.of(), course.findings());
        assertEquals(1, course.drift(99.9));
    }

    @Test
    void shouldTellHowLatencyDrifts() {
        assertEquals(3, course(i -> 1_000 + i * 2_000 / 19, i -> 0, 0, 0, 1, 1).drift(50), 0.01);
    }

    @Test
    void shouldFindMemoryThatGrowsFromThirdToThird() {
        assertEquals(
                List.of("RssAnon, third by third, grew by 40.0 MiB, from 112.0 to 152.0: more than 32 MiB"),
                course(i -> 1, i -> (i < 6 ? 112 : i < 13 ? 130 : 152) * MIB, 0, 0, 1, 1)
                        .findings());
    }

    @Test
    void shouldNotTakeAStepBackForGrowth() {
        // High in the middle, so it does not grow third by third.
        assertEquals(
                List.of(),
                course(i -> 1, i -> (i < 6 ? 100 : i < 13 ? 300 : 200) * MIB, 0, 0, 1, 1)
                        .findings());
    }

    @Test
    void shouldFindAHeapOfWhichMoreIsReachableBehindTheLoad() {
        assertEquals(
                List.of("the heap's reachable part grew by 17.0 MiB, from 50.0 to 67.0: more than 16 MiB"),
                course(i -> 1, i -> 0, 50 * MIB, 67 * MIB, 1, 1).findings());
    }

    @Test
    void shouldFindAThreadThatAllocatesMostOfTheTime() {
        List<String> findings = course(i -> 1, i -> 0, 0, 0, 100, 49).findings();
        assertEquals(1, findings.size());
        assertTrue(
                findings.get(0).startsWith("threads of the path allocated 190 bytes, and in most of the time some"),
                findings::toString);
    }
}
