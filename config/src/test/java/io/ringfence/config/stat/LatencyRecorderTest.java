package io.ringfence.config.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The recorder in the mapped file against HdrHistogram, whose buckets it has. */
class LatencyRecorderTest {
    private static final List<Double> PERCENTILES = List.of(0.0, 1.0, 50.0, 90.0, 99.0, 99.9, 100.0);

    private final UnsafeBuffer memory = new UnsafeBuffer(new byte[LatencyRecorder.BYTES]);
    private final LatencyRecorder recorder = new LatencyRecorder(memory);
    private final Histogram oracle = new Histogram(1, LatencyBuckets.MAX_NS, 2);

    @Provide
    Arbitrary<List<Long>> latencies() {
        // As many short ones as long ones, and the edges of buckets.
        Arbitrary<Long> anyLength = Arbitraries.integers()
                .between(0, 35)
                .flatMap(bits -> Arbitraries.longs().between(0, (2L << bits) - 1));
        Arbitrary<Long> edges = Arbitraries.integers()
                .between(0, 35)
                .flatMap(bits -> Arbitraries.longs().between((1L << bits) - 1, (1L << bits) + 1));
        return Arbitraries.oneOf(anyLength, edges).list().ofMinSize(1).ofMaxSize(200);
    }

    @Property(tries = 200)
    void shouldReadAsAHistogramThatRecordedTheSame(@ForAll("latencies") List<Long> latencies) {
        LatencyRecorderTest fresh = new LatencyRecorderTest();
        latencies.forEach(fresh::record);
        fresh.check(latencies.stream().mapToLong(each -> each).max().getAsLong());
    }

    @Property(tries = 200)
    void shouldReadWhatCameBetweenTwoLooks(
            @ForAll("latencies") List<Long> before, @ForAll("latencies") List<Long> between) {
        LatencyRecorderTest fresh = new LatencyRecorderTest();
        before.forEach(fresh.recorder::record);
        LatencyReading earlier = LatencyReading.of(fresh.memory, 0);
        between.forEach(fresh::record);

        LatencyReading since = LatencyReading.of(fresh.memory, 0).since(earlier);
        assertEquals(between.size(), since.count());
        PERCENTILES.forEach(percent -> assertEquals(
                fresh.oracle.getValueAtPercentile(percent), since.percentileNs(percent), percent::toString));
        assertEquals(fresh.oracle.getMaxValue(), since.maxNs());
    }

    private void record(long ns) {
        recorder.record(ns);
        oracle.recordValue(ns);
    }

    private void check(long maxNs) {
        LatencyReading reading = LatencyReading.of(memory, 0);
        assertEquals(oracle.getTotalCount(), reading.count());
        assertEquals(maxNs, reading.maxNs());
        PERCENTILES.forEach(percent -> assertEquals(
                Math.min(maxNs, oracle.getValueAtPercentile(percent)),
                reading.percentileNs(percent),
                percent::toString));
    }

    @Test
    void shouldCountInTheLastBucketWhatIsLongerAndInTheFirstWhatIsNegative() {
        recorder.record(Long.MAX_VALUE);
        recorder.record(-5);
        LatencyReading reading = LatencyReading.of(memory, 0);
        assertEquals(2, reading.count());
        assertEquals(Long.MAX_VALUE, reading.maxNs());
        assertEquals(LatencyBuckets.MAX_NS, reading.percentileNs(100));
        assertEquals(0, reading.percentileNs(50));
    }

    @Test
    void shouldSeeTwoRecordersOfOnePointAsOne() {
        LatencyRecorderTest second = new LatencyRecorderTest();
        recorder.record(100);
        recorder.record(200);
        second.recorder.record(4_000);
        LatencyReading both = LatencyReading.of(memory, 0).plus(LatencyReading.of(second.memory, 0));
        assertEquals(3, both.count());
        assertEquals(200, both.percentileNs(50));
        assertEquals(4_000, both.maxNs());
    }

    @Test
    void shouldAllocateNothingWhenItRecords() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SplittableRandom random = new SplittableRandom(1);
        int count = 100_000;
        long allocated = 0;
        for (int i = -count; i < count; i++) {
            if (i == 0) {
                allocated = threads.getCurrentThreadAllocatedBytes();
            }
            recorder.record(random.nextLong(1L << 30));
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
        assertTrue(bytes < 1_000, () -> bytes + " bytes allocated");
        assertEquals(2L * count, LatencyReading.of(memory, 0).count());
    }
}
