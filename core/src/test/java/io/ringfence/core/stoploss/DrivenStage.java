package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.state.StateHash;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.stoploss.NaiveStopLoss.Result;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.testkit.StateBytes;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.List;

/** A stage on one slot, with verbs. Quantities and prices are whole units of 1e-8, but for those of reports as they are. */
final class DrivenStage {
    private final Plugins plugins;
    private final StopLossStage stage;
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;
    private long feedSequence;

    DrivenStage() {
        this(Plugins.BUILT_IN);
    }

    DrivenStage(Plugins plugins) {
        this.plugins = plugins;
        this.stage = new StopLossStage(plugins);
    }

    /** With one instrument, and two accounts beside the host's own. */
    static DrivenStage ready() {
        DrivenStage stage = new DrivenStage();
        stage.apply(TestEvent.Node.defaults());
        stage.apply(new TestEvent.Define(0, "BTC"));
        stage.apply(new TestEvent.Register(1, "Ann", 0));
        stage.apply(new TestEvent.Register(2, "Ben", 0));
        return stage;
    }

    Result apply(TestEvent event) {
        return apply(++sequence, event);
    }

    /** With a sequence, by which a strategy or a condition is known, out of turn. */
    Result apply(long eventSequence, TestEvent event) {
        slot.claim(eventSequence, eventSequence);
        event.encode(slot.in());
        stage.onEvent(slot, true);
        return StopLossStageHistoryTest.result(slot.findings());
    }

    StopFindings findings() {
        return slot.findings();
    }

    long sequence() {
        return sequence;
    }

    /** Creates a strategy; returns its id. */
    long create(Create terms) {
        apply(terms);
        return sequence;
    }

    List<Finding> update(long strategyId, Create terms) {
        return apply(new TestEvent.Update(strategyId, terms)).findings();
    }

    /** An entry order's fills so far. */
    List<Finding> enter(long strategyId, long orderId, long quantity, long price) {
        return fill(strategyId, orderId, OrderPurpose.ENTRY, quantity, price);
    }

    /** An exit order's fills so far, at 1000. */
    List<Finding> leave(long strategyId, long orderId, long quantity) {
        return fill(strategyId, orderId, OrderPurpose.EXIT, quantity, 1000);
    }

    private List<Finding> fill(long strategyId, long orderId, OrderPurpose purpose, long quantity, long price) {
        return report(strategyId, orderId, purpose, quantity * TrailRulesTest.ONE, quantity * price, 0)
                .findings();
    }

    Result report(long strategyId, long orderId, OrderPurpose purpose, long quantity, long notional, long fee) {
        return apply(new Report(
                ExecutionType.FILL,
                orderId,
                strategyId,
                purpose,
                Side.BUY,
                quantity,
                notional,
                fee,
                RejectReason.NONE));
    }

    List<Finding> trade(long price) {
        return apply(Tick.of(0, ++feedSequence).trade(price)).findings();
    }

    Verdict verdict(TestEvent event) {
        return apply(event).verdict();
    }

    /** What the stage writes. */
    StateBytes bytes() {
        StateBytes bytes = new StateBytes();
        stage.writeTo(bytes);
        return bytes;
    }

    /** A stage that was read from what this one writes, and writes the same. */
    DrivenStage restored() {
        DrivenStage restored = new DrivenStage(plugins);
        StateBytes.Reader source = bytes().source();
        restored.stage.readFrom(source);
        assertEquals(0, source.remaining());
        assertEquals(bytes(), restored.bytes());
        restored.sequence = sequence;
        restored.feedSequence = feedSequence;
        return restored;
    }

    String hash() {
        StateHash hash = new StateHash();
        stage.writeTo(hash);
        return hash.finish();
    }
}
