package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.BrokerAuthFailedDecoder;
import io.ringfence.core.event.BrokerAuthSuccessDecoder;
import io.ringfence.core.event.BrokerDisconnectedDecoder;
import io.ringfence.core.event.BrokerKeySubmittedDecoder;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionRemovedDecoder;
import io.ringfence.core.event.DiskSpaceChangedDecoder;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExitRequestedDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.OrderCancelRequestedDecoder;
import io.ringfence.core.event.OrderReplaceRequestedDecoder;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.PositionPulledDecoder;
import io.ringfence.core.event.PriceFeedConnectedDecoder;
import io.ringfence.core.event.PriceFeedErrorDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.PullEndedDecoder;
import io.ringfence.core.event.ReplicaDivergedDecoder;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.SequenceSkippedDecoder;
import io.ringfence.core.event.StopUpdatedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyScheduledDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyStopRequestedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.UserLoggedInDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.StopFindings;
import org.agrona.DirectBuffer;

/** Takes inputs apart and hands each to the desk it is for. */
final class TradeInputs {
    private static final long NO_PRICE = PriceTickDecoder.lastNullValue();

    /** Of the tick in hand, when it holds; {@link #NO_PRICE} where it has none to judge by. */
    private long tickPrice;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final StrategyCreatedDecoder created = new StrategyCreatedDecoder();
    private final StrategyUpdatedDecoder updated = new StrategyUpdatedDecoder();
    private final StrategyStartRequestedDecoder startRequested = new StrategyStartRequestedDecoder();
    private final StrategyStopRequestedDecoder stopRequested = new StrategyStopRequestedDecoder();
    private final StrategyScheduledDecoder scheduled = new StrategyScheduledDecoder();
    private final ExitRequestedDecoder exitRequested = new ExitRequestedDecoder();
    private final OrderRequestedDecoder orderRequested = new OrderRequestedDecoder();
    private final OrderCancelRequestedDecoder orderCancelRequested = new OrderCancelRequestedDecoder();
    private final OrderReplaceRequestedDecoder orderReplaceRequested = new OrderReplaceRequestedDecoder();
    private final StopUpdatedDecoder stopUpdated = new StopUpdatedDecoder();
    private final ConditionCreatedDecoder conditionCreated = new ConditionCreatedDecoder();
    private final ConditionRemovedDecoder conditionRemoved = new ConditionRemovedDecoder();
    private final KillSwitchSetDecoder killSwitchSet = new KillSwitchSetDecoder();
    private final RiskLimitsSetDecoder riskLimitsSet = new RiskLimitsSetDecoder();
    private final NodeStartedDecoder nodeStarted = new NodeStartedDecoder();
    private final BrokerAuthFailedDecoder authFailed = new BrokerAuthFailedDecoder();
    private final BrokerKeySubmittedDecoder keySubmitted = new BrokerKeySubmittedDecoder();
    private final PriceFeedConnectedDecoder feedConnected = new PriceFeedConnectedDecoder();
    private final PriceFeedErrorDecoder feedError = new PriceFeedErrorDecoder();
    private final PositionPulledDecoder positionPulled = new PositionPulledDecoder();
    private final PullEndedDecoder pullEnded = new PullEndedDecoder();
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final UserRegisteredDecoder registered = new UserRegisteredDecoder();
    private final UserLoggedInDecoder loggedIn = new UserLoggedInDecoder();
    private final DiskSpaceChangedDecoder diskSpaceChanged = new DiskSpaceChangedDecoder();
    private final ReplicaDivergedDecoder replicaDiverged = new ReplicaDivergedDecoder();
    private final SequenceSkippedDecoder sequenceSkipped = new SequenceSkippedDecoder();

    private final SystemOutputs outputs;
    private final TradeCounters counters;
    private final StrategyDesk strategies;
    private final OrderDesk orderDesk;
    private final CommandDesk commands;
    private final LinkDesk links;
    private final FeedDesk feeds;
    private final Reconciler reconciler;
    private final HostDesk host;
    private final RiskDesk risk;
    private final EventDesk events;
    private final EventCommands eventCommands;

    TradeInputs(
            SystemOutputs outputs,
            TradeCounters counters,
            StrategyDesk strategies,
            OrderDesk orderDesk,
            CommandDesk commands,
            LinkDesk links,
            FeedDesk feeds,
            Reconciler reconciler,
            HostDesk host,
            RiskDesk risk,
            EventDesk events,
            EventCommands eventCommands) {
        this.outputs = outputs;
        this.counters = counters;
        this.strategies = strategies;
        this.orderDesk = orderDesk;
        this.commands = commands;
        this.links = links;
        this.feeds = feeds;
        this.reconciler = reconciler;
        this.host = host;
        this.risk = risk;
        this.events = events;
        this.eventCommands = eventCommands;
    }

    /** Takes a tick's price, so that everything the event does is judged by it. */
    void takePrice(EventSlot slot) {
        DirectBuffer buffer = slot.in().buffer();
        boolean isTick = header.wrap(buffer, 0).templateId() == PriceTickDecoder.TEMPLATE_ID;
        if (isTick && slot.findings().verdict() == Verdict.ACCEPTED) {
            wrapTick(buffer);
            tickPrice = price();
            if (tickPrice != NO_PRICE) {
                risk.onPrice(tick.instrumentId(), tickPrice);
            }
        }
    }

    /** The last trade, or the middle of bid and ask where the tick has none. */
    private long price() {
        long last = tick.last();
        if (last != NO_PRICE || tick.bid() == NO_PRICE || tick.ask() == NO_PRICE) {
            return last;
        }
        return (tick.bid() & tick.ask()) + ((tick.bid() ^ tick.ask()) >> 1);
    }

    /** Has what is due of events and deliveries done, and hands on what the event carries. */
    void take(EventSlot slot) {
        int template = header.wrap(slot.in().buffer(), 0).templateId();
        if (template != NodeStartedDecoder.TEMPLATE_ID) {
            // A start ends all sessions, and has attempts made again: what is due then is due behind that.
            events.fireDue();
        }
        // Apart from the rest, so that the compiler has what comes most in one small piece.
        if (template == PriceTickDecoder.TEMPLATE_ID) {
            wrapTick(slot.in().buffer());
            onTick(slot.findings().verdict());
        } else {
            takeOther(template, slot);
        }
    }

    private void wrapTick(DirectBuffer buffer) {
        tick.wrap(buffer, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
    }

    private void takeOther(int template, EventSlot slot) {
        DirectBuffer buffer = slot.in().buffer();
        StopFindings findings = slot.findings();
        switch (template) {
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                report.wrapAndApplyHeader(buffer, 0, header);
                onReport(findings.verdict());
            }
            case NodeStartedDecoder.TEMPLATE_ID -> {
                links.onNodeStarted(nodeStarted.wrapAndApplyHeader(buffer, 0, header));
                events.onNodeStarted(nodeStarted);
            }
            case BrokerDisconnectedDecoder.TEMPLATE_ID -> links.onDisconnected();
            case BrokerAuthSuccessDecoder.TEMPLATE_ID -> links.onAuthSuccess();
            case BrokerAuthFailedDecoder.TEMPLATE_ID -> {
                authFailed.wrapAndApplyHeader(buffer, 0, header);
                links.onAuthFailed(authFailed.accountId(), authFailed.reason().value());
            }
            case PositionPulledDecoder.TEMPLATE_ID -> {
                positionPulled.wrapAndApplyHeader(buffer, 0, header);
                reconciler.onPosition(
                        positionPulled.pullId(), positionPulled.instrumentId(), positionPulled.quantity());
            }
            case PullEndedDecoder.TEMPLATE_ID ->
                reconciler.onEnd(pullEnded.wrapAndApplyHeader(buffer, 0, header).pullId());
            case PriceFeedConnectedDecoder.TEMPLATE_ID ->
                feeds.onUp(feedConnected.wrapAndApplyHeader(buffer, 0, header).feedId());
            case PriceFeedErrorDecoder.TEMPLATE_ID -> {
                feedError.wrapAndApplyHeader(buffer, 0, header);
                feeds.onError(feedError.feedId(), feedError.instrumentId());
            }
            default -> takeCommand(slot, buffer, findings);
        }
    }

    /** Instrument of a tick or of the first price of a new condition: those inputs that make conditions true. */
    int instrumentId(EventSlot slot) {
        DirectBuffer buffer = slot.in().buffer();
        if (header.wrap(buffer, 0).templateId() == PriceTickDecoder.TEMPLATE_ID) {
            return tick.wrapAndApplyHeader(buffer, 0, header).instrumentId();
        }
        return conditionCreated
                .wrapAndApplyHeader(buffer, 0, header)
                .nodes()
                .next()
                .instrumentId();
    }

    private void takeCommand(EventSlot slot, DirectBuffer buffer, StopFindings findings) {
        switch (header.templateId()) {
            case StrategyCreatedDecoder.TEMPLATE_ID ->
                commands.onCreated(created.wrapAndApplyHeader(buffer, 0, header), findings);
            case StrategyUpdatedDecoder.TEMPLATE_ID ->
                commands.onUpdated(updated.wrapAndApplyHeader(buffer, 0, header), findings);
            case StrategyStartRequestedDecoder.TEMPLATE_ID ->
                commands.onStart(startRequested.wrapAndApplyHeader(buffer, 0, header));
            case StrategyStopRequestedDecoder.TEMPLATE_ID ->
                commands.onStop(stopRequested.wrapAndApplyHeader(buffer, 0, header));
            case ExitRequestedDecoder.TEMPLATE_ID ->
                commands.onExit(exitRequested.wrapAndApplyHeader(buffer, 0, header));
            case KillSwitchSetDecoder.TEMPLATE_ID ->
                commands.onKillSwitch(killSwitchSet.wrapAndApplyHeader(buffer, 0, header));
            case ConditionCreatedDecoder.TEMPLATE_ID -> {
                // One that is refused may have no price at all.
                int firstInstrumentId = findings.count() > 0 ? instrumentId(slot) : 0;
                onConditionCreated(slot, firstInstrumentId);
            }
            case ConditionRemovedDecoder.TEMPLATE_ID ->
                commands.onConditionRemoved(conditionRemoved.wrapAndApplyHeader(buffer, 0, header), findings);
            case StrategyScheduledDecoder.TEMPLATE_ID -> onScheduled(scheduled.wrapAndApplyHeader(buffer, 0, header));
            default -> takeOrder(slot, buffer, findings);
        }
    }

    private void takeOrder(EventSlot slot, DirectBuffer buffer, StopFindings findings) {
        switch (header.templateId()) {
            case OrderRequestedDecoder.TEMPLATE_ID ->
                commands.onOrder(orderRequested.wrapAndApplyHeader(buffer, 0, header), findings);
            case OrderCancelRequestedDecoder.TEMPLATE_ID ->
                commands.onOrderCancel(orderCancelRequested.wrapAndApplyHeader(buffer, 0, header));
            case OrderReplaceRequestedDecoder.TEMPLATE_ID ->
                commands.onOrderReplace(orderReplaceRequested.wrapAndApplyHeader(buffer, 0, header));
            case StopUpdatedDecoder.TEMPLATE_ID ->
                commands.onStopUpdated(stopUpdated.wrapAndApplyHeader(buffer, 0, header), findings);
            default -> takeAccount(slot, buffer, findings);
        }
    }

    private void onConditionCreated(EventSlot slot, int firstInstrumentId) {
        conditionCreated.wrapAndApplyHeader(slot.in().buffer(), 0, header);
        if (conditionCreated.action() == ConditionAction.EVENT) {
            eventCommands.onConditionCreated(conditionCreated, firstInstrumentId, slot);
        } else {
            commands.onConditionCreated(conditionCreated, firstInstrumentId, slot.findings());
        }
    }

    private void takeAccount(EventSlot slot, DirectBuffer buffer, StopFindings findings) {
        switch (header.templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                if (commands.judge(findings.verdict())) {
                    risk.onInstrumentDefined(
                            defined.wrapAndApplyHeader(buffer, 0, header).instrumentId());
                }
            }
            case UserRegisteredDecoder.TEMPLATE_ID -> {
                if (commands.judge(findings.verdict())) {
                    risk.register(registered.wrapAndApplyHeader(buffer, 0, header));
                    events.directory().register(registered.accountId(), registered.name());
                }
            }
            case UserLoggedInDecoder.TEMPLATE_ID ->
                commands.judge(risk.known(
                        loggedIn.wrapAndApplyHeader(buffer, 0, header).accountId()));
            case RiskLimitsSetDecoder.TEMPLATE_ID ->
                commands.judge(risk.limits(riskLimitsSet.wrapAndApplyHeader(buffer, 0, header)));
            case BrokerKeySubmittedDecoder.TEMPLATE_ID -> {
                keySubmitted.wrapAndApplyHeader(buffer, 0, header);
                if (commands.judge(risk.known(keySubmitted.accountId()))) {
                    outputs.connectAccount(keySubmitted.gatewayId(), keySubmitted.accountId(), keySubmitted.keyName());
                }
            }
            case DiskSpaceChangedDecoder.TEMPLATE_ID ->
                host.onDiskSpace(diskSpaceChanged.wrapAndApplyHeader(buffer, 0, header));
            case ReplicaDivergedDecoder.TEMPLATE_ID ->
                host.onReplicaDiverged(replicaDiverged.wrapAndApplyHeader(buffer, 0, header));
            case SequenceSkippedDecoder.TEMPLATE_ID ->
                host.onSequenceSkipped(sequenceSkipped.wrapAndApplyHeader(buffer, 0, header));
            default -> eventCommands.take(header.templateId(), slot);
        }
    }

    private void onTick(Verdict verdict) {
        if (verdict != Verdict.REPEATED) {
            counters.ticks++;
        }
        if (verdict != Verdict.ACCEPTED) {
            counters.rejectedTicks++;
            outputs.tickRejected(tick.feedSequence(), tick.instrumentId(), tick.feedId(), verdict);
            return;
        }
        feeds.onUp(tick.feedId());
        if (tickPrice != NO_PRICE) {
            strategies.onTick(tick.instrumentId(), tickPrice);
        }
    }

    private void onReport(Verdict verdict) {
        if (verdict != Verdict.ACCEPTED) {
            Strategy named = strategies.find(report.strategyId());
            outputs.alert(
                    named == null ? SystemOutputs.HOST : named.accountId,
                    AlertCode.REPORT_MISMATCH,
                    report.strategyId(),
                    report.clientOrderId(),
                    report.cumQuantity());
            return;
        }
        long fillsBefore = counters.fills;
        Order order = orderDesk.onReport(report, reconciler.pullId());
        if (order != null) {
            Strategy strategy = order.strategy;
            strategies.settle(strategy);
            if (counters.fills > fillsBefore) {
                strategies.tellOfFill(strategy);
            }
        }
    }

    private void onScheduled(StrategyScheduledDecoder times) {
        Strategy strategy = strategies.find(times.strategyId());
        if (strategy == null) {
            commands.judge(Verdict.UNKNOWN_STRATEGY);
        } else if (!strategies.schedule(strategy, times.resyncId(), times.entryTimeNs(), times.exitTimeNs())) {
            commands.judge(Verdict.WRONG_STATE);
        }
    }
}
