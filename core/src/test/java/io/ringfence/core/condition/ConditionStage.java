package io.ringfence.core.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.stoploss.StopLossStage;
import io.ringfence.core.testkit.AccountEvents;
import io.ringfence.core.testkit.StateBytes;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;

/** A stop-loss stage on one reused slot, of whose findings the conditions' are kept. */
final class ConditionStage {
    /** A condition that came true. */
    record Fired(long conditionId, long level, long price) {}

    /** What one event led to. */
    record Result(Verdict verdict, List<Fired> fired) {}

    final StopLossStage stage;
    final EventSlot slot = new EventSlot(RingConfig.defaults());
    long sequence;

    /** A stage that knows the accounts 1 and 5, and no strategy. */
    ConditionStage() {
        this(new StopLossStage());
        prepare(TestEvent.Node.defaults());
        prepare(new AccountEvents.Register(1, "one", 0));
        prepare(new AccountEvents.Register(5, "five", 0));
    }

    private ConditionStage(StopLossStage stage) {
        this.stage = stage;
    }

    private void prepare(TestEvent event) {
        slot.claim(0, 0);
        event.encode(slot.in());
        stage.onEvent(slot, true);
    }

    Result apply(ConditionEvent event) {
        slot.claim(++sequence, sequence);
        event.encode(slot.in());
        stage.onEvent(slot, true);
        List<Fired> fired = new ArrayList<>();
        StopFindings findings = slot.findings();
        for (int i = 0; i < findings.count(); i++) {
            if (findings.kind(i) == StopFindings.Kind.CONDITION_TRUE) {
                fired.add(new Fired(findings.conditionId(i), findings.level(i), findings.price(i)));
            }
        }
        return new Result(findings.verdict(), fired);
    }

    /** The stage's state, word by word. */
    List<Long> state() {
        List<Long> words = new ArrayList<>();
        stage.writeTo(words::add);
        return words;
    }

    /** A stage that was read from what this one writes, and writes the same. */
    ConditionStage restored() {
        StateBytes bytes = new StateBytes();
        stage.writeTo(bytes);
        ConditionStage restored = new ConditionStage(new StopLossStage());
        restored.stage.readFrom(bytes.source());
        assertEquals(state(), restored.state());
        restored.sequence = sequence;
        return restored;
    }
}
