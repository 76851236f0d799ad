package io.ringfence.core.ring;

import com.lmax.disruptor.EventHandler;
import java.util.List;

/** Runs one or more stages, in order, as one consumer of the ring. */
final class StageRunner implements EventHandler<EventSlot> {
    private final String name;
    private final Stage[] stages;
    private final String[] stageNames;
    private int running;

    StageRunner(String name, List<Stages.NamedStage> namedStages) {
        this.name = name;
        this.stages = namedStages.stream().map(Stages.NamedStage::stage).toArray(Stage[]::new);
        this.stageNames = namedStages.stream().map(Stages.NamedStage::name).toArray(String[]::new);
    }

    String name() {
        return name;
    }

    /** The stage that is running, or that threw. */
    String runningStage() {
        return stageNames[running];
    }

    @Override
    public void onEvent(EventSlot slot, long ringSequence, boolean endOfBatch) {
        run(slot, endOfBatch);
    }

    void run(EventSlot slot, boolean endOfBatch) {
        for (int i = 0; i < stages.length; i++) {
            running = i;
            stages[i].onEvent(slot, endOfBatch);
        }
    }

    /** Starts the stages; when one fails, those before it are stopped again. */
    @Override
    public void onStart() {
        int started = 0;
        try {
            for (; started < stages.length; started++) {
                running = started;
                stages[started].onStart();
            }
        } catch (Throwable failure) {
            try {
                stop(started);
            } catch (Throwable alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            running = started;
            throw failure;
        }
    }

    @Override
    public void onShutdown() {
        stop(stages.length);
    }

    /** Stops the first stages, last one first; one that fails does not keep the others from it. */
    private void stop(int count) {
        if (count == 0) {
            return;
        }
        int stopping = count - 1;
        running = stopping;
        try {
            stages[stopping].onStop();
        } catch (Throwable failure) {
            try {
                stop(stopping);
            } catch (Throwable alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            running = stopping;
            throw failure;
        }
        stop(stopping);
    }
}
