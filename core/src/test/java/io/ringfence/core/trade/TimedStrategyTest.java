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

/** The ordinary life of a strategy, and what a broker that answers late, twice or in parts makes of it. */
final class TimedStrategyTest extends TradeScenario {
    @Test
    void shouldBuyAndSellAtItsTimesWhenNoStopFires() {
        open();
        start(PositionSide.LONG);
        assertEquals(List.of(), core.at(99).apply(trade(100)));
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #6.0 ENTRY BUY 2"),
                core.at(100).apply(trade(100)));
        OrderCommand entry = core.commands().get(0);
        assertEquals(List.of("ORDER_ACCEPTED #6.0"), core.apply(entry.accepted()));
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ORDER_FILLED #6.0 2 at 100 fee 0.5 leaves 0",
                        "STRATEGY_RUNNING 2 at 100",
                        "ORDER_FINALIZED #6.0 FILLED 2"),
                core.apply(entry.filled(2 * ONE, 200 * ONE, ONE / 2)));
        assertEquals(List.of(), core.at(199).apply(trade(91)));
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #10.0 EXIT SELL 2"),
                core.at(200).apply(TIME));
        OrderCommand exit = core.commands().get(0);
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ORDER_ACCEPTED #10.0",
                        "ORDER_FILLED #10.0 2 at 110 fee 0.5 leaves 0",
                        "ORDER_FINALIZED #10.0 FILLED 2",
                        "STRATEGY_EXITED SCHEDULE 2 from 100 to 110 pnl 19"),
                core.at(205).apply(exit.filled(2 * ONE, 220 * ONE, ONE / 2)));
        StrategyRow expected = new StrategyRow(
                3,
                "test",
                0,
                PositionSide.LONG,
                StrategyState.CLOSED,
                ExitReason.SCHEDULE,
                2 * ONE,
                0,
                false,
                false,
                100,
                205,
                100 * ONE,
                110 * ONE,
                90 * ONE,
                19 * ONE,
                1,
                19 * ONE,
                row().termsDigest(),
                row().identityDigest(),
                0,
                "timed",
                false,
                false);
        assertEquals(expected, row());
        assertEquals(Long.MAX_VALUE, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldSellByTheStopWhenItsLevelIsTouchedFirst() {
        hold(PositionSide.LONG);
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 89", "EXECUTE_STOPLOSS #7.0 STOP SELL 2"),
                core.at(150).apply(trade(89)));
        OrderCommand stop = core.commands().get(0);
        assertEquals(
                List.of("SELL_TRIGGERED", "LOCK_CONFLICT EXIT by STOP #7.0"),
                core.at(200).apply(TIME));
        assertEquals(
                List.of(
                        "ORDER_ACCEPTED #7.0",
                        "ORDER_FILLED #7.0 2 at 88 fee 0 leaves 0",
                        "ORDER_FINALIZED #7.0 FILLED 2",
                        "STRATEGY_EXITED STOPLOSS 2 from 100 to 88 pnl -24"),
                core.apply(fill(stop, 2, 88)));
    }

    @Test
    void shouldMirrorEverythingWhenShort() {
        open();
        start(PositionSide.SHORT);
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #5.0 ENTRY SELL 2"),
                core.at(100).apply(TIME));
        OrderCommand entry = core.commands().get(0);
        assertEquals("STOPLOSS_ARMED 3 at 110", core.apply(fill(entry, 2, 100)).get(0));
        assertEquals(List.of(), core.apply(trade(109)));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 110 by 110", "EXECUTE_STOPLOSS #8.0 STOP BUY 2"),
                core.apply(trade(110)));
        OrderCommand stop = core.commands().get(0);
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 111 pnl -22",
                core.apply(fill(stop, 2, 111)).get(3));
    }

    @Test
    void shouldBuyBackAtTheExitTimeWhenShort() {
        hold(PositionSide.SHORT);
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #7.0 EXIT BUY 2"),
                core.at(200).apply(TIME));
    }

    @Test
    void shouldFollowTheAverageWhenTheEntryFillsInParts() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ORDER_ACCEPTED #5.0",
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 1",
                        "STRATEGY_RUNNING 1 at 100"),
                core.apply(fill(entry, 1, 100)));
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 91",
                        "ORDER_FILLED #5.0 1 at 102 fee 0 leaves 0",
                        "STRATEGY_RUNNING 2 at 101",
                        "ORDER_FINALIZED #5.0 FILLED 2"),
                core.apply(entry.filled(2 * ONE, 202 * ONE, 0)));
        assertEquals(1, core.logic().trade().counters().stopsArmed());
    }

    @Test
    void shouldCancelTheRestAndSellWhatFillsWhenTheExitTimeComesDuringTheEntry() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 1, 100));
        assertEquals(
                List.of("SELL_TRIGGERED", "CANCEL_ORDER #5.0 ENTRY BUY 2", "EXECUTE_SELL #7.0 EXIT SELL 1"),
                core.at(200).apply(TIME));
        OrderCommand exit = core.commands().get(1);
        core.apply(fill(exit, 1, 100));
        assertEquals(StrategyState.EXITING, row().state());
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 0",
                        "STRATEGY_RUNNING 1 at 100",
                        "ORDER_FINALIZED #5.0 FILLED 2",
                        "EXECUTE_SELL #9.0 EXIT SELL 1"),
                core.apply(fill(entry, 2, 100)));
    }

    @Test
    void shouldWaitForTheLiveExitWhenMoreOfTheEntryFills() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 1, 100));
        OrderCommand exit = core.at(200).commands(TIME).get(1);
        assertEquals(List.of(), core.commands(fill(entry, 2, 100)));
        List<String> lines = core.apply(fill(exit, 1, 100));
        assertEquals("EXECUTE_SELL #9.0 EXIT SELL 1", lines.get(lines.size() - 1));
    }

    @Test
    void shouldCloseWhenTheEntryIsRejected() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of(
                        "ORDER_REJECTED #5.0 MARKET_CLOSED",
                        "ORDER_FINALIZED #5.0 REJECTED 0",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0"),
                core.apply(entry.rejected()));
        assertEquals(List.of(), core.at(300).apply(TIME));
    }

    @Test
    void shouldCloseUnfilledWhenTheExitTimeComesFirst() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of("SELL_TRIGGERED", "CANCEL_ORDER #5.0 ENTRY BUY 2"),
                core.at(200).apply(TIME));
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.canceled(0, 0, 0)));
    }

    @Test
    void shouldCloseAsMissedWhenStartedAfterItsExitTime() {
        open();
        start(PositionSide.LONG);
        assertEquals(
                List.of("STRATEGY_EXITED MISSED 0 from 0 to 0 pnl 0"),
                core.at(200).apply(TIME));
    }

    @Test
    void shouldSellOnceByTheStopWhenStopAndExitTimeMeetOnOneTick() {
        hold(PositionSide.LONG);
        assertEquals(
                List.of(
                        "STOPLOSS_TRIGGERED 3 at 90 by 90",
                        "EXECUTE_STOPLOSS #7.0 STOP SELL 2",
                        "SELL_TRIGGERED",
                        "LOCK_CONFLICT EXIT by STOP #7.0"),
                core.at(200).apply(trade(90)));
    }

    @Test
    void shouldSellWhenTheStopFiresWithTheFill() {
        open();
        start(PositionSide.LONG);
        core.apply(trade(89));
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "STOPLOSS_TRIGGERED 3 at 90 by 89",
                        "CANCEL_ORDER #6.0 ENTRY BUY 2",
                        "ORDER_FILLED #6.0 2 at 100 fee 0 leaves 0",
                        "STRATEGY_RUNNING 2 at 100",
                        "ORDER_FINALIZED #6.0 FILLED 2",
                        "EXECUTE_STOPLOSS #7.0 STOP SELL 2"),
                core.apply(fill(entry, 2, 100)));
    }

    @Test
    void shouldFireTimersOfOneTimeInTheOrderTheyWereSet() {
        open();
        start(PositionSide.LONG);
        start(PositionSide.SHORT);
        start(PositionSide.LONG);
        assertEquals(
                List.of(
                        "BUY_TRIGGERED",
                        "EXECUTE_BUY #9.0 ENTRY BUY 2",
                        "SELL_TRIGGERED",
                        "EXECUTE_SELL #9.1 ENTRY SELL 2",
                        "BUY_TRIGGERED",
                        "EXECUTE_BUY #9.2 ENTRY BUY 2"),
                core.at(150).apply(TIME));
        assertEquals(200, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldNotLetTimeRunBackwards() {
        open();
        start(PositionSide.LONG);
        core.at(100).apply(TIME);
        core.at(50).apply(TIME);
        assertEquals(100, core.logic().trade().timeNs());
    }

    @Test
    void shouldRefuseCommandsThatAskForTheImpossible() {
        open(new TestEvent.Node(1, 1, 1, 3, 10));
        Create create = new Create(0, PositionSide.LONG, ONE, 100, 200, TriggerSource.LAST, StopUnit.RATIO, ONE);
        assertEquals(List.of("COMMAND_REFUSED 3 INVALID_STOP"), core.apply(create));
        assertEquals(List.of("COMMAND_REFUSED 77 UNKNOWN_STRATEGY"), core.apply(new TestEvent.Start(77)));
        long id = start(PositionSide.LONG);
        assertEquals(List.of("COMMAND_REFUSED " + id + " WRONG_STATE"), core.apply(new TestEvent.Start(id)));
        assertEquals(List.of("COMMAND_REFUSED 8 LIMIT_REACHED"), core.apply(create));
        assertEquals(List.of("COMMAND_REFUSED 9 OUT_OF_ORDER"), core.apply(new TestEvent.Define(0, "ETH")));
        assertEquals(List.of("COMMAND_REFUSED 10 LIMIT_REACHED"), core.apply(new TestEvent.Define(1, "ETH")));
        assertEquals(List.of("TICK_REJECTED 1 NON_POSITIVE"), core.apply(trade(0)));
    }

    @Test
    void shouldRefuseAnEntryBeyondTheBoundOnOpenOrdersAndNeverAnExit() {
        open(new TestEvent.Node(1, 9, 1, 3, 10));
        start(PositionSide.LONG);
        start(PositionSide.LONG);
        assertEquals(
                List.of(
                        "BUY_TRIGGERED",
                        "EXECUTE_BUY #7.0 ENTRY BUY 2",
                        "COMMAND_REFUSED 5 LIMIT_REACHED",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0"),
                core.at(100).apply(TIME));
        core.apply(fill(core.commands().get(0), 1, 100));
        assertEquals(
                List.of(
                        "STOPLOSS_TRIGGERED 3 at 90 by 80",
                        "CANCEL_ORDER #7.0 ENTRY BUY 2",
                        "EXECUTE_STOPLOSS #9.0 STOP SELL 1"),
                core.apply(trade(80)));
    }
}
