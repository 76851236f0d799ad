package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.WrittenEvent.SEQUENCE;
import static io.ringfence.transport.edge.WrittenEvent.TAIL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.AlertTriggeredEncoder;
import io.ringfence.core.event.BuyTriggeredEncoder;
import io.ringfence.core.event.CommandRefusedEncoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.LockAcquiredEncoder;
import io.ringfence.core.event.LockConflictEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderAcceptedEncoder;
import io.ringfence.core.event.OrderEventLoggedEncoder;
import io.ringfence.core.event.OrderFinalizedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRejectedEncoder;
import io.ringfence.core.event.OrderRetryRequiredEncoder;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.SafetyAbortEncoder;
import io.ringfence.core.event.SchedulerResyncRequiredEncoder;
import io.ringfence.core.event.SellTriggeredEncoder;
import io.ringfence.core.event.StoplossArmedEncoder;
import io.ringfence.core.event.StoplossDisarmedEncoder;
import io.ringfence.core.event.StoplossTriggeredEncoder;
import io.ringfence.core.event.StrategyEventLoggedEncoder;
import io.ringfence.core.event.StrategyExitedEncoder;
import io.ringfence.core.event.StrategyReadyEncoder;
import io.ringfence.core.event.StrategyRunningEncoder;
import io.ringfence.core.event.StrategyStartedEncoder;
import io.ringfence.core.event.StrategyStoppedEncoder;
import io.ringfence.core.event.SystemRecoveryEncoder;
import io.ringfence.core.event.TakeProfitTriggeredEncoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** The text of each event; the tails of all are the same. */
class EventJsonTest {
    private static final long LATER_NS = Events.epochNs("2026-01-02T04:00:00Z");

    private final WrittenEvent event = new WrittenEvent();
    private final MutableDirectBuffer buffer = event.buffer;
    private final MessageHeaderEncoder header = event.header;

    @Test
    void shouldWriteOrderEventsWhenTheyComeFromTheCore() {
        new OrderAcceptedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .clientOrderId(7)
                .strategyId(3)
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"order_accepted\",\"orderId\":\"7\",\"strategyId\":\"3\",\"symbol\":\"SOL\"," + TAIL,
                text());

        new OrderRejectedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .clientOrderId(Long.MAX_VALUE)
                .strategyId(3)
                .instrumentId(0)
                .purpose(OrderPurpose.STOP)
                .reason(RejectReason.INSUFFICIENT_MARGIN);
        assertEquals(
                "{\"type\":\"order_rejected\",\"orderId\":\"9223372036854775807\",\"strategyId\":\"3\","
                        + "\"symbol\":\"SOL\",\"purpose\":\"stop\",\"reason\":\"insufficient_margin\"," + TAIL,
                text());

        new OrderFinalizedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .clientOrderId(7)
                .strategyId(3)
                .cumQuantity(Decimal.parse("2"))
                .instrumentId(0)
                .state(OrderState.FILLED);
        assertEquals(
                "{\"type\":\"order_finalized\",\"orderId\":\"7\",\"strategyId\":\"3\",\"symbol\":\"SOL\","
                        + "\"state\":\"filled\",\"cumQuantity\":\"2\"," + TAIL,
                text());

        OutputBuffer out = new EventSlot(RingConfig.defaults()).out();
        Events.filled(out, 7);
        buffer.putBytes(0, out.buffer(), out.messageOffset(0), out.messageLength(0));
        assertEquals(Events.filledJson(SEQUENCE, 7).replace("42.0", "42.3"), text());
    }

    @Test
    void shouldWriteStoplossEventsWhenTheyComeFromTheCore() {
        new StoplossArmedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .level(Decimal.parse("199.5"))
                .instrumentId(0)
                .positionSide(PositionSide.LONG)
                .triggerSource(TriggerSource.BID_ASK);
        assertEquals(
                "{\"type\":\"stoploss_armed\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"level\":\"199.5\","
                        + "\"positionSide\":\"long\",\"triggerSource\":\"bid_ask\"," + TAIL,
                text());

        new StoplossTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .level(Decimal.parse("199.5"))
                .price(Decimal.parse("199.49999999"))
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"stoploss_triggered\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"level\":\"199.5\","
                        + "\"price\":\"199.49999999\"," + TAIL,
                text());

        new TakeProfitTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .level(Decimal.parse("220"))
                .price(Decimal.parse("220.5"))
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"take_profit_triggered\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"level\":\"220\","
                        + "\"price\":\"220.5\"," + TAIL,
                text());

        new StoplossDisarmedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .instrumentId(0);
        assertEquals("{\"type\":\"stoploss_disarmed\",\"strategyId\":\"3\",\"symbol\":\"SOL\"," + TAIL, text());
    }

    @Test
    void shouldWriteStrategyEventsWhenTheyComeFromTheCore() {
        new StrategyStartedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .entryTimeNs(Events.TIME_NS)
                .exitTimeNs(LATER_NS)
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"strategy_started\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"entryTime\":\"" + Events.TIME
                        + "\",\"exitTime\":\"2026-01-02T04:00:00.000Z\"," + TAIL,
                text());

        new BuyTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .dueTimeNs(LATER_NS)
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"buy_triggered\",\"strategyId\":\"3\",\"symbol\":\"SOL\","
                        + "\"dueTime\":\"2026-01-02T04:00:00.000Z\"," + TAIL,
                text());

        new SellTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .dueTimeNs(LATER_NS)
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"sell_triggered\",\"strategyId\":\"3\",\"symbol\":\"SOL\","
                        + "\"dueTime\":\"2026-01-02T04:00:00.000Z\"," + TAIL,
                text());
    }

    @Test
    void shouldWritePositionEventsWhenTheyComeFromTheCore() {
        new StrategyRunningEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .quantity(Decimal.parse("1.25"))
                .averagePrice(Decimal.parse("200"))
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"strategy_running\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"quantity\":\"1.25\","
                        + "\"averagePrice\":\"200\"," + TAIL,
                text());

        new StrategyExitedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .quantity(Decimal.parse("1.25"))
                .entryPrice(Decimal.parse("200"))
                .exitPrice(Decimal.parse("199"))
                .realizedPnl(Decimal.parse("-1.26"))
                .instrumentId(0)
                .reason(ExitReason.STOPLOSS);
        assertEquals(
                "{\"type\":\"strategy_exited\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"reason\":\"stoploss\","
                        + "\"quantity\":\"1.25\",\"entryPrice\":\"200\",\"exitPrice\":\"199\",\"realizedPnl\":\"-1.26\","
                        + TAIL,
                text());

        new LockConflictEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .holderOrderId(7)
                .wanted(OrderPurpose.STOP)
                .holder(OrderPurpose.EXIT);
        assertEquals(
                "{\"type\":\"lock_conflict\",\"strategyId\":\"3\",\"holderOrderId\":\"7\",\"wanted\":\"stop\","
                        + "\"holder\":\"exit\"," + TAIL,
                text());

        new OrderRetryRequiredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .clientOrderId(7)
                .strategyId(3)
                .retryTimeNs(Events.TIME_NS)
                .attempt(2)
                .instrumentId(0)
                .purpose(OrderPurpose.TARGET);
        assertEquals(
                "{\"type\":\"order_retry_required\",\"orderId\":\"7\",\"strategyId\":\"3\",\"symbol\":\"SOL\","
                        + "\"purpose\":\"target\",\"attempt\":2,\"retryTime\":\"2026-01-02T03:04:05.678Z\"," + TAIL,
                text());

        new SafetyAbortEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .openQuantity(Decimal.parse("0.00000001"))
                .attempts(5)
                .instrumentId(1);
        assertEquals(
                "{\"type\":\"safety_abort\",\"strategyId\":\"3\",\"symbol\":null,\"openQuantity\":\"0.00000001\","
                        + "\"attempts\":5," + TAIL,
                text());
    }

    @Test
    void shouldWriteWhatAStrategyDoesNextWhenItComesFromTheCore() {
        new LockAcquiredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .holderOrderId(7)
                .quantity(Decimal.parse("2"))
                .holder(OrderPurpose.EXIT);
        assertEquals(
                "{\"type\":\"lock_acquired\",\"strategyId\":\"3\",\"holderOrderId\":\"7\",\"holder\":\"exit\",\"quantity\":\"2\","
                        + TAIL,
                text());

        new StrategyReadyEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .entryTimeNs(LATER_NS)
                .exitTimeNs(StrategyReadyEncoder.exitTimeNsNullValue())
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"strategy_ready\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"entryTime\":\"2026-01-02T04:00:00.000Z\",\"exitTime\":null,"
                        + TAIL,
                text());

        new StrategyStoppedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .openQuantity(Decimal.parse("1"))
                .instrumentId(0)
                .reason(ExitReason.STOPPED);
        assertEquals(
                "{\"type\":\"strategy_stopped\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"reason\":\"stopped\",\"openQuantity\":\"1\","
                        + TAIL,
                text());

        new SchedulerResyncRequiredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .resyncId(9)
                .afterNs(LATER_NS)
                .entryTimeOfDay(34_200_000_000_000L)
                .exitTimeOfDay(SchedulerResyncRequiredEncoder.exitTimeOfDayNullValue())
                .calendarId(2)
                .lateStart(LateStart.FIRE);
        assertEquals(
                "{\"type\":\"scheduler_resync_required\",\"strategyId\":\"3\",\"resyncId\":\"9\",\"after\":\"2026-01-02T04:00:00.000Z\",\"entryTimeOfDay\":\"09:30:00.000\",\"exitTimeOfDay\":null,\"calendarId\":2,\"lateStart\":\"fire\","
                        + TAIL,
                text());

        new StrategyEventLoggedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .figure(-5)
                .text("a \"b\"\\\t\u0001");
        assertEquals(
                "{\"type\":\"strategy_event_logged\",\"strategyId\":\"3\",\"text\":\"a \\\"b\\\"\\\\\\u0009\\u0001\",\"figure\":\"-5\","
                        + TAIL,
                text());

        new OrderEventLoggedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .clientOrderId(7)
                .strategyId(3)
                .from(OrderState.SUBMITTED)
                .to(OrderState.ACCEPTED);
        assertEquals(
                "{\"type\":\"order_event_logged\",\"orderId\":\"7\",\"strategyId\":\"3\",\"from\":\"submitted\",\"to\":\"accepted\","
                        + TAIL,
                text());
    }

    @Test
    void shouldWriteHostEventsWhenTheyComeFromTheCore() {
        new SystemRecoveryEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyCount(2)
                .unknownOrderCount(1);
        assertEquals("{\"type\":\"system_recovery\",\"strategyCount\":2,\"unknownOrderCount\":1," + TAIL, text());

        new AlertTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .clientOrderId(7)
                .figure(-1)
                .code(AlertCode.OVERFILL);
        assertEquals(
                "{\"type\":\"alert_triggered\",\"code\":\"overfill\",\"strategyId\":\"3\",\"orderId\":\"7\","
                        + "\"figure\":\"-1\"," + TAIL,
                text());

        new CommandRefusedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .subjectId(9)
                .verdict(Verdict.UNKNOWN_STRATEGY);
        assertEquals(
                "{\"type\":\"command_refused\",\"subjectId\":\"9\",\"verdict\":\"unknown_strategy\"," + TAIL, text());
    }

    @Test
    void shouldHaveJsonForEveryTypeWhenTheDictionarySaysItIsAnEvent() {
        for (EventType type : EventType.values()) {
            boolean isEvent = type.category() == EventType.Category.EVENT
                    && type.scope() != EventType.Scope.INTERNAL
                    && type != EventType.TICK_REJECTED;
            assertEquals(isEvent, EventJson.isPublished(type.templateId()), type.name());
            // One that carries a message has a test of its own.
            if (isEvent && type != EventType.EVENT_OFFERED) {
                // Ones are a valid value of every field and enum.
                buffer.setMemory(0, 256, (byte) 1);
                header.wrap(buffer, 0)
                        .blockLength(200)
                        .templateId(type.templateId())
                        .schemaId(1)
                        .version(1);
                assertTrue(event.write(), type.name());
            }
        }
        assertFalse(EventJson.isPublished(99));
        assertFalse(EventJson.isPublished(65_535));
    }

    private String text() {
        return event.text();
    }
}
