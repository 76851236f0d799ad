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

    @Override
    public void onStart() {
        for (running = 0; running < stages.length; running++) {
            stages[running].onStart();
        }
        running = 0;
    }

    @Override
    public void onShutdown() {
        for (int i = stages.length - 1; i >= 0; i--) {
            running = i;
            stages[i].onStop();
        }
    }
}
