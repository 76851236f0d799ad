package io.ringfence.core.ring;

import java.util.function.BiConsumer;

/** The ring of {@link ThreadingMode#INLINE}: one slot, and the caller's thread runs the stages. */
final class InlinePublisher implements EventPublisher {
    private final EventSlot slot;
    private final EpochClock clock;
    private final StageTimes times;
    private final StageRunner stages;
    private final BiConsumer<Long, Throwable> onFailure;
    private long sequence;
    /** So far, of this start: a slot's place in a ring that has threads. */
    private long events;

    private boolean claimed;
    private boolean closed;

    InlinePublisher(
            EventSlot slot,
            EpochClock clock,
            StageTimes times,
            long lastSequence,
            StageRunner stages,
            BiConsumer<Long, Throwable> onFailure) {
        this.slot = slot;
        this.clock = clock;
        this.times = times;
        this.sequence = lastSequence;
        this.stages = stages;
        this.onFailure = onFailure;
    }

    @Override
    public long tryClaim(Admission admission) {
        if (closed) {
            return HALTED;
        }
        if (claimed) {
            throw new IllegalStateException("claimed from inside a stage, or twice: INLINE has one slot");
        }
        claimed = true;
        slot.claim(sequence + 1, clock.epochNs(), times.startNs(sequence + 1));
        return sequence + 1;
    }

    @Override
    public EventSlot slot(long claim) {
        return slot;
    }

    @Override
    public void publish(long claim) {
        try {
            stages.onEvent(slot, events++, true);
            sequence = claim;
        } catch (Throwable failure) {
            closed = true;
            onFailure.accept(claim, failure);
        } finally {
            claimed = false;
        }
    }

    long completedSequence() {
        return sequence;
    }

    void close() {
        closed = true;
    }
}
