package io.ringfence.core.ring;

import com.lmax.disruptor.EventHandler;
import io.ringfence.core.ring.Stages.NamedStage;
import java.util.List;

/** Runs one or more stages, in order, as one consumer of the ring. */
abstract class StageRunner implements EventHandler<EventSlot> {
    private final String name;
    private final Stage[] stages;
    private final String[] stageNames;
    /** Index of the stage that runs: read when it has thrown, by its own thread. */
    int running;

    StageRunner(String name, List<NamedStage> namedStages) {
        this.name = name;
        this.stages = namedStages.stream().map(NamedStage::stage).toArray(Stage[]::new);
        this.stageNames = namedStages.stream().map(NamedStage::name).toArray(String[]::new);
    }

    final String name() {
        return name;
    }

    /** The stage that is running, or that threw. */
    final String runningStage() {
        return stageNames[running];
    }

    /** Place in the ring of the event whose stage has thrown, as the runner was called with {@code ringSequence}. */
    long failedAt(long ringSequence) {
        return ringSequence;
    }

    /** Starts the stages; when one fails, those before it are stopped again. */
    @Override
    public final void onStart() {
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
    public final void onShutdown() {
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
