package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.state.OutputDigest;
import io.ringfence.core.state.StateSink;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/**
 * Turns events into orders and events out: first the stops that fired, then the timers that are due, then what the event
 * carries. The package's page has the rules. One thread; only {@link #nextDeadlineNs()} may be called from others.
 */
public final class TradeStage implements Stage {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final StrategyCreatedDecoder created = new StrategyCreatedDecoder();
    private final StrategyStartRequestedDecoder startRequested = new StrategyStartRequestedDecoder();
    private final NodeStartedDecoder started = new NodeStartedDecoder();

    private final EventTime time = new EventTime();
    private final OutputDigest digest = new OutputDigest();
    private final TradeCounters counters = new TradeCounters();
    private final TradeOutputs outputs = new TradeOutputs();
    private final Orders orders = new Orders();
    private final StrategyDesk strategies = new StrategyDesk(outputs, orders, counters);
    private final OrderDesk orderDesk = new OrderDesk(outputs, orders, counters, strategies);
    private long sequence;
    /** Written by the stage's thread after each event, read by the clock producer; a late view only delays its wake-up. */
    private final AtomicLong nextDeadlineNs = new AtomicLong(Long.MAX_VALUE);

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        sequence = slot.sequence();
        outputs.into(slot.out());
        orders.beginEvent(sequence);
        strategies.beginEvent(time.advance(slot.timestampNs()));
        takeStops(slot.findings());
        strategies.fireDueTimers();
        takeInput(slot);
        digest.update(sequence, slot.out());
        if (strategies.nextDeadlineNs() != nextDeadlineNs.getPlain()) {
            nextDeadlineNs.setRelease(strategies.nextDeadlineNs());
        }
    }

    private void takeStops(StopFindings findings) {
        for (int i = 0; i < findings.count(); i++) {
            Strategy strategy = strategies.find(findings.strategyId(i));
            switch (findings.kind(i)) {
                case ARMED -> {
                    counters.stopsArmed++;
                    standAt(strategy, findings.level(i));
                }
                case MOVED, ACTIVATED -> standAt(strategy, findings.level(i));
                case DISARMED -> outputs.stopDisarmed(strategy);
                case FIRED -> strategies.onStopFired(strategy, findings.level(i), findings.price(i));
                case TARGET_FIRED -> strategies.onTargetFired(strategy, findings.level(i), findings.price(i));
                case CONDITION_TRUE -> {
                    // Nothing follows from it yet.
                }
            }
        }
    }

    private void standAt(Strategy strategy, long level) {
        strategy.stopLevel = level;
        outputs.stopArmed(strategy);
        if (level == (strategy.side == PositionSide.LONG ? 0 : Long.MAX_VALUE)) {
            outputs.alert(AlertCode.STOP_UNREACHABLE, strategy.id, 0, level);
        }
    }

    private void takeInput(EventSlot slot) {
        DirectBuffer buffer = slot.in().buffer();
        Verdict verdict = slot.findings().verdict();
        header.wrap(buffer, 0);
        switch (header.templateId()) {
            case PriceTickDecoder.TEMPLATE_ID -> {
                tick.wrapAndApplyHeader(buffer, 0, header);
                onTick(verdict);
            }
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                report.wrapAndApplyHeader(buffer, 0, header);
                onReport(verdict);
            }
            case StrategyCreatedDecoder.TEMPLATE_ID -> {
                if (holds(verdict)) {
                    strategies.create(sequence, created.wrapAndApplyHeader(buffer, 0, header));
                }
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> holds(verdict);
            case StrategyStartRequestedDecoder.TEMPLATE_ID -> {
                startRequested.wrapAndApplyHeader(buffer, 0, header);
                strategies.start(startRequested.strategyId());
            }
            case NodeStartedDecoder.TEMPLATE_ID -> {
                started.wrapAndApplyHeader(buffer, 0, header);
                onNodeStarted();
            }
            default -> {
                // Time alone: its timers have fired.
            }
        }
    }

    /** Says so when an input was refused. */
    private boolean holds(Verdict verdict) {
        if (verdict != Verdict.ACCEPTED) {
            outputs.commandRefused(sequence, verdict);
        }
        return verdict == Verdict.ACCEPTED;
    }

    private void onTick(Verdict verdict) {
        if (verdict != Verdict.REPEATED) {
            counters.ticks++;
        }
        if (verdict != Verdict.ACCEPTED) {
            counters.rejectedTicks++;
            outputs.tickRejected(tick.feedSequence(), tick.instrumentId(), tick.feedId(), verdict);
        }
    }

    private void onReport(Verdict verdict) {
        if (verdict == Verdict.ACCEPTED) {
            orderDesk.onReport(report);
        } else {
            outputs.alert(AlertCode.REPORT_MISMATCH, report.strategyId(), report.clientOrderId(), report.cumQuantity());
        }
    }

    private void onNodeStarted() {
        strategies.limits(Limits.of(started));
        if (sequence > 1) {
            outputs.systemRecovery(strategies.openCount(), orders.liveCount());
            orderDesk.queryLiveOrders();
        }
    }

    /** When the next timer is due, {@code Long.MAX_VALUE} when none is. From any thread. */
    public long nextDeadlineNs() {
        return nextDeadlineNs.getAcquire();
    }

    /** Sequence of the last event handled. */
    public long sequence() {
        return sequence;
    }

    /** Event time: nanoseconds since the epoch. */
    public long timeNs() {
        return time.nowNs();
    }

    /** Digest over all outputs since the journal's first event. */
    public long outputDigest() {
        return digest.value();
    }

    /** What was done since the journal's first event. */
    public TradeCounters counters() {
        return counters;
    }

    /** All strategies in order of creation. Only while no thread runs the stage. */
    public List<StrategyRow> strategyRows() {
        return strategies.all().stream().map(StrategyRow::of).toList();
    }

    /** Sequence of the event that a client order id was made for. */
    public static long sequenceOf(long clientOrderId) {
        return clientOrderId >>> Orders.ORDERS_PER_EVENT_BITS;
    }

    /** Writes the stage's state, canonically. Only while no thread runs the stage. */
    public void writeTo(StateSink sink) {
        sink.putLong(sequence);
        sink.putLong(time.nowNs());
        sink.putLong(digest.value());
        counters.writeTo(sink);
        orders.writeTo(sink);
        strategies.writeTo(sink);
    }
}
