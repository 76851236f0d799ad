package io.ringfence.journal;

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
import io.ringfence.core.event.StrategyStartRequestedEncoder;
import io.ringfence.core.event.StrategyTermsEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.event.TriggerSource;
import java.time.Instant;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** One input of each type. */
public final class Messages {
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    private Messages() {}

    public static long ns(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
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
        StrategyTermsEncoder terms = event.terms();
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

    private static byte[] message(UnsafeBuffer buffer, int bodyBytes) {
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }
}
