package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports that come twice, late, in the wrong order, about strange orders or with impossible figures. */
final class LateReportTest extends TradeScenario {
    @Test
    void shouldAddNothingWhenReportsComeTwiceOrInTheWrongOrder() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 2, 100));
        String held = row().toString();
        assertEquals(List.of(), core.apply(fill(entry, 2, 100)));
        assertEquals(List.of(), core.apply(fill(entry, 1, 100)));
        assertEquals(List.of(), core.apply(entry.accepted()));
        assertEquals(List.of(), core.apply(entry.canceled(0, 0, 0)));
        assertEquals(List.of("ALERT_TRIGGERED ILLEGAL_TRANSITION #5.0 608"), core.apply(entry.rejected()));
        assertEquals(List.of(), core.apply(entry.unknown()));
        assertEquals(held, row().toString());
    }

    @Test
    void shouldReopenAndSellWhenAnEntryFillsAfterItsCancel() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.at(200).apply(TIME);
        core.apply(entry.canceled(0, 0, 0));
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ALERT_TRIGGERED ILLEGAL_TRANSITION #5.0 706",
                        "ORDER_FILLED #5.0 2 at 100 fee 0 leaves 0",
                        "STRATEGY_RUNNING 2 at 100",
                        "EXECUTE_SELL #8.0 EXIT SELL 2"),
                core.apply(fill(entry, 2, 100)));
        assertEquals(
                "STRATEGY_EXITED SCHEDULE 2 from 100 to 101 pnl 2",
                core.apply(fill(core.commands().get(0), 2, 101)).get(4));
    }

    @Test
    void shouldReopenAndSellByTheStopWhenALateFillHasAlreadyPassedIt() {
        open();
        start(PositionSide.LONG);
        core.apply(trade(80));
        OrderCommand entry = commandAt(100);
        core.apply(entry.rejected());
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "STOPLOSS_TRIGGERED 3 at 90 by 80",
                        "ALERT_TRIGGERED ILLEGAL_TRANSITION #6.0 806",
                        "ORDER_FILLED #6.0 2 at 100 fee 0 leaves 0",
                        "STRATEGY_RUNNING 2 at 100",
                        "EXECUTE_STOPLOSS #8.0 STOP SELL 2"),
                core.apply(fill(entry, 2, 100)));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 80 pnl -40",
                core.apply(fill(core.commands().get(0), 2, 80)).get(3));
    }

    @Test
    void shouldCountARealizedResultOnceWhenAStrategyReopens() {
        OrderCommand entry = hold(PositionSide.LONG);
        core.apply(fill(commandAt(200), 2, 105));
        assertEquals(10 * ONE, core.logic().trade().counters().realizedPnlScaled());
        List<String> lines = core.apply(entry.filled(3 * ONE, 301 * ONE, 0));
        assertEquals("ALERT_TRIGGERED OVERFILL #5.0 100000000", lines.get(2));
        assertEquals(0, core.logic().trade().counters().realizedPnlScaled());
        core.apply(fill(core.commands().get(0), 1, 105));
        assertEquals(14 * ONE, core.logic().trade().counters().realizedPnlScaled());
        assertEquals(14 * ONE, row().realizedPnl());
    }

    @Test
    void shouldSellAtOnceWhenAStrategyReopensThatWasClosedWhileItsExitWaited() {
        OrderCommand entry = hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(exit.rejected());
        core.apply(fill(exit, 2, 105));
        assertEquals(StrategyState.CLOSED, row().state());
        List<String> lines = core.apply(entry.filled(3 * ONE, 301 * ONE, 0));
        assertEquals("EXECUTE_SELL #10.0 EXIT SELL 1", lines.get(lines.size() - 1));
    }

    @Test
    void shouldAlertWhenMoreLeftThanWasHeld() {
        hold(PositionSide.LONG);
        OrderCommand first = commandAt(200);
        core.apply(first.rejected());
        OrderCommand second = commandAt(210);
        // The broker takes its refusal back: both exits fill, neither beyond its own quantity.
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ALERT_TRIGGERED ILLEGAL_TRANSITION #7.0 806",
                        "ORDER_FILLED #7.0 2 at 99 fee 0 leaves 0",
                        "CANCEL_ORDER #9.0 EXIT SELL 2"),
                core.apply(fill(first, 2, 99)));
        assertEquals(
                List.of(
                        "ORDER_FILLED #9.0 2 at 99 fee 0 leaves 0",
                        "ALERT_TRIGGERED OVERFILL #9.0 200000000",
                        "ORDER_FINALIZED #9.0 FILLED 2",
                        "STRATEGY_EXITED SCHEDULE 2 from 100 to 99 pnl 196"),
                core.apply(fill(second, 2, 99)));
    }

    @Test
    void shouldCloseWhenAnExitWithNothingLeftToSellIsCanceled() {
        hold(PositionSide.LONG);
        OrderCommand first = commandAt(200);
        core.apply(first.rejected());
        OrderCommand second = commandAt(210);
        core.apply(fill(first, 2, 99));
        assertEquals(
                List.of("ORDER_FINALIZED #9.0 CANCELED 0", "STRATEGY_EXITED SCHEDULE 2 from 100 to 99 pnl -2"),
                core.apply(second.canceled(0, 0, 0)));
        assertEquals(List.of(), core.at(1000).apply(TIME));
    }

    @Test
    void shouldAlertOnceWhenAnExitOverfills() {
        hold(PositionSide.LONG);
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ORDER_ACCEPTED #7.0",
                        "ORDER_FILLED #7.0 3 at 99 fee 0 leaves 0",
                        "ALERT_TRIGGERED OVERFILL #7.0 100000000",
                        "ORDER_FINALIZED #7.0 FILLED 3",
                        "STRATEGY_EXITED SCHEDULE 2 from 100 to 99 pnl 97"),
                core.apply(fill(commandAt(200), 3, 99)));
    }

    @Test
    void shouldAlertWhenTheOrderIsNotOurs() {
        open();
        Report strange = new OrderCommand(EventType.EXECUTE_BUY, 7, 3, Side.BUY, OrderPurpose.ENTRY, ONE).accepted();
        assertEquals(List.of("ALERT_TRIGGERED UNKNOWN_ORDER_REPORTED #0.7 0"), core.apply(strange));
    }

    @Test
    void shouldAlertAndBookNothingWhenFiguresAreNoPrice() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of("ALERT_TRIGGERED REPORT_MISMATCH #5.0 200000000"), core.apply(entry.filled(2 * ONE, 0, 0)));
        assertEquals(List.of("ALERT_TRIGGERED REPORT_MISMATCH #5.0 1"), core.apply(entry.filled(1, Long.MAX_VALUE, 0)));
        assertEquals(StrategyState.ENTERING, row().state());
    }

    @Test
    void shouldNotHaltWhenAShortsStopLiesBeyondEveryPrice() {
        open();
        core.apply(
                new Create(0, PositionSide.SHORT, ONE, 100, 200, TriggerSource.LAST, StopUnit.RATIO, Long.MAX_VALUE));
        core.apply(new TestEvent.Start(3));
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 92233720368.54775807",
                        "ALERT_TRIGGERED STOP_UNREACHABLE #0.0 9223372036854775807"),
                core.apply(fill(commandAt(100), 1, 100)).subList(0, 2));
    }

    @Test
    void shouldNotHaltWhenResultsOfManyStrategiesExceedTheRange() {
        open();
        long huge = Long.MAX_VALUE / 2;
        for (int i = 0; i < 3; i++) {
            core.apply(new Create(
                    0, PositionSide.SHORT, ONE, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, Long.MAX_VALUE));
            core.apply(new TestEvent.Start(core.sequence()));
        }
        List<OrderCommand> entries = core.at(100).commands(TIME);
        entries.forEach(entry -> core.apply(entry.filled(ONE, huge, 0)));
        List<OrderCommand> exits = core.at(200).commands(TIME);
        exits.forEach(exit -> core.apply(exit.filled(ONE, ONE, 0)));
        List<StrategyRow> rows = core.logic().trade().strategyRows();
        assertEquals(
                List.of(huge - ONE, huge - ONE, huge - ONE),
                rows.stream().map(StrategyRow::realizedPnl).toList());
    }

    @Test
    void shouldRefuseAReportWhoseTotalsDoNotFit() {
        OrderCommand entry = hold(PositionSide.LONG);
        assertEquals(
                List.of("ALERT_TRIGGERED REPORT_MISMATCH #5.0 300000000"),
                core.apply(entry.filled(3 * ONE, 300 * ONE, Long.MAX_VALUE)));
    }

    @Test
    void shouldTakeAnExitBackForASmallerOneWhenALateFillLeavesLessThanItSells() {
        hold(PositionSide.LONG);
        OrderCommand first = commandAt(200);
        core.apply(first.rejected());
        OrderCommand second = commandAt(210);
        List<String> late = core.apply(fill(first, 1, 99));
        assertEquals("CANCEL_ORDER #9.0 EXIT SELL 2", late.get(late.size() - 1));
        assertEquals(
                List.of("ORDER_FINALIZED #9.0 CANCELED 0", "EXECUTE_SELL #11.0 EXIT SELL 1"),
                core.apply(second.canceled(0, 0, 0)));
    }

    @Test
    void shouldBookNothingWhenTheBrokerHasNoneSuchAndTellsOfAFillAllTheSame() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        assertEquals(
                List.of("ALERT_TRIGGERED REPORT_MISMATCH #7.0 200000000"),
                core.apply(exit.report(ExecutionType.UNKNOWN_ORDER, 2 * ONE, 200 * ONE, 0)));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 89", "LOCK_CONFLICT STOP by EXIT #7.0"), core.apply(trade(89)));
    }

    @Test
    void shouldSellAtOnceWhenReportsOnStrangeOrdersKeepTheStopFromBeingArmed() {
        open();
        start(PositionSide.LONG);
        OrderCommand strange =
                new OrderCommand(EventType.EXECUTE_BUY, 1L << 16, 3, Side.BUY, OrderPurpose.ENTRY, 2 * ONE);
        core.apply(fill(strange, 2, 100));
        core.apply(trade(89));
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of(
                        "ORDER_ACCEPTED #7.0",
                        "ORDER_FILLED #7.0 2 at 100 fee 0 leaves 0",
                        "ALERT_TRIGGERED STOP_UNREACHABLE #7.0 0",
                        "STRATEGY_RUNNING 2 at 100",
                        "ORDER_FINALIZED #7.0 FILLED 2",
                        "EXECUTE_SELL #8.0 EXIT SELL 2"),
                core.apply(fill(entry, 2, 100)));
    }
}
