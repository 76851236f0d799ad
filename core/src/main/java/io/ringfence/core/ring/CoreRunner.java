package io.ringfence.core.ring;

import io.ringfence.core.ring.Stages.NamedStage;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Runs journal, stop-loss and trade on one thread, and the urgent stages behind the gate.
 *
 * <p>The urgent ones are called with an event when its group is journaled: at the end of a batch, and in the middle of one
 * as soon as a stop has fired, so that its order waits for nothing that came after it. Each of the three calls has a place
 * of its own here, so that the compiler sees one class at each.
 */
final class CoreRunner extends StageRunner {
    private static final int JOURNAL = 0;
    private static final int STOP_LOSS = 1;
    private static final int TRADE = 2;
    private static final int FIRST_URGENT = 3;

    private final Stage journal;
    private final Stage stopLoss;
    private final Stage trade;
    private final Stage[] urgent;
    private final LongFunction<EventSlot> slots;
    private final TimedPoint journaled;
    private final TimedPoint stopChecked;
    private final TimedPoint traded;
    private final TimedPoint gate;
    private final TimedPoint[] handedOver;
    /** Place in the ring of the first event that the urgent stages have not had. */
    private long nextUrgent;

    /**
     * Three stages, and those behind the gate that it runs as well.
     *
     * @param core journal, stop-loss and trade
     * @param behind called with what is journaled
     * @param slots finds a slot that is still this runner's, by its place in the ring
     */
    CoreRunner(
            String name,
            List<NamedStage> core,
            List<NamedStage> behind,
            LongFunction<EventSlot> slots,
            StageTimes times,
            int maxBatchEvents) {
        super(name, Stream.concat(core.stream(), behind.stream()).toList());
        this.journal = core.get(JOURNAL).stage();
        this.stopLoss = core.get(STOP_LOSS).stage();
        this.trade = core.get(TRADE).stage();
        this.urgent = behind.stream().map(NamedStage::stage).toArray(Stage[]::new);
        this.slots = slots;
        journaled = TimedPoint.of(core.get(JOURNAL), times, maxBatchEvents);
        stopChecked = TimedPoint.of(core.get(STOP_LOSS), times, maxBatchEvents);
        traded = TimedPoint.of(core.get(TRADE), times, maxBatchEvents);
        gate = new TimedPoint(times.point(StageTimes.GATE), false, maxBatchEvents);
        handedOver = behind.stream()
                .map(stage -> TimedPoint.of(stage, times, maxBatchEvents))
                .toArray(TimedPoint[]::new);
    }

    @Override
    public void onEvent(EventSlot slot, long ringSequence, boolean endOfBatch) {
        long startNs = slot.startNs();
        running = JOURNAL;
        journal.onEvent(slot, endOfBatch);
        journaled.onEvent(startNs, endOfBatch);
        running = STOP_LOSS;
        slot.emptyFindings();
        stopLoss.onEvent(slot, endOfBatch);
        stopChecked.onEvent(startNs, endOfBatch);
        running = TRADE;
        slot.emptyOut();
        trade.onEvent(slot, endOfBatch);
        traded.onEvent(startNs, endOfBatch);
        if (urgent.length > 0) {
            if (endOfBatch) {
                handOver(ringSequence);
            } else if (slot.findings().hasFired()) {
                running = JOURNAL;
                journal.flush();
                journaled.onEndOfBatch();
                handOver(ringSequence);
            }
        }
    }

    private void handOver(long lastUrgent) {
        for (; nextUrgent <= lastUrgent; nextUrgent++) {
            EventSlot slot = slots.apply(nextUrgent);
            boolean isLast = nextUrgent == lastUrgent;
            gate.onEvent(slot.startNs(), isLast);
            for (int i = 0; i < urgent.length; i++) {
                running = FIRST_URGENT + i;
                urgent[i].onEvent(slot, isLast);
                handedOver[i].onEvent(slot.startNs(), isLast);
            }
        }
    }

    /** An urgent stage is called with earlier events than the one that made their group whole. */
    @Override
    long failedAt(long ringSequence) {
        return running < FIRST_URGENT ? ringSequence : nextUrgent;
    }
}
