package io.ringfence.core.stoploss;

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
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.List;

/** A stage on one slot, with verbs. Quantities and prices are whole units of 1e-8, but for those of reports as they are. */
final class DrivenStage {
    private final StopLossStage stage = new StopLossStage();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;
    private long feedSequence;

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
        slot.claim(++sequence, sequence);
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

    String hash() {
        StateHash hash = new StateHash();
        stage.writeTo(hash);
        return hash.finish();
    }
}
