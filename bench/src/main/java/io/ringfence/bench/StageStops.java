package io.ringfence.bench;

import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;

/**
 * Stops of a stage, as the host runs it. Each call is one event: its message is encoded into the slot, then the stop-loss
 * stage decodes and checks it, books fills in the strategy's ledger, and goes to its books.
 */
final class StageStops implements StopSet {
    private final Events events = new Events();
    private final Stage stage;
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final long firstStrategyId;
    /** Entered so far, by stop: whole units, for the life of the strategy. */
    private final long[] entered;

    private long sequence;
    private long feedSequence;

    /** A stop for each distance, none armed; the stage is the stop-loss stage, or one that does nothing in its place. */
    StageStops(Stage stage, boolean isTrailing, long[] distancesScaled) {
        this.stage = stage;
        entered = new long[distancesScaled.length];
        claim();
        events.nodeStarted(slot, distancesScaled.length);
        apply();
        claim();
        events.instrumentDefined(slot);
        apply();
        firstStrategyId = sequence + 1;
        for (long distance : distancesScaled) {
            claim();
            events.strategyCreated(slot, isTrailing ? StopType.TRAILING : StopType.FIXED, StopUnit.AMOUNT, distance);
            apply();
        }
    }

    private void claim() {
        slot.claim(++sequence, sequence);
    }

    private void apply() {
        stage.onEvent(slot, true);
    }

    @Override
    public void arm(int stop, long averageEntryScaled) {
        claim();
        events.entryFilled(slot, firstStrategyId + stop, ++entered[stop], averageEntryScaled);
        apply();
    }

    @Override
    public void move(int stop, long averageEntryScaled) {
        arm(stop, averageEntryScaled);
    }

    @Override
    public void disarm(int stop) {
        claim();
        events.exitFilled(slot, firstStrategyId + stop, entered[stop], StopRota.PRICE);
        apply();
    }

    @Override
    public int tick(long priceScaled) {
        claim();
        events.trade(slot, ++feedSequence, priceScaled);
        apply();
        return slot.findings().count();
    }

    @Override
    public int fired(int at) {
        return (int) (slot.findings().strategyId(at) - firstStrategyId);
    }

    @Override
    public boolean isLazy() {
        return true;
    }

    /** What the stage found in the last call, for tests. */
    int findings() {
        return slot.findings().count();
    }
}
