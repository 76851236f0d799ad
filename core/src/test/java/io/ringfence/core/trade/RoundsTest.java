package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A strategy that enters again and again, with each trade at 100, with a stop 10 away; and reports on orders of rounds that
 * were over.
 */
final class RoundsTest extends TradeScenario {
    private OrderCommand entry;
    private OrderCommand exit;

    private static Create untimed(PositionSide side) {
        return new Create(
                        0, side, 2 * ONE, TestEvent.NONE, TestEvent.NONE, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE)
                .logic("test", "");
    }

    private void begin() {
        plugin.enteringAt(100 * ONE);
        open();
        start(untimed(PositionSide.LONG));
    }

    /** Enters at a price and is stopped out 10 below. */
    private void stopOut(long price) {
        entry = command(core, trade(100));
        core.apply(fill(entry, 2, price));
        exit = command(core, trade(price - 10));
        core.apply(fill(exit, 2, price - 10));
    }

    private static String statsOf(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("StatsUpdate"))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void shouldArmANewStopInEachRoundAfterAStopOut() {
        begin();
        assertEquals(List.of("EXECUTE_BUY #5.0 ENTRY BUY 2"), core.apply(trade(100)));
        assertEquals(
                "STOPLOSS_ARMED 3 at 90",
                core.apply(fill(core.commands().get(0), 2, 100)).get(0));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #7.0 STOP SELL 2"),
                core.apply(trade(90)));
        OrderCommand stop = core.commands().get(0);
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 90 pnl -20",
                core.apply(fill(stop, 2, 90)).get(3));
        assertEquals(StrategyState.READY, row().state());
        assertEquals(List.of("EXECUTE_BUY #9.0 ENTRY BUY 2"), core.apply(trade(100)));
        assertEquals(
                "STOPLOSS_ARMED 3 at 93",
                core.apply(fill(core.commands().get(0), 2, 103)).get(0));
        assertEquals(List.of(), core.apply(trade(94)));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 93 by 92", "EXECUTE_STOPLOSS #12.0 STOP SELL 2"),
                core.apply(trade(92)));
    }

    @Test
    void shouldCountRoundsWinsAndResults() {
        begin();
        stopOut(100);
        entry = command(core, trade(100));
        core.apply(fill(entry, 2, 100));
        exit = command(core, new TestEvent.Exit(3));
        assertEquals(
                "StatsUpdate 3 ticks 3 actions 4 errors 0 rounds 2 wins 1 pnl -6",
                statsOf(core.applyAll(fill(exit, 2, 107))));
    }

    @Test
    void shouldSellALateFillOfTheEntryWhileItLooksForTheNext() {
        begin();
        stopOut(100);
        assertEquals(
                List.of(
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 0",
                        "ALERT_TRIGGERED OVERFILL #5.0 100000000",
                        "STRATEGY_RUNNING 1 at 100",
                        "EXECUTE_STOPLOSS #9.0 STOP SELL 1"),
                core.apply(fill(entry, 3, 100)));
        OrderCommand rest = core.commands().get(0);
        assertEquals(
                "StatsUpdate 3 ticks 2 actions 3 errors 0 rounds 1 wins 0 pnl -35",
                statsOf(core.applyAll(fill(rest, 1, 85))));
        assertEquals(StrategyState.READY, row().state());
        assertEquals(1, core.commands(trade(100)).size());
    }

    @Test
    void shouldTakeTheNextEntryBackWhenAnEarlierOneFillsLate() {
        begin();
        stopOut(100);
        OrderCommand first = entry;
        OrderCommand second = command(core, trade(100));
        assertEquals(
                List.of(
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 0",
                        "ALERT_TRIGGERED OVERFILL #5.0 100000000",
                        "STRATEGY_RUNNING 1 at 100",
                        "CANCEL_ORDER #9.0 ENTRY BUY 2",
                        "EXECUTE_STOPLOSS #10.0 STOP SELL 1"),
                core.apply(fill(first, 3, 100)));
        OrderCommand rest = core.commands().get(1);
        core.apply(second.canceled(0, 0, 0));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 3 from 100 to 90 pnl -30",
                core.apply(fill(rest, 1, 90)).get(3));
        assertEquals(StrategyState.READY, row().state());
    }

    @Test
    void shouldLeaveEverythingWhenAnEarlierEntryFillsLateInPosition() {
        begin();
        stopOut(100);
        OrderCommand first = entry;
        core.apply(fill(command(core, trade(100)), 2, 100));
        assertEquals(
                List.of(
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 0",
                        "ALERT_TRIGGERED OVERFILL #5.0 100000000",
                        "STRATEGY_RUNNING 3 at 100",
                        "EXECUTE_SELL #11.0 EXIT SELL 3"),
                core.apply(fill(first, 3, 100)));
        List<String> lines = core.applyAll(fill(core.commands().get(0), 3, 101));
        assertEquals("StatsUpdate 3 ticks 3 actions 4 errors 0 rounds 2 wins 1 pnl -17", statsOf(lines));
        assertEquals(ExitReason.SCHEDULE, row().reason());
    }

    @Test
    void shouldEndTheRoundAnewWhenItsExitFillsMoreWhileItLooksForTheNext() {
        begin();
        stopOut(100);
        List<String> lines = core.applyAll(fill(exit, 3, 90));
        assertEquals("StatsUpdate 3 ticks 2 actions 2 errors 0 rounds 1 wins 1 pnl 70", statsOf(lines));
        assertEquals(StrategyState.READY, row().state());
        assertEquals(-ONE, row().openQuantity());
        core.apply(fill(command(core, trade(100)), 2, 100));
        assertEquals(ONE, row().openQuantity());
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #12.0 STOP SELL 1"),
                core.apply(trade(90)));
    }

    @Test
    void shouldTakeTheNextEntryBackWhenTheExitBeforeFillsMore() {
        begin();
        stopOut(100);
        OrderCommand second = command(core, trade(100));
        List<String> lines = core.apply(fill(exit, 3, 90));
        assertEquals("CANCEL_ORDER #9.0 ENTRY BUY 2", lines.get(lines.size() - 1));
        lines = core.applyAll(second.canceled(0, 0, 0));
        assertEquals("StatsUpdate 3 ticks 3 actions 3 errors 0 rounds 1 wins 1 pnl 70", statsOf(lines));
        assertEquals(StrategyState.READY, row().state());
    }

    @Test
    void shouldKeepTheFiguresOfTheRoundBeforeWhenTheNextEntryFillsAfterAll() {
        begin();
        stopOut(100);
        OrderCommand second = command(core, trade(100));
        core.apply(fill(exit, 3, 90));
        core.apply(fill(second, 2, 100));
        OrderCommand rest = core.commands().get(0);
        assertEquals(ONE, rest.quantity());
        assertEquals(
                "StatsUpdate 3 ticks 3 actions 4 errors 0 rounds 2 wins 1 pnl -30",
                statsOf(core.applyAll(fill(rest, 1, 100))));
        assertEquals(-30 * ONE, core.logic().trade().counters().realizedPnlScaled());
    }

    @Test
    void shouldSellWhatIsHeldAndNoMoreWhenAnExitBeforeIsStillOut() {
        begin();
        stopOut(100);
        OrderCommand second = command(core, trade(100));
        OrderCommand rest = core.commands(fill(entry, 3, 100)).get(1);
        assertEquals("CANCEL_ORDER", command(core, fill(exit, 3, 90)).type().name());
        assertEquals(List.of(), core.commands(fill(second, 2, 100)));
        OrderCommand last = command(core, rest.canceled(0, 0, 0));
        assertEquals(2 * ONE, last.quantity());
        core.apply(fill(last, 2, 100));
        assertEquals(StrategyState.READY, row().state());
        assertEquals(0, row().openQuantity());
    }

    @Test
    void shouldHoldLessWhenTheExitBeforeFillsMoreInPosition() {
        begin();
        stopOut(100);
        core.apply(fill(command(core, trade(100)), 2, 100));
        assertEquals(
                List.of("ORDER_FILLED #7.0 1 at 90 fee 0 leaves 0", "ALERT_TRIGGERED OVERFILL #7.0 100000000"),
                core.apply(fill(exit, 3, 90)));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(ONE, row().openQuantity());
        List<String> lines = core.apply(fill(exit, 4, 90));
        assertEquals("STRATEGY_EXITED STOPLOSS 2 from 100 to 90 pnl -20", lines.get(lines.size() - 1));
        assertEquals(StrategyState.READY, row().state());
    }

    @Test
    void shouldNotBookReportsOlderThanTheRoundBefore() {
        begin();
        stopOut(100);
        OrderCommand oldEntry = entry;
        OrderCommand oldExit = exit;
        stopOut(101);
        OrderCommand middle = exit;
        stopOut(102);
        String before = row().toString();
        assertEquals(
                List.of("ALERT_TRIGGERED UNKNOWN_ORDER_REPORTED #5.0 300000000"), core.apply(fill(oldEntry, 3, 100)));
        assertEquals(
                List.of("ALERT_TRIGGERED UNKNOWN_ORDER_REPORTED #7.0 300000000"), core.apply(fill(oldExit, 3, 90)));
        assertEquals(List.of(), core.apply(fill(oldEntry, 2, 100)));
        assertEquals(before, row().toString());
        assertEquals(
                "ORDER_FILLED #11.0 1 at 91 fee 0 leaves 0",
                core.apply(fill(middle, 3, 91)).get(0));
    }
}
