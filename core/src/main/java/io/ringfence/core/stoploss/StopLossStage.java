package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.state.StateSink;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Checks every tick against the stops, and every input against the core's bounds, before the trade stage sees it. The
 * rules stand in the package's page. One thread.
 */
public final class StopLossStage implements Stage {
    private static final int UNKNOWN = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final StrategyCreatedDecoder created = new StrategyCreatedDecoder();
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final NodeStartedDecoder started = new NodeStartedDecoder();

    private final List<InstrumentStops> instruments = new ArrayList<>();
    private final List<StopPlan> plans = new ArrayList<>();
    private final Long2LongHashMap planOfStrategy = new Long2LongHashMap(UNKNOWN);
    private final Positions positions = new Positions();
    private final FeedPositions feeds = new FeedPositions();
    private final FiringStops firing = new FiringStops(plans);
    private long armingOrder;
    private int maxInstruments;
    private int maxStrategies;

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        DirectBuffer buffer = slot.in().buffer();
        StopFindings findings = slot.findings();
        firing.into(findings);
        header.wrap(buffer, 0);
        switch (header.templateId()) {
            case PriceTickDecoder.TEMPLATE_ID -> {
                tick.wrapAndApplyHeader(buffer, 0, header);
                findings.verdict(onTick());
            }
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                report.wrapAndApplyHeader(buffer, 0, header);
                findings.verdict(onReport(findings));
            }
            case StrategyCreatedDecoder.TEMPLATE_ID -> {
                created.wrapAndApplyHeader(buffer, 0, header);
                findings.verdict(onCreated(slot.sequence()));
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                defined.wrapAndApplyHeader(buffer, 0, header);
                findings.verdict(onDefined());
            }
            case NodeStartedDecoder.TEMPLATE_ID -> {
                started.wrapAndApplyHeader(buffer, 0, header);
                maxInstruments = started.maxInstruments();
                maxStrategies = started.maxStrategies();
            }
            default -> {
                // Nothing in it for stops.
            }
        }
    }

    private Verdict onTick() {
        if (!feeds.advance(tick.feedId(), tick.feedSequence())) {
            return Verdict.REPEATED;
        }
        int instrumentId = tick.instrumentId();
        if (isUnknown(instrumentId)) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        Verdict verdict = TickCheck.check(tick);
        if (verdict == Verdict.ACCEPTED) {
            instruments.get(instrumentId).onTick(tick, firing);
        }
        return verdict;
    }

    private Verdict onReport(StopFindings findings) {
        Verdict verdict = ReportCheck.check(report);
        int index = (int) planOfStrategy.get(report.strategyId());
        return verdict == Verdict.ACCEPTED && index != UNKNOWN ? book(plans.get(index), findings) : verdict;
    }

    private Verdict book(StopPlan plan, StopFindings findings) {
        long orderId = report.clientOrderId();
        if (!plan.isNews(orderId, report.cumQuantity())) {
            return Verdict.ACCEPTED;
        }
        boolean isEntry = report.purpose() == OrderPurpose.ENTRY;
        try {
            plan.book(isEntry, orderId, report.cumQuantity(), report.cumNotional(), report.cumFee());
        } catch (ArithmeticException overflow) {
            return Verdict.INVALID_QUANTITY;
        }
        if (plan.state != StopPlan.State.FIRED) {
            if (plan.openQuantity() <= 0) {
                disarm(plan, findings);
            } else if (isEntry) {
                arm(plan, findings);
            }
        }
        return Verdict.ACCEPTED;
    }

    private void arm(StopPlan plan, StopFindings findings) {
        InstrumentStops stops = instruments.get(plan.instrumentId);
        StopBook book = stops.book(plan.source, plan.side);
        long level = plan.levelForEntry();
        if (plan.state == StopPlan.State.ARMED) {
            if (level == plan.level) {
                return;
            }
            book.move(plan.index, level);
            findings.add(StopFindings.Kind.MOVED, plan.strategyId, level, 0);
        } else {
            plan.armingOrder = ++armingOrder;
            book.arm(plan.index, level, plan.armingOrder);
            findings.add(StopFindings.Kind.ARMED, plan.strategyId, level, 0);
        }
        plan.level = level;
        plan.state = StopPlan.State.ARMED;
        stops.fireIfPassed(plan.source, plan.side, firing);
    }

    private void disarm(StopPlan plan, StopFindings findings) {
        if (plan.state == StopPlan.State.ARMED) {
            instruments.get(plan.instrumentId).book(plan.source, plan.side).disarm(plan.index);
            plan.state = StopPlan.State.IDLE;
            findings.add(StopFindings.Kind.DISARMED, plan.strategyId, plan.level, 0);
        }
    }

    private Verdict onCreated(long sequence) {
        if (isUnknown(created.instrumentId())) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        if (plans.size() >= maxStrategies) {
            return Verdict.LIMIT_REACHED;
        }
        if (created.quantity() <= 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (created.exitTimeNs() <= created.entryTimeNs()) {
            return Verdict.INVALID_TIMES;
        }
        boolean ratioTooLarge = created.stopUnit() == StopUnit.RATIO
                && created.positionSide() == PositionSide.LONG
                && created.stopValue() >= Decimal.ONE;
        if (created.stopValue() <= 0 || ratioTooLarge) {
            return Verdict.INVALID_STOP;
        }
        StopPlan plan = new StopPlan(
                plans.size(),
                sequence,
                created.instrumentId(),
                created.positionSide(),
                created.triggerSource(),
                created.stopUnit(),
                created.stopValue());
        plans.add(plan);
        planOfStrategy.put(sequence, plan.index);
        return Verdict.ACCEPTED;
    }

    private Verdict onDefined() {
        if (defined.instrumentId() != instruments.size()) {
            return Verdict.OUT_OF_ORDER;
        }
        if (instruments.size() >= maxInstruments) {
            return Verdict.LIMIT_REACHED;
        }
        instruments.add(new InstrumentStops(defined.symbol(), positions));
        return Verdict.ACCEPTED;
    }

    private boolean isUnknown(int instrumentId) {
        return instrumentId < 0 || instrumentId >= instruments.size();
    }

    /** Symbols by instrument number. For the node's start, before the stage's thread runs. */
    public List<String> symbols() {
        return instruments.stream().map(InstrumentStops::symbol).toList();
    }

    /** Tells the prices in force of every instrument. For the node's start, as above. */
    public void tellPrices(PriceView view) {
        for (int id = 0; id < instruments.size(); id++) {
            instruments.get(id).tellPrices(id, view);
        }
    }

    /** Position of the last tick taken from a feed, 0 when none was. For the node's start, as above. */
    public long lastFeedSequence(int feedId) {
        return feeds.last(feedId);
    }

    /** Writes the stage's state, canonically. */
    public void writeTo(StateSink sink) {
        sink.putLong(maxInstruments);
        sink.putLong(maxStrategies);
        sink.putLong(armingOrder);
        feeds.writeTo(sink);
        sink.putLong(instruments.size());
        instruments.forEach(instrument -> instrument.writeTo(sink));
        sink.putLong(plans.size());
        plans.forEach(plan -> plan.writeTo(sink));
    }
}
