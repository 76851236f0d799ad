package io.ringfence.core.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stage that notes what it was called with and can be told to fail. Lists are read after the threads have ended. */
final class RecordingStage implements Stage {
    final List<Long> sequences = new ArrayList<>();
    final List<String> life = new CopyOnWriteArrayList<>();
    private final long failAt;
    private final boolean failsToStart;
    private final boolean failsToStop;

    private RecordingStage(long failAt, boolean failsToStart, boolean failsToStop) {
        this.failAt = failAt;
        this.failsToStart = failsToStart;
        this.failsToStop = failsToStop;
    }

    static RecordingStage sound() {
        return new RecordingStage(0, false, false);
    }

    static RecordingStage failingAt(long sequence) {
        return new RecordingStage(sequence, false, false);
    }

    static RecordingStage failingToStart() {
        return new RecordingStage(0, true, false);
    }

    static RecordingStage failingToStop() {
        return new RecordingStage(0, false, true);
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        if (slot.sequence() == failAt) {
            throw new IllegalStateException("told to fail at " + failAt);
        }
        sequences.add(slot.sequence());
    }

    @Override
    public void onStart() {
        life.add("start");
        if (failsToStart) {
            throw new IllegalStateException("told to fail to start");
        }
    }

    @Override
    public void onStop() {
        life.add("stop");
        if (failsToStop) {
            throw new IllegalStateException("told to fail to stop");
        }
    }
}
