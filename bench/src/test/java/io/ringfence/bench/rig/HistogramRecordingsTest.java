package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import io.ringfence.bench.rig.RoundResult.Piece;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HistogramRecordingsTest {
    private static final long FROM_NS = -500;
    private static final long MEASURE_MS = 1_000;

    private final HistogramRecordings recordings = new HistogramRecordings();
    private final Recordings.Recording point = recordings.point("order");

    private void record(long dueMs, long latencyNs) {
        long dueNs = FROM_NS + dueMs * 1_000_000;
        point.record(dueNs, dueNs + latencyNs);
    }

    @Test
    void shouldKeepWhatWasDueInTheMeasuredTimeAlone() {
        record(1, 7);
        recordings.begin(FROM_NS, MEASURE_MS);
        record(-1, 8);
        record(0, 9);
        record(999, 10);
        record(1_000, 11);
        Histogram kept = recordings.histograms().get("order");
        assertEquals(2, kept.getTotalCount());
        assertEquals(9, kept.getMinValue());
        assertEquals(10, kept.getMaxValue());
    }

    @Test
    void shouldTellOfEachPieceOfTheTimeWhenLatenciesChange() {
        recordings.begin(FROM_NS, MEASURE_MS);
        for (int i = 1; i <= 100; i++) {
            record(0, i);
        }
        record(9, 200);
        record(500, 1_000);
        // Another thread's view of the order does not matter: a message that was due earlier may be here later.
        record(10, 500);
        record(999, 2_000);
        assertEquals(
                List.of(
                        new Piece(0, 101, 51, 100, 200),
                        new Piece(10, 1, 500, 500, 500),
                        new Piece(500, 1, 1_000, 1_000, 1_000),
                        new Piece(990, 1, 2_000, 2_000, 2_000)),
                recordings.timeline().get("order"));
        assertEquals(104, recordings.histograms().get("order").getTotalCount());
    }

    @Test
    void shouldCountWhatNoHistogramHoldsAsItsLongest() {
        recordings.begin(FROM_NS, MEASURE_MS);
        record(0, HistogramRecordings.MAX_NS + 1);
        record(0, -1);
        Histogram kept = recordings.histograms().get("order");
        assertEquals(HistogramRecordings.MAX_NS, kept.getMaxValue(), 0.001 * HistogramRecordings.MAX_NS);
        assertEquals(0, kept.getMinValue());
    }

    @Test
    void shouldKeepThreeDigitsWhenLatenciesAreLong() {
        recordings.begin(FROM_NS, MEASURE_MS);
        record(0, 123_456_789);
        assertEquals(123_456_789, recordings.histograms().get("order").getMaxValue(), 123_456);
    }

    @Test
    void shouldAllocateNothingWhenItRecords() {
        recordings.begin(FROM_NS, MEASURE_MS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long allocated = 0;
        // Twice, as what is done for the first time may load classes.
        for (int pass = 0; pass < 2; pass++) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < 100_000; i++) {
                record(i / 100, i);
            }
            allocated = threads.getThreadAllocatedBytes(id) - before;
        }
        assertEquals(0, allocated);
    }

    @Test
    void shouldRefuseAPointWhenItIsThereOrTooLate() {
        assertThrows(IllegalArgumentException.class, () -> recordings.point("order"));
        recordings.begin(FROM_NS, MEASURE_MS);
        assertThrows(IllegalStateException.class, () -> recordings.point("socket"));
    }
}
