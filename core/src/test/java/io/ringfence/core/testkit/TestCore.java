package io.ringfence.core.testkit;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.util.List;

/** A core on one reused slot, with a clock that the test sets. */
public final class TestCore {
    private final CoreLogic logic = new CoreLogic();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;
    private long timeNs;

    /** Sets the time of the events that follow. */
    public TestCore at(long newTimeNs) {
        timeNs = newTimeNs;
        return this;
    }

    /** Applies an event; returns its outputs, a line each. */
    public List<String> apply(TestEvent event) {
        slot.claim(++sequence, timeNs);
        event.encode(slot.in());
        logic.apply(slot);
        return OutputView.lines(slot.out());
    }

    /** Applies an event; returns the commands among its outputs. */
    public List<OrderCommand> commands(TestEvent event) {
        apply(event);
        return OutputView.commands(slot.out());
    }

    /** Commands among the outputs of the last event. */
    public List<OrderCommand> commands() {
        return OutputView.commands(slot.out());
    }

    /** The slot as the last event left it. */
    public EventSlot slot() {
        return slot;
    }

    /** Sequence of the last event. */
    public long sequence() {
        return sequence;
    }

    /** The core. */
    public CoreLogic logic() {
        return logic;
    }
}
