package io.ringfence.bench;

import io.ringfence.core.command.Rules;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.delivery.DeliveryLimits;
import io.ringfence.core.event.ExecutionReportEncoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.StrategyStopRequestedEncoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventSlot;
import org.agrona.MutableDirectBuffer;

/** Encodes the inputs that benchmarks feed to stages. */
public final class Events {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final StrategyStartRequestedEncoder start = new StrategyStartRequestedEncoder();
    private final StrategyStopRequestedEncoder stop = new StrategyStopRequestedEncoder();

    private static MutableDirectBuffer buffer(EventSlot slot, int blockLength) {
        return slot.in().reserve(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    private static void commit(EventSlot slot, int blockLength) {
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    public void nodeStarted(EventSlot slot, int maxStrategies) {
        nodeStarted(slot, maxStrategies, 16, DeliveryLimits.NONE);
    }

    /** The same of a host that has accounts, and delivers events to them. */
    void nodeStarted(EventSlot slot, int maxStrategies, int maxAccounts, DeliveryLimits deliveries) {
        new NodeStartedEncoder()
                .wrapAndApplyHeader(buffer(slot, NodeStartedEncoder.BLOCK_LENGTH), 0, header)
                .maxInstruments(1)
                .maxStrategies(maxStrategies)
                .maxOpenOrders(1_000_000)
                .maxExitAttempts(5)
                .exitRetryDelayNs(1_000_000_000)
                .exitRetryMaxDelayNs(60_000_000_000L)
                .lateAfterNs(1_000_000_000)
                .reconcilePeriodNs(0)
                .brokerErrorWindowNs(1_000_000_000)
                .feedSilenceNs(1_000_000_000)
                .maxBrokerErrors(0)
                .maxAccounts(maxAccounts)
                .maxCommandIds(16)
                .maxConditions(16)
                .maxActionsPerCall(4)
                .ruleVersion(Rules.VERSION)
                .build("bench")
                .maxEvents(deliveries.maxEvents())
                .maxEventBytes(deliveries.maxEventBytes())
                .maxDeliveries(deliveries.maxDeliveries())
                .maxEventKeys(deliveries.maxEventKeys())
                .maxPendingAcks(deliveries.maxPendingAcks())
                .maxOffers(deliveries.maxOffers())
                .maxAttempts(deliveries.maxAttempts())
                .ackTimeoutNs(deliveries.ackTimeoutNs())
                .attemptTimeoutNs(deliveries.attemptTimeoutNs())
                .deliveryRetryDelayNs(deliveries.retryDelayNs())
                .deliveryRetryMaxDelayNs(deliveries.retryMaxDelayNs())
                .maxEventAgeNs(deliveries.maxEventAgeNs())
                .maxStrategiesPerAccount(0)
                .maxOpenOrdersPerAccount(0)
                .maxConditionsPerAccount(0)
                .servedChannels(deliveries.channels());
        commit(slot, NodeStartedEncoder.BLOCK_LENGTH);
    }

    public void instrumentDefined(EventSlot slot) {
        new InstrumentDefinedEncoder()
                .wrapAndApplyHeader(buffer(slot, InstrumentDefinedEncoder.BLOCK_LENGTH), 0, header)
                .instrumentId(0)
                .symbol("BTCUSD");
        commit(slot, InstrumentDefinedEncoder.BLOCK_LENGTH);
    }

    /** Long, with that stop on the last trade and nothing else. */
    void strategyCreated(EventSlot slot, StopType stopType, StopUnit stopUnit, long stopValueScaled) {
        strategyCreated(slot, stopType, stopUnit, stopValueScaled, 1, 2);
    }

    /** The same, with the times at which it enters and leaves. */
    void strategyCreated(
            EventSlot slot,
            StopType stopType,
            StopUnit stopUnit,
            long stopValueScaled,
            long entryTimeNs,
            long exitTimeNs) {
        strategyCreated(slot, "timed", stopType, stopUnit, stopValueScaled, entryTimeNs, exitTimeNs);
    }

    /** The same, with what decides when it enters. */
    public void strategyCreated(
            EventSlot slot,
            String plugin,
            StopType stopType,
            StopUnit stopUnit,
            long stopValueScaled,
            long entryTimeNs,
            long exitTimeNs) {
        StrategyCreatedEncoder created = new StrategyCreatedEncoder()
                .wrapAndApplyHeader(buffer(slot, StrategyCreatedEncoder.BLOCK_LENGTH), 0, header);
        created.terms()
                .quantity(Decimal.ONE)
                .entryTimeNs(entryTimeNs)
                .exitTimeNs(exitTimeNs)
                .stopValue(stopValueScaled)
                .activationPrice(StrategyTermsEncoder.activationPriceNullValue())
                .targetValue(StrategyTermsEncoder.targetValueNullValue())
                .stopLimitOffset(StrategyTermsEncoder.stopLimitOffsetNullValue())
                .fillDeadlineNs(0)
                .entryTimeOfDay(StrategyTermsEncoder.entryTimeOfDayNullValue())
                .exitTimeOfDay(StrategyTermsEncoder.exitTimeOfDayNullValue())
                .holdingTimeNs(0)
                .calendarId(0)
                .lateStart(LateStart.FIRE)
                .stopType(stopType)
                .stopUnit(stopUnit)
                .targetUnit(StopUnit.LEVEL)
                .targetOrderType(OrderType.MARKET);
        created.instrumentId(0)
                .accountId(0)
                .positionSide(PositionSide.LONG)
                .triggerSource(TriggerSource.LAST)
                .isWatched(Flag.NO)
                .name("bench")
                .plugin(plugin)
                .parameters("")
                .commandId("");
        commit(slot, StrategyCreatedEncoder.BLOCK_LENGTH);
    }

    /** By the host's operator, without a command id. */
    public void strategyStarted(EventSlot slot, long strategyId) {
        new StrategyStartRequestedEncoder()
                .wrapAndApplyHeader(buffer(slot, StrategyStartRequestedEncoder.BLOCK_LENGTH), 0, header)
                .strategyId(strategyId)
                .accountId(0)
                .commandId("");
        commit(slot, StrategyStartRequestedEncoder.BLOCK_LENGTH);
    }

    /** The same, with an id of the length of its field, by which it is answered. */
    public void strategyStarted(EventSlot slot, long strategyId, byte[] commandId) {
        start.wrapAndApplyHeader(buffer(slot, StrategyStartRequestedEncoder.BLOCK_LENGTH), 0, header)
                .strategyId(strategyId)
                .accountId(0)
                .putCommandId(commandId, 0);
        commit(slot, StrategyStartRequestedEncoder.BLOCK_LENGTH);
    }

    /** Enters no more, keeps what it holds; with an id of the length of its field. */
    public void strategyStopped(EventSlot slot, long strategyId, byte[] commandId) {
        stop.wrapAndApplyHeader(buffer(slot, StrategyStopRequestedEncoder.BLOCK_LENGTH), 0, header)
                .strategyId(strategyId)
                .accountId(0)
                .mode(StopMode.KEEP)
                .putCommandId(commandId, 0);
        commit(slot, StrategyStopRequestedEncoder.BLOCK_LENGTH);
    }

    void timeAdvanced(EventSlot slot) {
        new TimeAdvancedEncoder().wrapAndApplyHeader(buffer(slot, TimeAdvancedEncoder.BLOCK_LENGTH), 0, header);
        commit(slot, TimeAdvancedEncoder.BLOCK_LENGTH);
    }

    /** One unit of an order filled, which is all of it. */
    public void orderFilled(EventSlot slot, long clientOrderId, long strategyId, long averageScaled) {
        filled(slot, OrderPurpose.ENTRY, clientOrderId, strategyId, 1, averageScaled);
    }

    /** The only entry order of a long strategy, filled so far with that many whole units at that average price. */
    void entryFilled(EventSlot slot, long strategyId, long units, long averageScaled) {
        filled(slot, OrderPurpose.ENTRY, strategyId, units, averageScaled);
    }

    /** The same of its only exit order. */
    void exitFilled(EventSlot slot, long strategyId, long units, long averageScaled) {
        filled(slot, OrderPurpose.EXIT, strategyId, units, averageScaled);
    }

    private void filled(EventSlot slot, OrderPurpose purpose, long strategyId, long units, long averageScaled) {
        boolean isEntry = purpose == OrderPurpose.ENTRY;
        filled(slot, purpose, strategyId << 16 | (isEntry ? 0 : 1), strategyId, units, averageScaled);
    }

    /** The order of a fired stop over one unit filled, whole. */
    public void stopFilled(EventSlot slot, long clientOrderId, long strategyId, long averageScaled) {
        filled(slot, OrderPurpose.STOP, clientOrderId, strategyId, 1, averageScaled);
    }

    private void filled(
            EventSlot slot, OrderPurpose purpose, long clientOrderId, long strategyId, long units, long averageScaled) {
        boolean isEntry = purpose == OrderPurpose.ENTRY;
        report.wrapAndApplyHeader(buffer(slot, ExecutionReportEncoder.BLOCK_LENGTH), 0, header)
                .clientOrderId(clientOrderId)
                .strategyId(strategyId)
                .cumQuantity(units * Decimal.ONE)
                .cumNotional(units * averageScaled)
                .cumFee(0)
                .lastPrice(averageScaled)
                .instrumentId(0)
                .executionType(ExecutionType.FILL)
                .side(isEntry ? Side.BUY : Side.SELL)
                .purpose(purpose)
                .rejectReason(RejectReason.NONE);
        commit(slot, ExecutionReportEncoder.BLOCK_LENGTH);
    }

    public void trade(EventSlot slot, long feedSequence, long priceScaled) {
        long none = PriceTickEncoder.lastNullValue();
        tick(slot, feedSequence, priceScaled, Decimal.ONE, none, none);
    }

    /** The same of another instrument than the first. */
    public void trade(EventSlot slot, int instrumentId, long feedSequence, long priceScaled) {
        trade(slot, feedSequence, priceScaled);
        tick.instrumentId(instrumentId);
    }

    /** Best bid and ask. */
    public void quote(EventSlot slot, long feedSequence, long bidScaled, long askScaled) {
        tick(slot, feedSequence, PriceTickEncoder.lastNullValue(), 0, bidScaled, askScaled);
    }

    private void tick(EventSlot slot, long feedSequence, long last, long quantity, long bid, long ask) {
        long none = PriceTickEncoder.lastNullValue();
        tick.wrapAndApplyHeader(buffer(slot, PriceTickEncoder.BLOCK_LENGTH), 0, header)
                .sourceTimeNs(feedSequence)
                .feedSequence(feedSequence)
                .last(last)
                .lastQuantity(quantity)
                .low(none)
                .high(none)
                .bid(bid)
                .ask(ask)
                .bidLow(none)
                .bidHigh(none)
                .askLow(none)
                .askHigh(none)
                .midLow(none)
                .midHigh(none)
                .instrumentId(0)
                .feedId(1);
        commit(slot, PriceTickEncoder.BLOCK_LENGTH);
    }
}
