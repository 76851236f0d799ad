package io.ringfence.core.testkit;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.strategy.Plugins;
import java.util.List;
import java.util.Set;

/** A core on one reused slot, with a clock that the test sets. */
public final class TestCore {
    private static final Set<String> LOGGED = Set.of(
            "RUNTIME_STATE_LOADED",
            "ERROR_LOGGED",
            "ORDER_EVENT_LOGGED",
            "LOCK_ACQUIRED",
            "STRATEGY_READY",
            "RunnerStarted",
            "RunnerStopped",
            "StateTransition",
            "ActionExecuted",
            "PositionOpened",
            "PositionClosed",
            "Error",
            "StatsUpdate");

    private final Plugins plugins;
    private final CoreLogic logic;
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;
    private long timeNs;

    /** With the built-in kinds of strategies. */
    public TestCore() {
        this(Plugins.BUILT_IN);
    }

    /** With these kinds of strategies. */
    public TestCore(Plugins plugins) {
        this.plugins = plugins;
        logic = new CoreLogic(plugins);
    }

    /** Another one at the same event and time, read back from what this one writes. */
    public TestCore restored() {
        StateBytes state = new StateBytes();
        logic.writeTo(state);
        TestCore copy = new TestCore(plugins);
        copy.logic.readFrom(state.source());
        copy.sequence = sequence;
        copy.timeNs = timeNs;
        return copy;
    }

    /** Sets the time of the events that follow. */
    public TestCore at(long newTimeNs) {
        timeNs = newTimeNs;
        return this;
    }

    /** Applies an event; returns its outputs, a line each, but for those that only log or watch what others say too. */
    public List<String> apply(TestEvent event) {
        return applyAll(event).stream()
                .filter(line -> !LOGGED.contains(line.split(" ", 2)[0]))
                .toList();
    }

    /** Applies an event; returns all its outputs, a line each. */
    public List<String> applyAll(TestEvent event) {
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
