package io.ringfence.core.ring;

/** A point on one thread's way: tells of the timed events that passed it, at once or when their batch ends. */
final class TimedPoint {
    private final StageTimes.Point point;
    private final boolean isBatched;
    private final long[] waiting;
    private int waitingCount;

    TimedPoint(StageTimes.Point point, boolean isBatched, int maxBatchEvents) {
        this.point = point;
        this.isBatched = isBatched;
        this.waiting = new long[isBatched ? maxBatchEvents : 0];
    }

    static TimedPoint of(Stages.NamedStage stage, StageTimes times, int maxBatchEvents) {
        return new TimedPoint(times.point(stage.name()), stage.stage().isBatched(), maxBatchEvents);
    }

    /** An event went through. */
    void onEvent(long startNs, boolean endOfBatch) {
        if (startNs != 0) {
            onTimed(startNs);
        }
        if (endOfBatch && waitingCount != 0) {
            onEndOfBatch();
        }
    }

    /** Apart, so that what few events do takes no room in the code that all of them run. */
    private void onTimed(long startNs) {
        if (isBatched) {
            waiting[waitingCount++] = startNs;
        } else {
            point.onPassed(startNs);
        }
    }

    /** What waited has passed. */
    void onEndOfBatch() {
        for (int i = 0; i < waitingCount; i++) {
            point.onPassed(waiting[i]);
        }
        waitingCount = 0;
    }
}
