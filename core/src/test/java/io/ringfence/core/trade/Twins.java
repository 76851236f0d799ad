package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.testkit.OutputView;
import io.ringfence.core.testkit.StateBytes;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A core that is never restored, and one that is, again and again; fed the same, they have to be the same. */
final class Twins {
    private final Plugins plugins;
    private final CoreLogic original;
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final EventSlot otherSlot = new EventSlot(RingConfig.defaults());
    private CoreLogic restored;
    private long sequence;

    Twins(Plugins plugins) {
        this.plugins = plugins;
        original = new CoreLogic(plugins);
        restored = new CoreLogic(plugins);
    }

    /** The state that both are in. */
    StateBytes state() {
        StateBytes state = new StateBytes();
        original.writeTo(state);
        return state;
    }

    /** The trade stage's part of it. */
    StateBytes tradeState() {
        StateBytes state = new StateBytes();
        original.trade().writeTo(state);
        return state;
    }

    /** Replaces the restored one by another, made from what it writes. */
    void restore() {
        StateBytes written = new StateBytes();
        restored.writeTo(written);
        StateBytes.Reader source = written.source();
        restored = new CoreLogic(plugins);
        restored.readFrom(source);
        assertEquals(0, source.remaining());
        assertEquals(state(), written);
        StateBytes again = new StateBytes();
        restored.writeTo(again);
        assertEquals(written, again);
        assertEquals(original.stateHash(), restored.stateHash());
        checkViews();
    }

    /** What people and the node's start see. */
    private void checkViews() {
        TradeStage stage = original.trade();
        TradeStage other = restored.trade();
        assertEquals(stage.strategyRows(), other.strategyRows());
        assertEquals(stage.accountRows(), other.accountRows());
        assertEquals(stage.orderRows(), other.orderRows());
        assertEquals(stage.termsRows(), other.termsRows());
        assertEquals(stage.streamRows(), other.streamRows());
        assertEquals(stage.conditionRows(), other.conditionRows());
        assertEquals(stage.nextDeadlineNs(), other.nextDeadlineNs());
        assertEquals(stage.outputDigest(), other.outputDigest());
        assertEquals(
                List.of(stage.sequence(), stage.timeNs(), figures(stage)),
                List.of(other.sequence(), other.timeNs(), figures(other)));
        assertEquals(original.stopLoss().symbols(), restored.stopLoss().symbols());
        assertEquals(original.stopLoss().stopRows(), restored.stopLoss().stopRows());
        assertEquals(original.stopLoss().termsRows(), restored.stopLoss().termsRows());
    }

    private static List<Long> figures(TradeStage stage) {
        TradeCounters counters = stage.counters();
        return List.of(
                counters.ticks(),
                counters.rejectedTicks(),
                counters.stopsArmed(),
                counters.stopsFired(),
                counters.ordersSent(),
                counters.fills(),
                counters.realizedPnlScaled());
    }

    /** Applies an event to both. */
    void apply(long timeNs, TestEvent event) {
        sequence++;
        apply(original, slot, timeNs, event);
        apply(restored, otherSlot, timeNs, event);
        if (!Arrays.equals(outputs(slot), outputs(otherSlot))) {
            assertEquals(OutputView.lines(slot.out()), OutputView.lines(otherSlot.out()), () -> sequence + " " + event);
            throw new AssertionError(sequence + " " + event + ": outputs of other bytes");
        }
        assertEquals(findings(slot.findings()), findings(otherSlot.findings()), () -> sequence + " " + event);
        assertEquals(
                original.trade().nextDeadlineNs(), restored.trade().nextDeadlineNs(), () -> sequence + " " + event);
        assertEquals(original.trade().outputDigest(), restored.trade().outputDigest(), () -> sequence + " " + event);
    }

    private void apply(CoreLogic core, EventSlot into, long timeNs, TestEvent event) {
        into.claim(sequence, timeNs);
        event.encode(into.in());
        core.apply(into);
    }

    private static byte[] outputs(EventSlot slot) {
        byte[] bytes = new byte[slot.out().length()];
        slot.out().buffer().getBytes(0, bytes);
        return bytes;
    }

    private static List<List<Object>> findings(StopFindings findings) {
        List<List<Object>> all = new ArrayList<>();
        all.add(List.of(findings.verdict(), findings.repeatSubjectId(), findings.repeatSequence()));
        for (int i = 0; i < findings.count(); i++) {
            all.add(List.of(findings.kind(i), findings.strategyId(i), findings.level(i), findings.price(i)));
        }
        return all;
    }
}
