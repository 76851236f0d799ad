package io.ringfence.bench.subject;

import io.ringfence.bench.rig.Recordings;
import io.ringfence.core.ring.StageTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Times of events at the stages, from when they were due. The thread that publishes says before each claim whether the event
 * is timed; it is the only one that publishes.
 */
final class StagePoints implements StageTimes {
    private final Map<String, Recordings.Recording> points = new HashMap<>();
    private long nextStartNs;

    /** Times these points, in this order; none: nothing is timed. */
    StagePoints(Recordings recordings, List<String> names) {
        for (String name : names) {
            points.put(name, recordings.point(name));
        }
    }

    /** The event that is claimed next is timed from then; 0: it is not. */
    void next(long startNs) {
        nextStartNs = startNs;
    }

    @Override
    public long startNs(long sequence) {
        return nextStartNs;
    }

    @Override
    public Point point(String name) {
        Recordings.Recording recording = points.get(name);
        return recording == null ? NONE.point(name) : startNs -> recording.record(startNs, System.nanoTime());
    }
}
