package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Brackets: an entry at 100 with a stop at 90 and a target at 120, of which whichever is first ends the other. */
final class TakeProfitTest extends TradeScenario {
    private static Create bracket(PositionSide side) {
        return terms(side).target(StopUnit.AMOUNT, 20 * ONE);
    }

    @Test
    void shouldLeaveByItsTargetAndEndTheStopOnceFlat() {
        hold(bracket(PositionSide.LONG));
        assertEquals(List.of(), core.at(150).apply(trade(119)));
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 120 by 121", "EXECUTE_SELL #8.0 TARGET SELL 2"),
                core.apply(trade(121)));
        OrderCommand target = core.commands().get(0);
        assertEquals(List.of(), core.apply(trade(130)));
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ORDER_ACCEPTED #8.0",
                        "ORDER_FILLED #8.0 2 at 121 fee 0 leaves 0",
                        "ORDER_FINALIZED #8.0 FILLED 2",
                        "STRATEGY_EXITED TAKE_PROFIT 2 from 100 to 121 pnl 42"),
                core.apply(fill(target, 2, 121)));
        assertEquals(List.of(), core.apply(trade(80)));
        assertEquals(List.of(), core.at(200).apply(TIME));
    }

    @Test
    void shouldMirrorTheTargetWhenShort() {
        hold(bracket(PositionSide.SHORT));
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 80 by 80", "EXECUTE_BUY #7.0 TARGET BUY 2"), core.apply(trade(80)));
    }

    @Test
    void shouldEndTheTargetWhenTheStopFires() {
        hold(bracket(PositionSide.LONG));
        OrderCommand stop = command(core.at(150), trade(90));
        assertEquals(List.of(), core.apply(trade(130)));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 89 pnl -22",
                core.apply(fill(stop, 2, 89)).get(3));
        assertEquals(List.of(), core.apply(trade(130)));
    }

    @Test
    void shouldEndTheTargetWhenTheExitTimeHasEmptiedThePosition() {
        hold(bracket(PositionSide.LONG));
        OrderCommand exit = commandAt(200);
        core.apply(fill(exit, 2, 110));
        assertEquals(List.of(), core.apply(trade(130)));
    }

    @Test
    void shouldRecordAConflictWhenTheStopFiresBehindAWorkingTargetAndTakeOverWhenThatFails() {
        hold(bracket(PositionSide.LONG));
        OrderCommand target = command(core.at(150), trade(120));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 85", "LOCK_CONFLICT STOP by TARGET #7.0"),
                core.apply(trade(85)));
        List<String> lines = core.apply(target.canceled(ONE, 120 * ONE, 0));
        assertEquals("EXECUTE_STOPLOSS #9.0 STOP SELL 1", lines.get(lines.size() - 1));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 102 pnl 4",
                core.apply(fill(core.commands().get(0), 1, 84)).get(3));
    }

    @Test
    void shouldLeaveTheReasonWithTheTargetWhenItFillsThoughTheStopFired() {
        hold(bracket(PositionSide.LONG));
        OrderCommand target = command(core.at(150), trade(120));
        core.apply(trade(85));
        assertEquals(
                "STRATEGY_EXITED TAKE_PROFIT 2 from 100 to 119 pnl 38",
                core.apply(fill(target, 2, 119)).get(3));
    }

    @Test
    void shouldTryARefusedTargetAgainWithTheStopStillArmed() {
        hold(bracket(PositionSide.LONG));
        OrderCommand target = command(core.at(150), trade(120));
        assertEquals(
                List.of(
                        "ORDER_REJECTED #7.0 MARKET_CLOSED",
                        "ORDER_FINALIZED #7.0 REJECTED 0",
                        "ORDER_RETRY_REQUIRED #7.0 1 at 160"),
                core.apply(target.rejected()));
        assertEquals(List.of(), core.at(159).apply(trade(130)));
        assertEquals(List.of("EXECUTE_SELL #10.0 TARGET SELL 2"), core.at(160).apply(TIME));
        core.apply(core.commands().get(0).rejected());
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #12.0 STOP SELL 2"),
                core.at(165).apply(trade(90)));
        assertEquals(List.of(), core.at(170).apply(TIME));
    }

    @Test
    void shouldRecordAConflictWhenTheExitTimeComesWhileTheTargetWorks() {
        hold(bracket(PositionSide.LONG));
        OrderCommand target = command(core.at(199), trade(120));
        assertEquals(
                List.of("SELL_TRIGGERED", "LOCK_CONFLICT EXIT by TARGET #7.0"),
                core.at(200).apply(TIME));
        assertEquals(
                "STRATEGY_EXITED TAKE_PROFIT 2 from 100 to 120 pnl 40",
                core.apply(fill(target, 2, 120)).get(4));
    }

    @Test
    void shouldSellAtTheExitTimeWhenItComesBetweenTwoAttemptsOfATarget() {
        hold(bracket(PositionSide.LONG));
        core.apply(command(core.at(195), trade(120)).rejected());
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #9.0 EXIT SELL 2"),
                core.at(200).apply(TIME));
        assertEquals(List.of(), core.at(205).apply(TIME));
    }

    @Test
    void shouldStillLeaveOnTimeWhenATargetIsTouchedByTheFillThatAnExitWaitsFor() {
        open();
        start(bracket(PositionSide.LONG));
        OrderCommand entry = commandAt(100);
        core.apply(trade(120));
        // The exit time comes before anything is held.
        core.at(200).apply(TIME);
        List<String> lines = core.apply(fill(entry, 1, 100));
        assertTrue(lines.contains("LOCK_CONFLICT TARGET by EXIT #0.0"), lines::toString);
        assertTrue(lines.contains("EXECUTE_SELL #8.0 EXIT SELL 1"), lines::toString);
    }

    @Test
    void shouldRecordAConflictWhenTheTargetIsTouchedWhileTheExitWorksOrWaits() {
        hold(bracket(PositionSide.LONG));
        OrderCommand exit = commandAt(200);
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 120 by 120", "LOCK_CONFLICT TARGET by EXIT #7.0"),
                core.apply(trade(120)));
        core.apply(exit.rejected());
        assertEquals(List.of("EXECUTE_SELL #10.0 EXIT SELL 2"), core.at(210).apply(TIME));
    }

    @Test
    void shouldRecordAConflictWhenTheTargetIsTouchedBetweenTwoAttemptsOfTheExit() {
        hold(bracket(PositionSide.LONG));
        core.apply(commandAt(200).rejected());
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 120 by 120", "LOCK_CONFLICT TARGET by EXIT #0.0"),
                core.at(205).apply(trade(120)));
        assertEquals(List.of("EXECUTE_SELL #10.0 EXIT SELL 2"), core.at(210).apply(TIME));
    }

    @Test
    void shouldAbortAgainRatherThanRetryForEverWhenTheBoundIsReachedAlready() {
        hold(bracket(PositionSide.LONG));
        core.apply(command(core.at(150), trade(120)).rejected());
        core.apply(commandAt(160).rejected());
        assertEquals(
                "SAFETY_ABORT 2 after 3", core.apply(commandAt(170).rejected()).get(2));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #13.0 EXIT SELL 2"),
                core.at(200).apply(TIME));
        assertEquals(
                List.of(
                        "ORDER_REJECTED #13.0 MARKET_CLOSED",
                        "ORDER_FINALIZED #13.0 REJECTED 0",
                        "SAFETY_ABORT 2 after 4"),
                core.apply(core.commands().get(0).rejected()));
        assertEquals(List.of(), core.at(1000).apply(TIME));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #16.0 STOP SELL 2"),
                core.apply(trade(90)));
    }

    @Test
    void shouldSellWhenTheTargetIsTouchedWithTheFill() {
        open();
        start(bracket(PositionSide.LONG));
        core.apply(trade(125));
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "TAKE_PROFIT_TRIGGERED 3 at 120 by 125",
                        "CANCEL_ORDER #6.0 ENTRY BUY 2",
                        "ORDER_FILLED #6.0 2 at 100 fee 0 leaves 0",
                        "STRATEGY_RUNNING 2 at 100",
                        "ORDER_FINALIZED #6.0 FILLED 2",
                        "EXECUTE_SELL #7.0 TARGET SELL 2"),
                core.apply(fill(entry, 2, 100)));
    }

    @Test
    void shouldSellAtOnceWhenAFillThatCameTooLateHasPassedTheTarget() {
        open();
        start(bracket(PositionSide.LONG));
        core.apply(trade(125));
        OrderCommand entry = commandAt(100);
        core.apply(entry.rejected());
        List<String> lines = core.apply(fill(entry, 2, 100));
        assertEquals("TAKE_PROFIT_TRIGGERED 3 at 120 by 125", lines.get(1));
        assertEquals("EXECUTE_SELL #8.0 EXIT SELL 2", lines.get(lines.size() - 1));
    }

    @Test
    void shouldFollowTheBestPriceAndLeaveWhenItFallsBackByItsDistance() {
        hold(terms(PositionSide.LONG).trailing());
        assertEquals(List.of(), core.at(150).apply(trade(108)));
        assertEquals(List.of(), core.apply(trade(99)));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 98 by 97", "EXECUTE_STOPLOSS #9.0 STOP SELL 2"),
                core.apply(trade(97)));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 97 pnl -6",
                core.apply(fill(core.commands().get(0), 2, 97)).get(3));
    }

    @Test
    void shouldTellOfTheLevelWhenATrailBegins() {
        hold(terms(PositionSide.SHORT).trailingFrom(95 * ONE).target(StopUnit.LEVEL, 70 * ONE));
        assertEquals(List.of(), core.at(150).apply(trade(96)));
        assertEquals(List.of("STOPLOSS_ARMED 3 at 104"), core.apply(trade(94)));
        assertEquals(104 * ONE, row().stopLevel());
        assertEquals(List.of(), core.apply(trade(80)));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #10.0 STOP BUY 2"),
                core.apply(trade(90)));
    }

    @Test
    void shouldRefuseTermsThatCannotBeKept() {
        open();
        Create terms = terms(PositionSide.LONG);
        long beyond = Long.MAX_VALUE;
        List<TestEvent> refused = List.of(
                terms.target(StopUnit.AMOUNT, 0),
                terms(PositionSide.SHORT).target(StopUnit.RATIO, ONE),
                terms.trailingFrom(0),
                new Create(0, PositionSide.LONG, ONE, 1, 2, terms.source(), StopUnit.LEVEL, ONE).trailing());
        assertEquals(
                List.of("INVALID_TARGET", "INVALID_TARGET", "INVALID_STOP", "INVALID_STOP"),
                refused.stream()
                        .map(event -> core.apply(event).get(0).split(" ")[2])
                        .toList());
        assertEquals(List.of(), core.apply(terms.target(StopUnit.RATIO, beyond)));
        assertEquals(List.of(), core.apply(terms(PositionSide.SHORT).target(StopUnit.AMOUNT, beyond)));
    }

    @Test
    void shouldNotHaltWhenAShortsTrailingRatioLiesBeyondEveryPrice() {
        open();
        start(new Create(
                        0,
                        PositionSide.SHORT,
                        2 * ONE,
                        100,
                        200,
                        terms(PositionSide.LONG).source(),
                        StopUnit.RATIO,
                        Long.MAX_VALUE)
                .trailing());
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 92233720368.54775807",
                        "ALERT_TRIGGERED STOP_UNREACHABLE #0.0 9223372036854775807"),
                core.apply(fill(commandAt(100), 2, 100)).subList(0, 2));
        assertEquals(List.of(), core.apply(trade(50)));
    }
}
