package io.ringfence.bench.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a round that is watched over time does besides: a full collection on both sides of the load, a {@link CourseWatch} beside it. */
final class LongRound {
    private static final int PIECES_PER_PART = HistogramRecordings.PIECES / Course.PARTS;
    /** As near to a third as pieces allow. */
    private static final int PIECES_PER_THIRD = HistogramRecordings.PIECES / 3;

    private final VitalsReader reader;
    private final long liveBeforeBytes;
    private CourseWatch watch;

    /** Before the load. */
    LongRound(Subject.Watched watched) {
        reader = new VitalsReader(watched);
        liveBeforeBytes = reader.liveHeapBytes();
    }

    void watch(long fromNs, long toNs) {
        watch = CourseWatch.of(reader, fromNs, toNs);
        watch.start();
    }

    void end() throws InterruptedException {
        watch.stop();
    }

    /** When all is done; empty where nothing is timed. */
    Optional<Course> course(HistogramRecordings recordings) {
        List<String> points = List.copyOf(recordings.histograms().keySet());
        if (points.isEmpty()) {
            return Optional.empty();
        }
        // Before histograms are made that only this needs.
        long liveAfterBytes = reader.liveHeapBytes();
        String last = points.get(points.size() - 1);
        List<Vitals> read = watch.read();
        List<Course.Part> parts = new ArrayList<>();
        for (int i = 0; i < Course.PARTS; i++) {
            parts.add(new Course.Part(
                    recordings.between(last, i * PIECES_PER_PART, (i + 1) * PIECES_PER_PART), read.get(i + 1)));
        }
        return Optional.of(new Course(
                last,
                read.get(0),
                parts,
                recordings.between(last, 0, PIECES_PER_THIRD),
                recordings.between(last, HistogramRecordings.PIECES - PIECES_PER_THIRD, HistogramRecordings.PIECES),
                liveBeforeBytes,
                liveAfterBytes,
                watch.looks(),
                watch.cleanLooks()));
    }
}
