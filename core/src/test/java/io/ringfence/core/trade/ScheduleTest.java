package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.StrategyEvents.Scheduled;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strategies that trade day by day, holding times, late starts, and what stopping and new terms do to the times of one. */
final class ScheduleTest extends TradeScenario {
    private static final long NONE = TestEvent.NONE;

    /** By calendar 7, from 9 to 17 of its times of day; the host answers with instants. */
    private static Create daily() {
        return new Create(0, PositionSide.LONG, 2 * ONE, NONE, NONE, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE)
                .daily(7, 9, 17);
    }

    private static Create untimed(long entryTimeNs, long exitTimeNs) {
        return new Create(
                        0,
                        PositionSide.LONG,
                        2 * ONE,
                        entryTimeNs,
                        exitTimeNs,
                        TriggerSource.LAST,
                        StopUnit.AMOUNT,
                        10 * ONE)
                .logic("test", "");
    }

    private static String asked(long resyncId, long afterNs, LateStart lateStart) {
        return "SCHEDULER_RESYNC_REQUIRED 3 " + resyncId + " after " + afterNs + " from 9 to 17 of 7 " + lateStart;
    }

    /** Daily, with the first day's times from 100 to 200. */
    private void beginDaily(Create terms) {
        open();
        core.apply(terms);
        assertEquals(
                List.of("STRATEGY_STARTED", asked(4, 0, terms.setup().lateStart())),
                core.apply(new TestEvent.Start(3)));
        assertEquals(List.of("STRATEGY_READY 3 from 100 to 200"), core.applyAll(new Scheduled(3, 4, 100, 200)));
    }

    private OrderCommand enterDaily() {
        beginDaily(daily());
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #6.0 ENTRY BUY 2"),
                core.at(100).apply(TIME));
        OrderCommand entry = core.commands().get(0);
        core.apply(fill(entry, 2, 100));
        return entry;
    }

    @Test
    void shouldTradeTheNextDayAfterTheExitOfThisOne() {
        enterDaily();
        OrderCommand exit = commandAt(200);
        List<String> lines = core.at(205).apply(fill(exit, 2, 101));
        assertEquals("STRATEGY_EXITED SCHEDULE 2 from 100 to 101 pnl 2", lines.get(4));
        assertEquals(asked(9, 205, LateStart.SKIP), lines.get(5));
        assertEquals(StrategyState.READY, row().state());
        assertEquals(List.of(), core.at(290).apply(new Scheduled(3, 9, 300, 400)));
        assertEquals(300, core.logic().trade().nextDeadlineNs());
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #11.0 ENTRY BUY 2"),
                core.at(300).apply(TIME));
    }

    @Test
    void shouldWaitForTheNextDayAfterAStopOut() {
        enterDaily();
        OrderCommand stop = command(core.at(150), trade(90));
        List<String> lines = core.at(151).apply(fill(stop, 2, 90));
        assertEquals(asked(9, 151, LateStart.SKIP), lines.get(lines.size() - 1));
        assertEquals(List.of(), core.at(199).apply(trade(100)));
        assertEquals(List.of(), core.at(200).apply(TIME));
    }

    @Test
    void shouldWaitForTheNextDayWhenThisOneIsMissedOrRefused() {
        beginDaily(daily());
        assertEquals(
                List.of("STRATEGY_EXITED MISSED 0 from 0 to 0 pnl 0", asked(6, 200, LateStart.SKIP)),
                core.at(200).apply(TIME));
        core.apply(new Scheduled(3, 6, 300, 400));
        OrderCommand entry = commandAt(300);
        List<String> lines = core.apply(entry.rejected());
        assertEquals(
                List.of("STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0", asked(9, 300, LateStart.SKIP)),
                lines.subList(2, 4));
    }

    @Test
    void shouldRefuseAnswersThatAreNotToItsNewestQuestion() {
        open();
        core.apply(daily());
        core.apply(new TestEvent.Start(3));
        assertEquals(List.of("COMMAND_REFUSED 5 UNKNOWN_STRATEGY"), core.apply(new Scheduled(9, 4, 100, 200)));
        assertEquals(List.of("COMMAND_REFUSED 6 WRONG_STATE"), core.apply(new Scheduled(3, 3, 100, 200)));
        assertEquals(List.of("COMMAND_REFUSED 7 WRONG_STATE"), core.apply(new Scheduled(3, 4, 200, 200)));
        core.apply(new TestEvent.Update(3, daily()));
        assertEquals(List.of("COMMAND_REFUSED 9 WRONG_STATE"), core.apply(new Scheduled(3, 4, 100, 200)));
        assertEquals(List.of(), core.apply(new Scheduled(3, 8, 100, 200)));
        assertEquals(List.of("COMMAND_REFUSED 11 WRONG_STATE"), core.apply(new Scheduled(3, 8, 110, 210)));
        assertEquals(List.of("COMMAND_REFUSED 12 WRONG_STATE"), core.apply(new Scheduled(3, 0, 110, 210)));
        assertEquals(100, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldRefuseAnAnswerThatNobodyAskedForWhenItTradesAtInstants() {
        open();
        start(PositionSide.LONG);
        assertEquals(List.of("COMMAND_REFUSED 5 WRONG_STATE"), core.apply(new Scheduled(3, 0, 10, 20)));
        assertEquals(100, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldAskAgainAfterARestartWhenAnAnswerWasOutstanding() {
        open();
        core.apply(daily());
        core.apply(new TestEvent.Start(3));
        assertEquals(
                List.of("SYSTEM_RECOVERY 1 0", asked(5, 50, LateStart.FIRE)),
                core.at(50).apply(TestEvent.Node.defaults()));
        assertEquals(List.of("COMMAND_REFUSED 6 WRONG_STATE"), core.apply(new Scheduled(3, 4, 100, 200)));
        assertEquals(List.of(), core.apply(new Scheduled(3, 5, 100, 200)));
        assertEquals(List.of("SYSTEM_RECOVERY 1 0"), core.apply(TestEvent.Node.defaults()));
        assertEquals(1, core.at(100).commands(TIME).size());
    }

    @Test
    void shouldGoOnLeavingOverARestartWhenALateFillCameWhileItWaitedForItsTimes() {
        OrderCommand entry = enterDaily();
        core.apply(fill(commandAt(200), 2, 100));
        OrderCommand rest = command(core, fill(entry, 3, 100));
        assertEquals(
                List.of("SYSTEM_RECOVERY 1 1", "QUERY_ORDER #10.0 EXIT SELL 1"), core.apply(TestEvent.Node.defaults()));
        assertEquals(StrategyState.EXITING, row().state());
        assertEquals(List.of("COMMAND_REFUSED 12 WRONG_STATE"), core.apply(new Scheduled(3, 9, 300, 400)));
        List<String> lines = core.apply(fill(rest, 1, 100));
        assertEquals(asked(13, 200, LateStart.SKIP), lines.get(lines.size() - 1));
    }

    @Test
    void shouldAskAnewWithNewTermsWhileItWaitsForItsEntry() {
        beginDaily(daily());
        assertEquals(
                List.of("SCHEDULER_RESYNC_REQUIRED 3 6 after 0 from 10 to 11 of 7 FIRE"),
                core.apply(new TestEvent.Update(3, daily().daily(7, 10, 11))));
        assertEquals(List.of(), core.at(150).apply(TIME));
        core.apply(new Scheduled(3, 6, 160, 170));
        assertEquals(1, core.at(160).commands(TIME).size());
    }

    @Test
    void shouldKeepTheTimesOfTheDayWhenItsTermsChangeInPosition() {
        enterDaily();
        core.apply(new TestEvent.Update(3, daily().daily(7, 9, 18)));
        assertEquals(200, core.logic().trade().nextDeadlineNs());
        OrderCommand exit = commandAt(200);
        List<String> lines = core.apply(fill(exit, 2, 100));
        assertEquals("SCHEDULER_RESYNC_REQUIRED 3 10 after 200 from 9 to 18 of 7 SKIP", lines.get(lines.size() - 1));
    }

    @Test
    void shouldTakeNewTimesAndANewStopAtOnceInPosition() {
        hold(PositionSide.LONG);
        Create longer =
                new Create(0, PositionSide.LONG, 5 * ONE, 100, 300, TriggerSource.LAST, StopUnit.AMOUNT, 5 * ONE);
        assertEquals(List.of("STOPLOSS_ARMED 3 at 95"), core.at(150).apply(new TestEvent.Update(3, longer)));
        assertEquals(List.of(), core.at(200).apply(TIME));
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #9.0 EXIT SELL 2"),
                core.at(300).apply(TIME));
    }

    @Test
    void shouldTakeNewTimesAndQuantityWhileItWaitsForItsEntry() {
        open();
        start(PositionSide.LONG);
        Create later =
                new Create(0, PositionSide.LONG, 5 * ONE, 150, 300, TriggerSource.LAST, StopUnit.AMOUNT, 5 * ONE);
        assertEquals(List.of("STRATEGY_READY 3 from 150 to 300"), core.applyAll(new TestEvent.Update(3, later)));
        assertEquals(List.of(), core.at(149).apply(TIME));
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #7.0 ENTRY BUY 5"),
                core.at(150).apply(TIME));
    }

    @Test
    void shouldFireALateEntryOrSkipItByItsTerms() {
        open(TestEvent.Node.defaults().with(Bound.LATE_AFTER_NS, 20));
        start(terms(PositionSide.LONG).late(LateStart.SKIP));
        start(terms(PositionSide.LONG).late(LateStart.FIRE));
        assertEquals(
                List.of("STRATEGY_EXITED MISSED 0 from 0 to 0 pnl 0", "BUY_TRIGGERED", "EXECUTE_BUY #7.0 ENTRY BUY 2"),
                core.at(121).apply(TIME));
    }

    @Test
    void shouldNotTakeForLateWhatIsWithinTheBound() {
        open(TestEvent.Node.defaults().with(Bound.LATE_AFTER_NS, 20));
        start(terms(PositionSide.LONG).late(LateStart.SKIP));
        assertEquals(1, core.at(120).commands(TIME).size());
    }

    @Test
    void shouldLeaveAfterItsHoldingTimeFromTheFirstFill() {
        open();
        start(terms(PositionSide.LONG).holding(30));
        OrderCommand entry = commandAt(100);
        core.at(110).apply(fill(entry, 1, 100));
        core.at(130).apply(fill(entry, 2, 100));
        assertEquals(List.of(), core.at(139).apply(TIME));
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #9.0 EXIT SELL 2"),
                core.at(140).apply(TIME));
        assertEquals(
                "STRATEGY_EXITED HOLDING_TIME 2 from 100 to 100 pnl 0",
                core.apply(fill(core.commands().get(0), 2, 100)).get(4));
        assertEquals(Long.MAX_VALUE, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldTakeANewHoldingTimeInPosition() {
        hold(terms(PositionSide.LONG).holding(30));
        core.at(110).apply(new TestEvent.Update(3, terms(PositionSide.LONG).holding(50)));
        assertEquals(150, core.logic().trade().nextDeadlineNs());
        core.apply(new TestEvent.Update(3, terms(PositionSide.LONG)));
        assertEquals(200, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldEndALogicAtItsExitTimeWhetherItHoldsOrNot() {
        plugin.enteringAt(100 * ONE);
        open();
        start(untimed(NONE, 200));
        start(untimed(NONE, 200));
        OrderCommand entry = core.at(150).commands(trade(100)).get(0);
        core.apply(core.commands().get(1).rejected());
        core.apply(fill(entry, 2, 100));
        assertEquals(
                List.of(
                        "SELL_TRIGGERED",
                        "EXECUTE_SELL #10.0 EXIT SELL 2",
                        "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.at(200).apply(TIME));
        core.apply(fill(core.commands().get(0), 2, 100));
        assertEquals(
                List.of(StrategyState.CLOSED, StrategyState.CLOSED),
                core.logic().trade().strategyRows().stream()
                        .map(StrategyRow::state)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = StopMode.class,
            names = {"KEEP", "FLATTEN"})
    void shouldStopBeforeItsEntryAndStartAgain(StopMode mode) {
        open();
        core.apply(terms(PositionSide.LONG));
        assertEquals(List.of("COMMAND_REFUSED 3 WRONG_STATE"), core.apply(new TestEvent.Stop(3, mode)));
        core.apply(new TestEvent.Start(3));
        assertEquals(
                List.of(
                        "STRATEGY_STOPPED 3 0 STOPPED",
                        "StateTransition 3 ANALYZING to IDLE STOPPED",
                        "RunnerStopped 3 STOPPED"),
                core.applyAll(new TestEvent.Stop(3, mode)));
        assertEquals(List.of("COMMAND_REFUSED 3 WRONG_STATE"), core.apply(new TestEvent.Stop(3, mode)));
        assertEquals(List.of(), core.at(100).apply(TIME));
        assertEquals(List.of("STRATEGY_STARTED"), core.apply(new TestEvent.Start(3)));
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #10.0 ENTRY BUY 2"),
                core.at(101).apply(TIME));
    }

    @ParameterizedTest
    @EnumSource(
            value = StopMode.class,
            names = {"KEEP", "FLATTEN"})
    void shouldTakeItsEntryBackWhenStopped(StopMode mode) {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of("STRATEGY_STOPPED 3 0 STOPPED", "CANCEL_ORDER #5.0 ENTRY BUY 2"),
                core.apply(new TestEvent.Stop(3, mode)));
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.canceled(0, 0, 0)));
        assertEquals(List.of("STRATEGY_STARTED"), core.apply(new TestEvent.Start(3)));
    }

    @Test
    void shouldKeepAPositionUnderItsStopAndItsExitTimeWhenStoppedSo() {
        hold(PositionSide.LONG);
        assertEquals(List.of("STRATEGY_STOPPED 3 2 STOPPED"), core.apply(new TestEvent.Stop(3, StopMode.KEEP)));
        assertEquals(List.of("COMMAND_REFUSED 3 WRONG_STATE"), core.apply(new TestEvent.Start(3)));
        assertEquals(List.of("COMMAND_REFUSED 3 WRONG_STATE"), core.apply(new TestEvent.Stop(3, StopMode.FLATTEN)));
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #10.0 EXIT SELL 2"),
                core.at(200).apply(TIME));
        OrderCommand exit = core.commands().get(0);
        core.apply(exit.rejected());
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #12.0 STOP SELL 2"),
                core.apply(trade(90)));
        core.apply(fill(core.commands().get(0), 2, 90));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldSellAtOnceWhenStoppedSo() {
        hold(PositionSide.LONG);
        assertEquals(
                List.of("STRATEGY_STOPPED 3 2 STOPPED", "EXECUTE_SELL #7.0 EXIT SELL 2"),
                core.apply(new TestEvent.Stop(3, StopMode.FLATTEN)));
        assertEquals(
                "STRATEGY_EXITED STOPPED 2 from 100 to 100 pnl 0",
                core.apply(fill(core.commands().get(0), 2, 100)).get(4));
    }

    @Test
    void shouldKeepWhatAnEntryHasFilledWhenStoppedSo() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 1, 100));
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        assertEquals(List.of("ORDER_FINALIZED #5.0 CANCELED 1"), core.apply(entry.canceled(ONE, 100 * ONE, 0)));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(
                List.of("EXECUTE_SELL #9.0 EXIT SELL 1"),
                core.at(200).apply(TIME).subList(1, 2));
    }

    @Test
    void shouldLetAnExitOnItsWayGoOnWhenStopped() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        assertEquals(
                List.of("STRATEGY_STOPPED 3 2 STOPPED", "LOCK_CONFLICT EXIT by EXIT #7.0"),
                core.apply(new TestEvent.Stop(3, StopMode.FLATTEN)));
        core.apply(fill(exit, 2, 100));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldForgetTheQuestionWhenADailyOneIsStoppedAndAskAnewWhenItStarts() {
        open();
        core.apply(daily());
        core.apply(new TestEvent.Start(3));
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        assertEquals(List.of("COMMAND_REFUSED 6 WRONG_STATE"), core.apply(new Scheduled(3, 4, 100, 200)));
        assertEquals(List.of("STRATEGY_STARTED", asked(7, 0, LateStart.FIRE)), core.apply(new TestEvent.Start(3)));
    }

    @Test
    void shouldNotEnterTheNextDayWhenADailyOneWasStoppedInPosition() {
        enterDaily();
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        List<String> lines = core.apply(fill(commandAt(200), 2, 100));
        assertEquals("STRATEGY_EXITED SCHEDULE 2 from 100 to 100 pnl 0", lines.get(lines.size() - 1));
        assertEquals(StrategyState.CLOSED, row().state());
    }
}
