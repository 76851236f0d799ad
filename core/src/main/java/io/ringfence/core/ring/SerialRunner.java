package io.ringfence.core.ring;

import io.ringfence.core.ring.Stages.NamedStage;
import java.util.List;
import java.util.function.Consumer;

/** Runs stages one after the other, each event through all of them. */
final class SerialRunner extends StageRunner {
    private final Stage[] stages;
    private final TimedPoint[] points;
    /** The gate, where these stages stand behind it and nobody before them tells of it; else null. */
    private final TimedPoint gate;
    /** Empties what these stages write; null for those that write nothing. */
    private final Consumer<EventSlot> emptying;

    SerialRunner(
            String name,
            List<NamedStage> namedStages,
            Consumer<EventSlot> emptying,
            StageTimes times,
            int maxBatchEvents,
            boolean isAtGate) {
        super(name, namedStages);
        this.emptying = emptying;
        stages = namedStages.stream().map(NamedStage::stage).toArray(Stage[]::new);
        points = namedStages.stream()
                .map(stage -> TimedPoint.of(stage, times, maxBatchEvents))
                .toArray(TimedPoint[]::new);
        gate = isAtGate ? new TimedPoint(times.point(StageTimes.GATE), false, maxBatchEvents) : null;
    }

    @Override
    public void onEvent(EventSlot slot, long ringSequence, boolean endOfBatch) {
        long startNs = slot.startNs();
        if (gate != null) {
            gate.onEvent(startNs, endOfBatch);
        }
        if (emptying != null) {
            emptying.accept(slot);
        }
        for (int i = 0; i < stages.length; i++) {
            running = i;
            stages[i].onEvent(slot, endOfBatch);
            points[i].onEvent(startNs, endOfBatch);
        }
    }
}
