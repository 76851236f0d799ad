package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.StopType;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.stoploss.NaiveStopLoss.Result;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A stage, and beside it one that was read from what the first wrote: nothing may tell them apart. */
final class RestoredTwin {
    private final DrivenStage stage;
    private DrivenStage copy;
    private final List<String> events = new ArrayList<>();
    private final Map<Long, Create> terms = new HashMap<>();
    private final Set<Long> armed = new HashSet<>();
    private final Set<Long> armedBefore = new HashSet<>();
    private boolean isRestored;
    /** What came of stops that were armed when the copy was made, and what was refused after that; with how often. */
    final Map<String, Integer> met = new TreeMap<>();

    RestoredTwin(Plugins plugins) {
        stage = new DrivenStage(plugins);
        copy = new DrivenStage(plugins);
    }

    /** Makes a copy of the copy take its place, which must write what the stage does. */
    void restore() {
        events.add("restored");
        checkState();
        copy = copy.restored();
        isRestored = true;
        armedBefore.clear();
        armedBefore.addAll(armed);
    }

    void apply(long sequence, TestEvent event) {
        events.add(sequence + " " + event);
        Result expected = stage.apply(sequence, event);
        assertEquals(expected, copy.apply(sequence, event), this::toString);
        if (expected.verdict() == Verdict.REPEATED && !(event instanceof Tick)) {
            assertEquals(stage.findings().repeatSubjectId(), copy.findings().repeatSubjectId(), this::toString);
            assertEquals(stage.findings().repeatSequence(), copy.findings().repeatSequence(), this::toString);
        }
        if (expected.verdict() == Verdict.ACCEPTED) {
            follow(sequence, event);
        } else if (isRestored) {
            met.merge("refused " + expected.verdict(), 1, Integer::sum);
        }
        expected.findings().forEach(this::follow);
    }

    private void follow(long sequence, TestEvent event) {
        if (event instanceof Create create) {
            terms.put(sequence, create);
        }
        if (event instanceof TestEvent.PlaceOrder order && order.strategyId() == 0) {
            terms.put(sequence, order.terms());
        }
        if (event instanceof TestEvent.MoveStop moved) {
            terms.computeIfPresent(
                    moved.strategyId(),
                    (id, before) -> before.stop(moved.type(), moved.unit(), moved.value(), moved.activationPrice()));
        }
        if (event instanceof TestEvent.Update update) {
            terms.compute(update.strategyId(), (id, before) -> termsOf(update.terms(), before.source()));
        }
    }

    /** An update changes the terms of the stop, and not what it watches. */
    private static Create termsOf(Create update, TriggerSource source) {
        Create create =
                new Create(update.instrumentId(), update.side(), 0, 0, 0, source, update.unit(), update.stopValue());
        return update.stopType() == StopType.FIXED ? create : create.trailing();
    }

    private void follow(Finding finding) {
        long id = finding.strategyId();
        if (finding.kind() == Kind.CONDITION_TRUE) {
            met.merge("condition true", 1, Integer::sum);
            return;
        }
        Create create = terms.get(id);
        if (armedBefore.contains(id)) {
            boolean isGain = finding.kind() == Kind.ACTIVATED || finding.kind() == Kind.TARGET_FIRED;
            String what = finding.kind() + " " + create.source();
            met.merge(isGain ? what : what + " " + create.stopType(), 1, Integer::sum);
        }
        switch (finding.kind()) {
            case ARMED -> armed.add(id);
            case DISARMED, FIRED -> {
                armed.remove(id);
                armedBefore.remove(id);
            }
            default -> {
                // Armed as before.
            }
        }
    }

    void checkState() {
        assertEquals(stage.bytes(), copy.bytes(), this::toString);
    }

    @Override
    public String toString() {
        return String.join("\n", events);
    }
}
