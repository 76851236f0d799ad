package io.ringfence.bench;

import io.ringfence.core.decimal.Decimal;
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
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedEncoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventSlot;
import org.agrona.MutableDirectBuffer;

/** Encodes the inputs that benchmarks feed to stages. */
final class Events {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();

    private static MutableDirectBuffer buffer(EventSlot slot, int blockLength) {
        return slot.in().reserve(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    private static void commit(EventSlot slot, int blockLength) {
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    void nodeStarted(EventSlot slot, int maxStrategies) {
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
                .maxAccounts(16)
                .maxCommandIds(16)
                .maxConditions(16)
                .maxActionsPerCall(4);
        commit(slot, NodeStartedEncoder.BLOCK_LENGTH);
    }

    void instrumentDefined(EventSlot slot) {
        new InstrumentDefinedEncoder()
                .wrapAndApplyHeader(buffer(slot, InstrumentDefinedEncoder.BLOCK_LENGTH), 0, header)
                .instrumentId(0)
                .symbol("BTCUSD");
        commit(slot, InstrumentDefinedEncoder.BLOCK_LENGTH);
    }

    /** With a stop at a level, or one that trails at that distance. */
    void strategyCreated(EventSlot slot, boolean isTrailing, long stopValueScaled) {
        StrategyCreatedEncoder created = new StrategyCreatedEncoder()
                .wrapAndApplyHeader(buffer(slot, StrategyCreatedEncoder.BLOCK_LENGTH), 0, header);
        created.terms()
                .quantity(Decimal.ONE)
                .entryTimeNs(1)
                .exitTimeNs(2)
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
                .stopType(isTrailing ? StopType.TRAILING : StopType.FIXED)
                .stopUnit(isTrailing ? StopUnit.AMOUNT : StopUnit.LEVEL)
                .targetUnit(StopUnit.LEVEL)
                .targetOrderType(OrderType.MARKET);
        created.instrumentId(0)
                .accountId(0)
                .positionSide(PositionSide.LONG)
                .triggerSource(TriggerSource.LAST)
                .isWatched(Flag.NO)
                .name("bench")
                .plugin("timed")
                .parameters("")
                .commandId("");
        commit(slot, StrategyCreatedEncoder.BLOCK_LENGTH);
    }

    void entryFilled(EventSlot slot, long strategyId, long orderId, long priceScaled) {
        new ExecutionReportEncoder()
                .wrapAndApplyHeader(buffer(slot, ExecutionReportEncoder.BLOCK_LENGTH), 0, header)
                .clientOrderId(orderId)
                .strategyId(strategyId)
                .cumQuantity(Decimal.ONE)
                .cumNotional(priceScaled)
                .cumFee(0)
                .lastPrice(priceScaled)
                .instrumentId(0)
                .executionType(ExecutionType.FILL)
                .side(Side.BUY)
                .purpose(OrderPurpose.ENTRY)
                .rejectReason(RejectReason.NONE);
        commit(slot, ExecutionReportEncoder.BLOCK_LENGTH);
    }

    void trade(EventSlot slot, long feedSequence, long priceScaled) {
        long none = PriceTickEncoder.lastNullValue();
        tick.wrapAndApplyHeader(buffer(slot, PriceTickEncoder.BLOCK_LENGTH), 0, header)
                .sourceTimeNs(feedSequence)
                .feedSequence(feedSequence)
                .last(priceScaled)
                .lastQuantity(Decimal.ONE)
                .low(none)
                .high(none)
                .bid(none)
                .ask(none)
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
