package io.ringfence.journal.dump;

import io.ringfence.core.event.BrokerAuthFailedDecoder;
import io.ringfence.core.event.BrokerAuthSuccessDecoder;
import io.ringfence.core.event.BrokerDisconnectedDecoder;
import io.ringfence.core.event.BrokerKeySubmittedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionRemovedDecoder;
import io.ringfence.core.event.DiskSpaceChangedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExitRequestedDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.PositionPulledDecoder;
import io.ringfence.core.event.PriceFeedConnectedDecoder;
import io.ringfence.core.event.PriceFeedErrorDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.PullEndedDecoder;
import io.ringfence.core.event.ReplicaDivergedDecoder;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.SequenceSkippedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyScheduledDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyStopRequestedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.UserLoggedInDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Takes input messages apart. Remembers the instruments' symbols, so it has to see every definition. */
final class InputFields {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeStartedDecoder nodeStarted = new NodeStartedDecoder();
    private final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
    private final PriceTickDecoder priceTick = new PriceTickDecoder();
    private final StrategyCreatedDecoder strategyCreated = new StrategyCreatedDecoder();
    private final StrategyStartRequestedDecoder strategyStartRequested = new StrategyStartRequestedDecoder();
    private final ExecutionReportDecoder executionReport = new ExecutionReportDecoder();
    private final StrategyUpdatedDecoder strategyUpdated = new StrategyUpdatedDecoder();
    private final StrategyStopRequestedDecoder strategyStopRequested = new StrategyStopRequestedDecoder();
    private final ExitRequestedDecoder exitRequested = new ExitRequestedDecoder();
    private final KillSwitchSetDecoder killSwitchSet = new KillSwitchSetDecoder();
    private final RiskLimitsSetDecoder riskLimitsSet = new RiskLimitsSetDecoder();
    private final BrokerDisconnectedDecoder brokerDisconnected = new BrokerDisconnectedDecoder();
    private final BrokerAuthSuccessDecoder brokerAuthSuccess = new BrokerAuthSuccessDecoder();
    private final BrokerAuthFailedDecoder brokerAuthFailed = new BrokerAuthFailedDecoder();
    private final PriceFeedConnectedDecoder priceFeedConnected = new PriceFeedConnectedDecoder();
    private final PriceFeedErrorDecoder priceFeedError = new PriceFeedErrorDecoder();
    private final UserRegisteredDecoder userRegistered = new UserRegisteredDecoder();
    private final UserLoggedInDecoder userLoggedIn = new UserLoggedInDecoder();
    private final BrokerKeySubmittedDecoder brokerKeySubmitted = new BrokerKeySubmittedDecoder();
    private final StrategyScheduledDecoder strategyScheduled = new StrategyScheduledDecoder();
    private final ConditionCreatedDecoder conditionCreated = new ConditionCreatedDecoder();
    private final ConditionRemovedDecoder conditionRemoved = new ConditionRemovedDecoder();
    private final PositionPulledDecoder positionPulled = new PositionPulledDecoder();
    private final PullEndedDecoder pullEnded = new PullEndedDecoder();
    private final SequenceSkippedDecoder sequenceSkipped = new SequenceSkippedDecoder();
    private final DiskSpaceChangedDecoder diskSpaceChanged = new DiskSpaceChangedDecoder();
    private final ReplicaDivergedDecoder replicaDiverged = new ReplicaDivergedDecoder();
    private final Map<Integer, String> symbols = new HashMap<>();

    /** Type of a message, or null where the dictionary has none. */
    EventType type(DirectBuffer buffer, int offset) {
        return EventType.of(header.wrap(buffer, offset).templateId());
    }

    /** Template id of a message. */
    int templateId(DirectBuffer buffer, int offset) {
        return header.wrap(buffer, offset).templateId();
    }

    /** Notes a symbol. */
    void onInstrumentDefined(DirectBuffer buffer, int offset) {
        instrumentDefined.wrapAndApplyHeader(buffer, offset, header);
        symbols.put(instrumentDefined.instrumentId(), instrumentDefined.symbol());
    }

    /** Writes the fields of a message. */
    void write(EventType type, DirectBuffer buffer, int offset, EventText text) throws IOException {
        switch (type) {
            case NODE_STARTED -> write(nodeStarted.wrapAndApplyHeader(buffer, offset, header), text);
            case INSTRUMENT_DEFINED -> write(instrumentDefined.wrapAndApplyHeader(buffer, offset, header), text);
            case PRICE_TICK -> write(priceTick.wrapAndApplyHeader(buffer, offset, header), text);
            case TIME_ADVANCED -> {
                // Nothing but its timestamp.
            }
            case STRATEGY_CREATED -> write(strategyCreated.wrapAndApplyHeader(buffer, offset, header), text);
            case STRATEGY_START_REQUESTED ->
                write(strategyStartRequested.wrapAndApplyHeader(buffer, offset, header), text);
            case EXECUTION_REPORT -> write(executionReport.wrapAndApplyHeader(buffer, offset, header), text);
            case STRATEGY_UPDATED -> write(strategyUpdated.wrapAndApplyHeader(buffer, offset, header), text);
            case STRATEGY_STOP_REQUESTED ->
                write(strategyStopRequested.wrapAndApplyHeader(buffer, offset, header), text);
            case EXIT_REQUESTED -> write(exitRequested.wrapAndApplyHeader(buffer, offset, header), text);
            case KILL_SWITCH_SET -> write(killSwitchSet.wrapAndApplyHeader(buffer, offset, header), text);
            case RISK_LIMITS_SET -> write(riskLimitsSet.wrapAndApplyHeader(buffer, offset, header), text);
            case BROKER_DISCONNECTED -> write(brokerDisconnected.wrapAndApplyHeader(buffer, offset, header), text);
            case BROKER_AUTH_SUCCESS -> write(brokerAuthSuccess.wrapAndApplyHeader(buffer, offset, header), text);
            case BROKER_AUTH_FAILED -> write(brokerAuthFailed.wrapAndApplyHeader(buffer, offset, header), text);
            case PRICE_FEED_CONNECTED -> write(priceFeedConnected.wrapAndApplyHeader(buffer, offset, header), text);
            case PRICE_FEED_ERROR -> write(priceFeedError.wrapAndApplyHeader(buffer, offset, header), text);
            case USER_REGISTERED -> write(userRegistered.wrapAndApplyHeader(buffer, offset, header), text);
            case USER_LOGGED_IN -> write(userLoggedIn.wrapAndApplyHeader(buffer, offset, header), text);
            case BROKER_KEY_SUBMITTED -> write(brokerKeySubmitted.wrapAndApplyHeader(buffer, offset, header), text);
            case STRATEGY_SCHEDULED -> write(strategyScheduled.wrapAndApplyHeader(buffer, offset, header), text);
            case CONDITION_CREATED -> write(conditionCreated.wrapAndApplyHeader(buffer, offset, header), text);
            case CONDITION_REMOVED -> write(conditionRemoved.wrapAndApplyHeader(buffer, offset, header), text);
            case POSITION_PULLED -> write(positionPulled.wrapAndApplyHeader(buffer, offset, header), text);
            case PULL_ENDED -> write(pullEnded.wrapAndApplyHeader(buffer, offset, header), text);
            case SEQUENCE_SKIPPED ->
                text.integer(
                        "skippedSequence",
                        sequenceSkipped
                                .wrapAndApplyHeader(buffer, offset, header)
                                .skippedSequence());
            case DISK_SPACE_CHANGED -> write(diskSpaceChanged.wrapAndApplyHeader(buffer, offset, header), text);
            case REPLICA_DIVERGED -> write(replicaDiverged.wrapAndApplyHeader(buffer, offset, header), text);
            default -> text.text("unreadable", "no input that this build takes apart");
        }
    }

    private static void write(NodeStartedDecoder event, EventText text) throws IOException {
        text.integer("maxInstruments", event.maxInstruments());
        text.integer("maxStrategies", event.maxStrategies());
        text.integer("maxOpenOrders", event.maxOpenOrders());
        text.integer("maxExitAttempts", event.maxExitAttempts());
        text.integer("exitRetryDelayNs", event.exitRetryDelayNs());
        text.integer("exitRetryMaxDelayNs", event.exitRetryMaxDelayNs());
        text.integer("lateAfterNs", event.lateAfterNs());
        text.integer("reconcilePeriodNs", event.reconcilePeriodNs());
        text.integer("brokerErrorWindowNs", event.brokerErrorWindowNs());
        text.integer("feedSilenceNs", event.feedSilenceNs());
        text.integer("maxBrokerErrors", event.maxBrokerErrors());
        text.integer("maxAccounts", event.maxAccounts());
        text.integer("maxCommandIds", event.maxCommandIds());
        text.integer("maxConditions", event.maxConditions());
        text.integer("maxActionsPerCall", event.maxActionsPerCall());
        if (event.ruleVersion() != NodeStartedDecoder.ruleVersionNullValue()) {
            text.integer("ruleVersion", event.ruleVersion());
        }
        text.filled("build", event.build());
    }

    private static void write(DiskSpaceChangedDecoder event, EventText text) throws IOException {
        text.integer("freeBytes", event.freeBytes());
        text.named("level", event.level());
    }

    private static void write(ReplicaDivergedDecoder event, EventText text) throws IOException {
        text.integer("firstSequence", event.firstSequence());
        text.integer("lastSequence", event.lastSequence());
        text.integer("hostDigest", event.hostDigest());
        text.integer("replicaDigest", event.replicaDigest());
    }

    private static void write(InstrumentDefinedDecoder event, EventText text) throws IOException {
        text.integer("instrumentId", event.instrumentId());
        text.text("symbol", event.symbol());
    }

    private void write(PriceTickDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.time("sourceTime", event.sourceTimeNs());
        text.integer("feedId", event.feedId());
        text.integer("feedSequence", event.feedSequence());
        text.decimal("last", event.last());
        text.decimal("lastQuantity", event.lastQuantity());
        text.decimal("low", event.low());
        text.decimal("high", event.high());
        text.decimal("bid", event.bid());
        text.decimal("ask", event.ask());
        text.decimal("bidLow", event.bidLow());
        text.decimal("bidHigh", event.bidHigh());
        text.decimal("askLow", event.askLow());
        text.decimal("askHigh", event.askHigh());
        text.decimal("midLow", event.midLow());
        text.decimal("midHigh", event.midHigh());
    }

    private void write(StrategyCreatedDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.text("name", event.name());
        text.integer("accountId", event.accountId());
        text.named("positionSide", event.positionSide());
        text.named("triggerSource", event.triggerSource());
        terms(event.terms(), text);
        text.named("isWatched", event.isWatched());
        text.text("plugin", event.plugin());
        text.filled("parameters", event.parameters());
        text.filled("commandId", event.commandId());
    }

    private static void terms(StrategyTermsDecoder terms, EventText text) throws IOException {
        text.decimal("quantity", terms.quantity());
        text.time("entryTime", terms.entryTimeNs());
        text.time("exitTime", terms.exitTimeNs());
        text.timeOfDay("entryTimeOfDay", terms.entryTimeOfDay());
        text.timeOfDay("exitTimeOfDay", terms.exitTimeOfDay());
        text.integer("holdingTimeNs", terms.holdingTimeNs());
        text.named("stopType", terms.stopType());
        text.decimal("stopValue", terms.stopValue());
        text.named("stopUnit", terms.stopUnit());
        text.decimal("activationPrice", terms.activationPrice());
        text.decimal("stopLimitOffset", terms.stopLimitOffset());
        text.integer("fillDeadlineNs", terms.fillDeadlineNs());
        if (terms.targetValue() != StrategyTermsDecoder.targetValueNullValue()) {
            text.decimal("targetValue", terms.targetValue());
            text.named("targetUnit", terms.targetUnit());
            text.named("targetOrderType", terms.targetOrderType());
        }
        text.integer("calendarId", terms.calendarId());
        text.named("lateStart", terms.lateStart());
    }

    private void write(ExecutionReportDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.integer("clientOrderId", event.clientOrderId());
        text.integer("strategyId", event.strategyId());
        text.named("executionType", event.executionType());
        text.named("side", event.side());
        text.named("purpose", event.purpose());
        text.decimal("cumQuantity", event.cumQuantity());
        text.decimal("cumNotional", event.cumNotional());
        text.decimal("cumFee", event.cumFee());
        text.decimal("lastPrice", event.lastPrice());
        text.named("rejectReason", event.rejectReason());
    }

    private static void write(StrategyStartRequestedDecoder event, EventText text) throws IOException {
        text.integer("strategyId", event.strategyId());
        text.integer("accountId", event.accountId());
        text.filled("commandId", event.commandId());
    }

    private static void write(StrategyUpdatedDecoder event, EventText text) throws IOException {
        text.integer("strategyId", event.strategyId());
        text.integer("accountId", event.accountId());
        terms(event.terms(), text);
        text.named("isWatched", event.isWatched());
        text.filled("commandId", event.commandId());
    }

    private static void write(StrategyStopRequestedDecoder event, EventText text) throws IOException {
        text.integer("strategyId", event.strategyId());
        text.integer("accountId", event.accountId());
        text.named("mode", event.mode());
        text.filled("commandId", event.commandId());
    }

    private static void write(ExitRequestedDecoder event, EventText text) throws IOException {
        text.integer("strategyId", event.strategyId());
        text.integer("accountId", event.accountId());
        text.filled("commandId", event.commandId());
    }

    private static void write(KillSwitchSetDecoder event, EventText text) throws IOException {
        if (event.accountId() != KillSwitchSetDecoder.accountIdNullValue()) {
            text.integer("accountId", event.accountId());
        }
        text.named("level", event.level());
        text.filled("commandId", event.commandId());
    }

    private static void write(RiskLimitsSetDecoder event, EventText text) throws IOException {
        text.integer("accountId", event.accountId());
        text.decimal("maxOrderQuantity", event.maxOrderQuantity());
        text.decimal("maxOrderNotional", event.maxOrderNotional());
        text.decimal("priceCollarRatio", event.priceCollarRatio());
        text.decimal("maxPositionNotional", event.maxPositionNotional());
        text.decimal("maxDailyLoss", event.maxDailyLoss());
        text.decimal("maxDrawdown", event.maxDrawdown());
        text.integer("orderWindowNs", event.orderWindowNs());
        text.integer("stopOutWindowNs", event.stopOutWindowNs());
        text.integer("stopOutCooldownNs", event.stopOutCooldownNs());
        text.integer("duplicateWindowNs", event.duplicateWindowNs());
        text.integer("dayStartNs", event.dayStartNs());
        text.integer("maxOpenOrders", event.maxOpenOrders());
        text.integer("maxOrdersPerWindow", event.maxOrdersPerWindow());
        text.integer("maxStopOuts", event.maxStopOuts());
    }

    private static void write(BrokerDisconnectedDecoder event, EventText text) throws IOException {
        text.integer("gatewayId", event.gatewayId());
        text.named("reason", event.reason());
    }

    private static void write(BrokerAuthSuccessDecoder event, EventText text) throws IOException {
        text.integer("gatewayId", event.gatewayId());
        text.integer("accountId", event.accountId());
    }

    private static void write(BrokerAuthFailedDecoder event, EventText text) throws IOException {
        text.integer("gatewayId", event.gatewayId());
        text.integer("accountId", event.accountId());
        text.named("reason", event.reason());
    }

    private void write(PriceFeedConnectedDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.integer("feedId", event.feedId());
    }

    private void write(PriceFeedErrorDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.integer("feedId", event.feedId());
    }

    private static void write(UserRegisteredDecoder event, EventText text) throws IOException {
        text.integer("accountId", event.accountId());
        text.decimal("startCash", event.startCash());
        text.text("name", event.name());
    }

    private static void write(UserLoggedInDecoder event, EventText text) throws IOException {
        text.integer("accountId", event.accountId());
    }

    private static void write(BrokerKeySubmittedDecoder event, EventText text) throws IOException {
        text.integer("gatewayId", event.gatewayId());
        text.integer("accountId", event.accountId());
        text.text("keyName", event.keyName());
    }

    private static void write(StrategyScheduledDecoder event, EventText text) throws IOException {
        text.integer("strategyId", event.strategyId());
        text.integer("resyncId", event.resyncId());
        text.time("entryTime", event.entryTimeNs());
        text.time("exitTime", event.exitTimeNs());
    }

    private void write(ConditionCreatedDecoder event, EventText text) throws IOException {
        text.integer("strategyId", event.strategyId());
        text.integer("accountId", event.accountId());
        text.text("name", event.name());
        text.decimal("hysteresisRatio", event.hysteresisRatio());
        text.named("action", event.action());
        text.named("isRepeating", event.isRepeating());
        text.text("nodes", ConditionText.of(event.nodes(), this::symbol));
        text.filled("commandId", event.commandId());
    }

    private static void write(ConditionRemovedDecoder event, EventText text) throws IOException {
        text.integer("conditionId", event.conditionId());
        text.integer("accountId", event.accountId());
        text.filled("commandId", event.commandId());
    }

    private void write(PositionPulledDecoder event, EventText text) throws IOException {
        instrument(event.instrumentId(), text);
        text.integer("pullId", event.pullId());
        text.decimal("quantity", event.quantity());
    }

    private static void write(PullEndedDecoder event, EventText text) throws IOException {
        text.integer("pullId", event.pullId());
        text.integer("openOrderCount", event.openOrderCount());
    }

    private void instrument(int instrumentId, EventText text) throws IOException {
        text.integer("instrumentId", instrumentId);
        String symbol = symbols.get(instrumentId);
        if (symbol != null) {
            text.text("symbol", symbol);
        }
    }

    private String symbol(int instrumentId) {
        return symbols.getOrDefault(instrumentId, "#" + instrumentId);
    }
}
