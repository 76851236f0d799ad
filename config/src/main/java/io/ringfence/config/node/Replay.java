package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Halt;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.journal.JournalListener;
import org.agrona.DirectBuffer;

/** Applies journaled events to a core, on the caller's thread. What the core puts out goes nowhere but into its digest. */
public final class Replay implements JournalListener {
    private final CoreLogic logic;
    private final EventSlot slot;

    /** A replay into {@code logic}; the ring's bounds on inputs and outputs hold here too. */
    public Replay(CoreLogic logic, RingConfig ring) {
        this.logic = logic;
        this.slot = new EventSlot(ring);
    }

    @Override
    public void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        slot.claim(sequence, timestampNs);
        slot.in().set(buffer, offset, length);
        apply("stop-loss", logic.stopLoss());
        apply("trade", logic.trade());
    }

    private void apply(String name, Stage stage) {
        try {
            stage.onEvent(slot, true);
        } catch (RuntimeException e) {
            throw new ReplayHaltedException(new Halt(name, slot.sequence(), e));
        }
    }
}
