package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ActionExecutedEncoder;
import io.ringfence.core.event.ErrorEncoder;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PositionClosedEncoder;
import io.ringfence.core.event.PositionOpenedEncoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PositionUpdatedEncoder;
import io.ringfence.core.event.RunnerAction;
import io.ringfence.core.event.RunnerStartedEncoder;
import io.ringfence.core.event.RunnerState;
import io.ringfence.core.event.RunnerStoppedEncoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.StateTransitionEncoder;
import io.ringfence.core.event.StatsUpdateEncoder;
import io.ringfence.core.event.TickReceivedEncoder;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** The text of the events of runners, which clients other than ours parse. */
class RunnerEventJsonTest {
    private final WrittenEvent event = new WrittenEvent();
    private final MutableDirectBuffer buffer = event.buffer;
    private final MessageHeaderEncoder header = event.header;

    @Test
    void shouldWriteTheLifeOfARunnerWhenItComesFromTheCore() {
        new RunnerStartedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"RunnerStarted\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new RunnerStoppedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .instrumentId(1)
                .reason(ExitReason.ABORTED);
        assertEquals(
                "{\"type\":\"RunnerStopped\",\"data\":{\"runner_id\":\"3\",\"symbol\":null,\"timestamp\":1767323045678,\"reason\":\"aborted\"},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new StateTransitionEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .instrumentId(0)
                .from(RunnerState.IN_POSITION)
                .to(RunnerState.EXITING)
                .reason(ExitReason.STOPLOSS);
        assertEquals(
                "{\"type\":\"StateTransition\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"from\":\"in_position\",\"to\":\"exiting\",\"reason\":\"stoploss\"},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new ActionExecutedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .clientOrderId(7)
                .quantity(Decimal.parse("1.5"))
                .instrumentId(0)
                .action(RunnerAction.ENTER);
        assertEquals(
                "{\"type\":\"ActionExecuted\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"action\":\"enter\",\"order_id\":\"7\",\"quantity\":1.5},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new ErrorEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .figure(5)
                .instrumentId(0)
                .code(io.ringfence.core.event.ErrorCode.EXITS_REFUSED)
                .severity(Severity.CRITICAL);
        assertEquals(
                "{\"type\":\"Error\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"severity\":\"critical\",\"code\":\"exits_refused\",\"figure\":\"5\"},\"seq\":7,\"event_id\":\"42.3\"}",
                text());
    }

    @Test
    void shouldWriteDecimalsAsNumbersWhenAPositionChanges() {
        new TickReceivedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .price(Decimal.parse("200.00000001"))
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"TickReceived\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"price\":200.00000001},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new PositionOpenedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .quantity(Decimal.parse("2"))
                .price(Decimal.parse("200"))
                .instrumentId(0)
                .positionSide(PositionSide.SHORT);
        assertEquals(
                "{\"type\":\"PositionOpened\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"position_side\":\"short\",\"quantity\":2,\"price\":200},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new PositionUpdatedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .quantity(Decimal.parse("2"))
                .currentPrice(Decimal.parse("199.5"))
                .unrealizedPnl(Decimal.parse("-0.25"))
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"PositionUpdated\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"quantity\":2,\"current_price\":199.5,\"unrealized_pnl\":-0.25},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new PositionClosedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .exitPrice(Decimal.parse("201"))
                .realizedPnl(Decimal.parse("2.1"))
                .instrumentId(0)
                .reason(ExitReason.TAKE_PROFIT);
        assertEquals(
                "{\"type\":\"PositionClosed\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"exit_price\":201,\"realized_pnl\":2.1,\"reason\":\"take_profit\"},\"seq\":7,\"event_id\":\"42.3\"}",
                text());
    }

    @Test
    void shouldWriteErrorsPerTickWhenFiguresAreGiven() {
        new StatsUpdateEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .ticksProcessed(8)
                .actionsExecuted(4)
                .errorCount(1)
                .roundCount(2)
                .winCount(1)
                .realizedPnl(Decimal.parse("-3.5"))
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"StatsUpdate\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"ticks_processed\":8,\"actions_executed\":4,\"error_rate\":0.125,\"round_count\":2,\"win_count\":1,\"realized_pnl\":-3.5},\"seq\":7,\"event_id\":\"42.3\"}",
                text());

        new StatsUpdateEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(3)
                .ticksProcessed(0)
                .actionsExecuted(0)
                .errorCount(1)
                .roundCount(0)
                .winCount(0)
                .realizedPnl(0)
                .instrumentId(0);
        assertEquals(
                "{\"type\":\"StatsUpdate\",\"data\":{\"runner_id\":\"3\",\"symbol\":\"SOL\",\"timestamp\":1767323045678,\"ticks_processed\":0,\"actions_executed\":0,\"error_rate\":0,\"round_count\":0,\"win_count\":0,\"realized_pnl\":0},\"seq\":7,\"event_id\":\"42.3\"}",
                text());
    }

    private String text() {
        return event.text();
    }
}
