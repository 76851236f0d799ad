package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.WrittenEvent.TAIL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.CommandAnsweredEncoder;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionTriggeredEncoder;
import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.DiskStateChangedEncoder;
import io.ringfence.core.event.ErrorLoggedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchChangedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PriceStreamDisconnectedEncoder;
import io.ringfence.core.event.PriceStreamRestoredEncoder;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.RiskRejectedEncoder;
import io.ringfence.core.event.RuntimeStateLoadedEncoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.TradingState;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** The text of the events of the host, of accounts, feeds and conditions. */
class HostEventJsonTest {
    private final WrittenEvent event = new WrittenEvent();
    private final MutableDirectBuffer buffer = event.buffer;
    private final MessageHeaderEncoder header = event.header;

    @Test
    void shouldWriteTheStateOfTheHostWhenItComesFromTheCore() {
        new RuntimeStateLoadedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(41)
                .strategyCount(3)
                .positionCount(2)
                .openOrderCount(1)
                .killLevel(KillLevel.NO_ENTRIES);
        assertEquals(
                "{\"type\":\"runtime_state_loaded\",\"sequence\":41,\"strategyCount\":3,\"positionCount\":2,\"openOrderCount\":1,\"killLevel\":\"no_entries\","
                        + TAIL,
                text());

        new ErrorLoggedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .subjectId(3)
                .figure(501)
                .code(io.ringfence.core.event.ErrorCode.ILLEGAL_TRANSITION)
                .severity(Severity.ERROR);
        assertEquals(
                "{\"type\":\"error_logged\",\"code\":\"illegal_transition\",\"severity\":\"error\",\"subjectId\":\"3\",\"figure\":\"501\","
                        + TAIL,
                text());

        new PriceStreamDisconnectedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .feedId(1)
                .instrumentId(0);
        assertEquals("{\"type\":\"price_stream_disconnected\",\"feedId\":1,\"symbol\":\"SOL\"," + TAIL, text());

        new PriceStreamRestoredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .feedId(1)
                .instrumentId(1);
        assertEquals("{\"type\":\"price_stream_restored\",\"feedId\":1,\"symbol\":null," + TAIL, text());
    }

    @Test
    void shouldWriteAnswersWhenTheyComeFromTheCore() {
        new CommandAnsweredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .subjectId(3)
                .firstSequence(40)
                .accountId(7)
                .isRepeat(Flag.YES)
                .commandId("c-1");
        assertEquals(
                "{\"type\":\"command_answered\",\"commandId\":\"c-1\",\"accountId\":7,\"subjectId\":\"3\",\"firstSequence\":40,\"isRepeat\":true,"
                        + TAIL,
                text());

        new CommandAnsweredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .subjectId(0)
                .firstSequence(42)
                .accountId(7)
                .isRepeat(Flag.NO)
                .commandId("01234567890123456789012345678901");
        assertEquals(
                "{\"type\":\"command_answered\",\"commandId\":\"01234567890123456789012345678901\",\"accountId\":7,\"subjectId\":\"0\",\"firstSequence\":42,\"isRepeat\":false,"
                        + TAIL,
                text());
    }

    @Test
    void shouldWriteWhatLimitsAndConditionsDoWhenItComesFromTheCore() {
        new RiskRejectedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .bound(100)
                .actual(101)
                .accountId(7)
                .instrumentId(0)
                .code(RiskCode.MAX_QUANTITY);
        assertEquals(
                "{\"type\":\"risk_rejected\",\"strategyId\":\"3\",\"accountId\":7,\"symbol\":\"SOL\",\"code\":\"max_quantity\",\"bound\":\"100\",\"actual\":\"101\","
                        + TAIL,
                text());

        new DiskStateChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .freeBytes(4096)
                .level(DiskLevel.RESERVE)
                .state(TradingState.REDUCING);
        assertEquals(
                "{\"type\":\"disk_state_changed\",\"level\":\"reserve\",\"state\":\"reducing\",\"freeBytes\":\"4096\","
                        + TAIL,
                text());

        new KillSwitchChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .accountId(7)
                .level(KillLevel.FLATTEN)
                .state(TradingState.HALTED)
                .code(RiskCode.DAILY_LOSS);
        assertEquals(
                "{\"type\":\"kill_switch_changed\",\"accountId\":7,\"level\":\"flatten\",\"state\":\"halted\",\"code\":\"daily_loss\","
                        + TAIL,
                text());

        new KillSwitchChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .accountId(KillSwitchChangedEncoder.accountIdNullValue())
                .level(KillLevel.NONE)
                .state(TradingState.ACTIVE)
                .code(RiskCode.NONE);
        assertEquals(
                "{\"type\":\"kill_switch_changed\",\"accountId\":null,\"level\":\"none\",\"state\":\"active\",\"code\":\"none\","
                        + TAIL,
                text());

        new ConditionTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .conditionId(9)
                .strategyId(3)
                .price(Decimal.parse("200.5"))
                .instrumentId(0)
                .action(ConditionAction.EXIT);
        assertEquals(
                "{\"type\":\"condition_triggered\",\"conditionId\":\"9\",\"strategyId\":\"3\",\"symbol\":\"SOL\",\"action\":\"exit\",\"price\":\"200.5\","
                        + TAIL,
                text());
    }

    private String text() {
        return event.text();
    }
}
