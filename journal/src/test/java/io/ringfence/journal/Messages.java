package io.ringfence.journal;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.BrokerAuthFailedEncoder;
import io.ringfence.core.event.BrokerAuthSuccessEncoder;
import io.ringfence.core.event.BrokerDisconnectedEncoder;
import io.ringfence.core.event.BrokerKeySubmittedEncoder;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedEncoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.ConditionRemovedEncoder;
import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.DiskSpaceChangedEncoder;
import io.ringfence.core.event.ExecutionReportEncoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.ExitRequestedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchSetEncoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.event.OrderCancelRequestedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderReplaceRequestedEncoder;
import io.ringfence.core.event.OrderRequestedEncoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionPulledEncoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceFeedConnectedEncoder;
import io.ringfence.core.event.PriceFeedErrorEncoder;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.PullEndedEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.ReplicaDivergedEncoder;
import io.ringfence.core.event.RiskLimitsSetEncoder;
import io.ringfence.core.event.SequenceSkippedEncoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StopUpdatedEncoder;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyScheduledEncoder;
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.StrategyStopRequestedEncoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import io.ringfence.core.event.StrategyUpdatedEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.UserLoggedInEncoder;
import io.ringfence.core.event.UserRegisteredEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** One input of each type. */
public final class Messages {
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();
    private static final byte[] NO_EVENT = {};

    private Messages() {}

    public static long ns(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    /** One of each, in the order of their ids. */
    public static List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(firstOnes());
        all.addAll(EventMessages.all());
        return all;
    }

    private static List<byte[]> firstOnes() {
        return List.of(
                nodeStarted(),
                instrumentDefined(0, "BTCUSD"),
                trade(0, 1, "800.125"),
                timeAdvanced(),
                strategyCreated(),
                strategyStartRequested(5),
                executionReport(),
                strategyUpdated(),
                strategyStopRequested(),
                exitRequested(),
                killSwitchSet(),
                riskLimitsSet(),
                brokerDisconnected(),
                brokerAuthSuccess(),
                brokerAuthFailed(),
                priceFeedConnected(),
                priceFeedError(),
                userRegistered(),
                userLoggedIn(),
                brokerKeySubmitted(),
                strategyScheduled(),
                conditionCreated(),
                conditionRemoved(),
                positionPulled(),
                pullEnded(),
                sequenceSkipped(),
                diskSpaceChanged(),
                replicaDiverged(),
                orderRequested(),
                orderCancelRequested(),
                orderReplaceRequested(),
                stopUpdated());
    }

    public static byte[] nodeStarted() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        NodeStartedEncoder event = new NodeStartedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.maxInstruments(10)
                .maxStrategies(100)
                .maxOpenOrders(1000)
                .maxExitAttempts(5)
                .exitRetryDelayNs(1_000_000)
                .exitRetryMaxDelayNs(60_000_000);
        event.lateAfterNs(2_000_000).reconcilePeriodNs(3_000_000).brokerErrorWindowNs(4_000_000);
        event.feedSilenceNs(5_000_000).maxBrokerErrors(6).maxAccounts(7).maxCommandIds(8);
        event.maxConditions(9).maxActionsPerCall(11).ruleVersion(1).build("1.2.3");
        event.maxEvents(12).maxEventBytes(13).maxDeliveries(14).maxEventKeys(15).maxPendingAcks(16);
        event.maxOffers(17).maxAttempts(18).ackTimeoutNs(19).attemptTimeoutNs(20);
        event.deliveryRetryDelayNs(21).deliveryRetryMaxDelayNs(22).maxEventAgeNs(23);
        event.maxStrategiesPerAccount(24)
                .maxOpenOrdersPerAccount(25)
                .maxConditionsPerAccount(26)
                .servedChannels(27);
        return message(buffer, event.encodedLength());
    }

    public static byte[] sequenceSkipped() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        SequenceSkippedEncoder event = new SequenceSkippedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.skippedSequence(17);
        return message(buffer, event.encodedLength());
    }

    public static byte[] diskSpaceChanged() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        DiskSpaceChangedEncoder event = new DiskSpaceChangedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.freeBytes(1_048_576).level(DiskLevel.LOW);
        return message(buffer, event.encodedLength());
    }

    public static byte[] replicaDiverged() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        ReplicaDivergedEncoder event = new ReplicaDivergedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.firstSequence(101).lastSequence(200).hostDigest(-5).replicaDigest(6);
        return message(buffer, event.encodedLength());
    }

    public static byte[] orderRequested() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        OrderRequestedEncoder event = new OrderRequestedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        terms(event.terms());
        event.terms().entryTimeNs(StrategyTermsEncoder.entryTimeNsNullValue());
        event.terms().stopType(StopType.NONE).activationPrice(StrategyTermsEncoder.activationPriceNullValue());
        event.strategyId(0).limitPrice(Decimal.parse("799.5")).instrumentId(0).accountId(7);
        event.side(Side.SELL).orderType(OrderType.LIMIT).triggerSource(TriggerSource.MID);
        event.isWatched(Flag.NO).commandId("c-7");
        return message(buffer, event.encodedLength());
    }

    public static byte[] orderCancelRequested() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        OrderCancelRequestedEncoder event = new OrderCancelRequestedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.clientOrderId(327_680).accountId(7).commandId("c-8");
        return message(buffer, event.encodedLength());
    }

    public static byte[] orderReplaceRequested() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        OrderReplaceRequestedEncoder event = new OrderReplaceRequestedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.clientOrderId(327_680).quantity(Decimal.parse("2.5")).accountId(7).commandId("c-9");
        event.limitPrice(OrderReplaceRequestedEncoder.limitPriceNullValue());
        return message(buffer, event.encodedLength());
    }

    public static byte[] stopUpdated() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        StopUpdatedEncoder event = new StopUpdatedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.strategyId(5).stopValue(Decimal.parse("0.02")).accountId(7).commandId("c-10");
        event.activationPrice(StopUpdatedEncoder.activationPriceNullValue());
        event.stopType(StopType.TRAILING).stopUnit(StopUnit.RATIO);
        return message(buffer, event.encodedLength());
    }

    public static byte[] instrumentDefined(int id, String symbol) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        InstrumentDefinedEncoder event = new InstrumentDefinedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.instrumentId(id).symbol(symbol);
        return message(buffer, event.encodedLength());
    }

    public static byte[] trade(int instrumentId, long feedSequence, String price) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        PriceTickEncoder event = new PriceTickEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        long none = PriceTickEncoder.lastNullValue();
        event.sourceTimeNs(ns("2013-11-25T00:00:00.5Z")).feedSequence(feedSequence);
        event.last(Decimal.parse(price)).lastQuantity(Decimal.parse("0.25"));
        event.low(none).high(none).bid(none).ask(none).bidLow(none).bidHigh(none);
        event.askLow(none).askHigh(none).midLow(none).midHigh(none);
        event.instrumentId(instrumentId).feedId(1);
        return message(buffer, event.encodedLength());
    }

    public static byte[] timeAdvanced() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        TimeAdvancedEncoder event = new TimeAdvancedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        return message(buffer, event.encodedLength());
    }

    public static byte[] strategyCreated() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        StrategyCreatedEncoder event = new StrategyCreatedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        terms(event.terms());
        event.instrumentId(0).accountId(7).positionSide(PositionSide.LONG).isWatched(Flag.NO);
        event.triggerSource(TriggerSource.LAST).name("open \"first\"").plugin("timed");
        event.parameters("").commandId("");
        return message(buffer, event.encodedLength());
    }

    public static byte[] strategyStartRequested(long strategyId) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        StrategyStartRequestedEncoder event = new StrategyStartRequestedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.strategyId(strategyId).accountId(7).commandId("");
        return message(buffer, event.encodedLength());
    }

    public static byte[] executionReport() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        ExecutionReportEncoder event = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.clientOrderId(5 * 65_536L).strategyId(5).cumQuantity(Decimal.parse("1.5"));
        event.cumNotional(Decimal.parse("1200.00000001")).cumFee(0).lastPrice(Decimal.parse("800"));
        event.instrumentId(0).executionType(ExecutionType.FILL).side(Side.BUY).purpose(OrderPurpose.ENTRY);
        event.rejectReason(RejectReason.NONE);
        return message(buffer, event.encodedLength());
    }

    private static void terms(StrategyTermsEncoder terms) {
        terms.quantity(Decimal.parse("1.5")).entryTimeNs(ns("2013-11-25T01:00:00Z"));
        terms.exitTimeNs(ns("2013-11-25T02:00:00Z"))
                .stopValue(Decimal.parse("0.05"))
                .stopUnit(StopUnit.RATIO);
        terms.entryTimeOfDay(StrategyTermsEncoder.entryTimeOfDayNullValue());
        terms.exitTimeOfDay(StrategyTermsEncoder.exitTimeOfDayNullValue());
        terms.holdingTimeNs(0).calendarId(0).lateStart(LateStart.FIRE);
        terms.stopType(StopType.TRAILING).activationPrice(Decimal.parse("880"));
        terms.targetValue(Decimal.parse("30")).targetUnit(StopUnit.AMOUNT).targetOrderType(OrderType.LIMIT);
        terms.stopLimitOffset(Decimal.parse("2.5")).fillDeadlineNs(5_000_000_000L);
    }

    public static byte[] strategyUpdated() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        StrategyUpdatedEncoder event = new StrategyUpdatedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        terms(event.terms());
        event.terms().entryTimeNs(StrategyTermsEncoder.entryTimeNsNullValue());
        event.terms().exitTimeNs(StrategyTermsEncoder.exitTimeNsNullValue());
        event.terms().entryTimeOfDay(34_200_000_000_000L).exitTimeOfDay(86_400_000_000_000L);
        event.terms().holdingTimeNs(60_000_000_000L).calendarId(2).lateStart(LateStart.SKIP);
        event.terms().targetValue(StrategyTermsEncoder.targetValueNullValue());
        event.strategyId(5).accountId(7).isWatched(Flag.YES).commandId("c-1");
        return message(buffer, event.encodedLength());
    }

    public static byte[] strategyStopRequested() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        StrategyStopRequestedEncoder event = new StrategyStopRequestedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.strategyId(5).accountId(7).mode(StopMode.KEEP).commandId("c-2");
        return message(buffer, event.encodedLength());
    }

    public static byte[] exitRequested() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        ExitRequestedEncoder event = new ExitRequestedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.strategyId(5).accountId(7).commandId("c-3");
        return message(buffer, event.encodedLength());
    }

    public static byte[] killSwitchSet() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        KillSwitchSetEncoder event = new KillSwitchSetEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.accountId(KillSwitchSetEncoder.accountIdNullValue());
        event.level(KillLevel.CANCEL_ALL).commandId("c-4");
        return message(buffer, event.encodedLength());
    }

    public static byte[] riskLimitsSet() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        RiskLimitsSetEncoder event = new RiskLimitsSetEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.maxOrderQuantity(Decimal.parse("1")).maxOrderNotional(Decimal.parse("1000"));
        event.priceCollarRatio(Decimal.parse("0.05")).maxPositionNotional(Decimal.parse("5000"));
        event.maxDailyLoss(Decimal.parse("100.5"))
                .maxDrawdown(Decimal.parse("200"))
                .orderWindowNs(1);
        event.stopOutWindowNs(2)
                .stopOutCooldownNs(3)
                .duplicateWindowNs(4)
                .dayStartNs(5)
                .accountId(7);
        event.maxOpenOrders(8).maxOrdersPerWindow(9).maxStopOuts(10);
        return message(buffer, event.encodedLength());
    }

    public static byte[] brokerDisconnected() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        BrokerDisconnectedEncoder event = new BrokerDisconnectedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.gatewayId(1).reason(RejectReason.SERVER_DOWN);
        return message(buffer, event.encodedLength());
    }

    public static byte[] brokerAuthSuccess() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        BrokerAuthSuccessEncoder event = new BrokerAuthSuccessEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.gatewayId(1).accountId(7);
        return message(buffer, event.encodedLength());
    }

    public static byte[] brokerAuthFailed() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        BrokerAuthFailedEncoder event = new BrokerAuthFailedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.gatewayId(1).accountId(7).reason(RejectReason.TOKEN_EXPIRED);
        return message(buffer, event.encodedLength());
    }

    public static byte[] priceFeedConnected() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        PriceFeedConnectedEncoder event = new PriceFeedConnectedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.feedId(1).instrumentId(0);
        return message(buffer, event.encodedLength());
    }

    public static byte[] priceFeedError() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        PriceFeedErrorEncoder event = new PriceFeedErrorEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.feedId(1).instrumentId(9);
        return message(buffer, event.encodedLength());
    }

    public static byte[] userRegistered() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        UserRegisteredEncoder event = new UserRegisteredEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.accountId(7).startCash(Decimal.parse("10000.5")).name("ann");
        return message(buffer, event.encodedLength());
    }

    public static byte[] userLoggedIn() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        UserLoggedInEncoder event = new UserLoggedInEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.accountId(7);
        return message(buffer, event.encodedLength());
    }

    public static byte[] brokerKeySubmitted() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        BrokerKeySubmittedEncoder event = new BrokerKeySubmittedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.gatewayId(1).accountId(7).keyName("paper");
        return message(buffer, event.encodedLength());
    }

    public static byte[] strategyScheduled() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        StrategyScheduledEncoder event = new StrategyScheduledEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.strategyId(5).resyncId(6).entryTimeNs(ns("2013-11-26T09:30:00Z"));
        event.exitTimeNs(ns("2013-11-26T16:00:00Z"));
        return message(buffer, event.encodedLength());
    }

    /** The last trade above 800 and not the bid of an instrument without a symbol at 790.5 or below. */
    public static byte[] conditionCreated() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        ConditionCreatedEncoder event = new ConditionCreatedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.strategyId(5).hysteresisRatio(Decimal.parse("0.001")).accountId(7).action(ConditionAction.EXIT);
        event.isRepeating(Flag.YES).name("breakout").commandId("c-5");
        ConditionCreatedEncoder.NodesEncoder nodes = event.nodesCount(4);
        nodes.next().value(Decimal.parse("800")).instrumentId(0).operandCount(0);
        nodes.kind(ConditionNodeKind.PRICE).field(ConditionField.LAST).comparison(Comparison.GREATER);
        nodes.next().value(Decimal.parse("790.5")).instrumentId(9).operandCount(0);
        nodes.kind(ConditionNodeKind.PRICE).field(ConditionField.BID).comparison(Comparison.LESS_OR_EQUAL);
        join(nodes.next().kind(ConditionNodeKind.NOT).operandCount(1));
        join(nodes.next().kind(ConditionNodeKind.ALL).operandCount(2));
        return message(buffer, event.putSubmitted(NO_EVENT, 0, 0).encodedLength());
    }

    /** A condition that joins one operand more than it has. */
    public static byte[] brokenCondition() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        ConditionCreatedEncoder event = new ConditionCreatedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.strategyId(0).hysteresisRatio(0).accountId(7).action(ConditionAction.ALERT);
        event.isRepeating(Flag.NO).name("broken").commandId("");
        ConditionCreatedEncoder.NodesEncoder nodes = event.nodesCount(2);
        nodes.next().value(Decimal.parse("800")).instrumentId(0).operandCount(0);
        nodes.kind(ConditionNodeKind.PRICE).field(ConditionField.MID).comparison(Comparison.LESS);
        join(nodes.next().kind(ConditionNodeKind.ANY).operandCount(2));
        return message(buffer, event.putSubmitted(NO_EVENT, 0, 0).encodedLength());
    }

    private static void join(ConditionCreatedEncoder.NodesEncoder node) {
        node.value(ConditionCreatedEncoder.NodesEncoder.valueNullValue()).instrumentId(0);
        node.field(ConditionField.NULL_VAL).comparison(Comparison.NULL_VAL);
    }

    public static byte[] conditionRemoved() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        ConditionRemovedEncoder event = new ConditionRemovedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.conditionId(22).accountId(7).commandId("c-6");
        return message(buffer, event.encodedLength());
    }

    public static byte[] positionPulled() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        PositionPulledEncoder event = new PositionPulledEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.pullId(23).quantity(Decimal.parse("-1.5")).instrumentId(0);
        return message(buffer, event.encodedLength());
    }

    public static byte[] pullEnded() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        PullEndedEncoder event = new PullEndedEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        event.pullId(23).openOrderCount(2);
        return message(buffer, event.encodedLength());
    }

    private static byte[] message(UnsafeBuffer buffer, int bodyBytes) {
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }
}
