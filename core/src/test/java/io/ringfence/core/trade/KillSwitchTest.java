package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.AccountEvents.Kill;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each level of the kill switch does to strategies in each state, of one account or all, and who may set it back. */
final class KillSwitchTest extends TradeScenario {
    private static final Kill ARM = new Kill(KillLevel.NONE);

    private static Kill of(int accountId, KillLevel level) {
        return new Kill(accountId, level, "");
    }

    @ParameterizedTest
    @CsvSource({"NO_ENTRIES, REDUCING, 2", "CANCEL_ALL, HALTED, 3", "FLATTEN, HALTED, 3"})
    void shouldEnterNothingAtAnyLevelUntilAPersonSetsItBack(KillLevel level, String state, int figure) {
        open();
        start(PositionSide.LONG);
        assertEquals(List.of("KILL_SWITCH_CHANGED all " + level + " " + state + " NONE"), core.apply(new Kill(level)));
        assertEquals(List.of(), core.apply(new Kill(level)));
        assertEquals(
                List.of(
                        "RISK_REJECTED 3 bound 1 actual " + figure + " for 0 TRADING_STATE",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0"),
                core.at(100).apply(TIME));
        assertEquals(List.of("KILL_SWITCH_CHANGED all NONE ACTIVE NONE"), core.apply(ARM));
    }

    @Test
    void shouldEnterAgainOnceSetBack() {
        open();
        start(PositionSide.LONG);
        core.apply(new Kill(KillLevel.FLATTEN));
        core.apply(ARM);
        assertEquals(1, core.at(100).commands(TIME).size());
    }

    @Test
    void shouldLeaveEverythingThatIsOutAloneWhenNoEntriesAreAllowed() {
        open();
        start(PositionSide.LONG);
        start(PositionSide.LONG);
        OrderCommand entry = core.at(100).commands(TIME).get(0);
        core.apply(fill(entry, 2, 100));
        core.apply(new Kill(KillLevel.NO_ENTRIES));
        assertEquals(List.of(), core.apply(TIME));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #11.0 STOP SELL 2"),
                core.apply(trade(90)));
    }

    @ParameterizedTest
    @EnumSource(
            value = KillLevel.class,
            names = {"CANCEL_ALL", "FLATTEN"})
    void shouldCancelAnEntryThatIsOut(KillLevel level) {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(new Kill(level));
        assertEquals(List.of("CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(TIME));
        List<String> lines = core.apply(entry.canceled(0, 0, 0));
        assertEquals("STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0", lines.get(lines.size() - 1));
    }

    @Test
    void shouldHoldWhatAnEntryHasFilledWhenEverythingIsCanceled() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 1, 100));
        core.apply(new Kill(KillLevel.CANCEL_ALL));
        assertEquals(List.of("CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(TIME));
        core.apply(entry.canceled(ONE, 100 * ONE, 0));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #10.0 EXIT SELL 1"),
                core.at(200).apply(TIME));
    }

    @Test
    void shouldTakeALimitedTargetBackAndLeaveTheStopWhenEverythingIsCanceled() {
        hold(terms(PositionSide.LONG)
                .target(StopUnit.AMOUNT, 20 * ONE)
                .exits(new ExitStyle(TestEvent.NONE, 0, OrderType.LIMIT)));
        OrderCommand target = command(core.at(150), trade(120));
        core.apply(target.accepted());
        core.apply(new Kill(KillLevel.CANCEL_ALL));
        assertEquals(List.of("CANCEL_ORDER #7.0 TARGET SELL 2 limit 120"), core.apply(TIME));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 1"),
                core.apply(target.canceled(ONE, 120 * ONE, 0)).subList(1, 2));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #12.0 STOP SELL 1"),
                core.apply(trade(90)));
    }

    @Test
    void shouldGiveTheReasonWhenATargetFillsThatWasTakenBack() {
        hold(terms(PositionSide.LONG)
                .target(StopUnit.AMOUNT, 20 * ONE)
                .exits(new ExitStyle(TestEvent.NONE, 0, OrderType.LIMIT)));
        OrderCommand target = command(core.at(150), trade(120));
        core.apply(new Kill(KillLevel.CANCEL_ALL));
        core.apply(TIME);
        core.apply(target.canceled(0, 0, 0));
        List<String> lines = core.apply(fill(target, 2, 120));
        assertEquals("STRATEGY_EXITED TAKE_PROFIT 2 from 100 to 120 pnl 40", lines.get(lines.size() - 1));
    }

    @Test
    void shouldLeaveEveryPositionWhenFlattened() {
        hold(PositionSide.LONG);
        core.apply(new Kill(KillLevel.FLATTEN));
        assertEquals(List.of("EXECUTE_SELL #8.0 EXIT SELL 2"), core.apply(TIME));
        assertEquals(
                "STRATEGY_EXITED KILL_SWITCH 2 from 100 to 99 pnl -2",
                core.apply(fill(core.commands().get(0), 2, 99)).get(4));
    }

    @Test
    void shouldReplaceALimitedTargetByAMarketOrderWhenFlattened() {
        hold(terms(PositionSide.LONG)
                .target(StopUnit.AMOUNT, 20 * ONE)
                .exits(new ExitStyle(TestEvent.NONE, 0, OrderType.LIMIT)));
        OrderCommand target = command(core.at(150), trade(120));
        core.apply(new Kill(KillLevel.FLATTEN));
        assertEquals(List.of("CANCEL_ORDER #7.0 TARGET SELL 2 limit 120"), core.apply(TIME));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_SELL #10.0 EXIT SELL 2"),
                core.apply(target.canceled(0, 0, 0)));
    }

    @Test
    void shouldLetAnExitOnItsWayGoOnWhenFlattened() {
        hold(PositionSide.LONG);
        OrderCommand stop = command(core.at(150), trade(90));
        core.apply(new Kill(KillLevel.FLATTEN));
        assertEquals(List.of("LOCK_CONFLICT EXIT by STOP #7.0"), core.apply(TIME));
        core.apply(fill(stop, 2, 90));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldHaveItsTurnWithTheNextEventEvenOneThatSetsItBack() {
        hold(PositionSide.LONG);
        core.at(150).apply(new Kill(KillLevel.FLATTEN));
        assertEquals(150, core.logic().trade().nextDeadlineNs());
        assertEquals(
                List.of("EXECUTE_SELL #8.0 EXIT SELL 2", "KILL_SWITCH_CHANGED all NONE ACTIVE NONE"), core.apply(ARM));
    }

    @Test
    void shouldConcernOneAccountAlone() {
        open();
        core.apply(new TestEvent.Register(1, "ann", 0));
        core.apply(new TestEvent.Register(2, "bob", 0));
        long ann = start(terms(PositionSide.LONG).by(1));
        start(terms(PositionSide.LONG).by(2));
        core.at(100).commands(TIME).forEach(entry -> core.apply(fill(entry, 2, 100)));
        assertEquals(List.of("KILL_SWITCH_CHANGED 1 FLATTEN HALTED NONE"), core.apply(of(1, KillLevel.FLATTEN)));
        assertEquals(ann, command(core, TIME).strategyId());
        assertEquals(List.of("COMMAND_REFUSED 0 UNKNOWN_ACCOUNT"), core.apply(of(9, KillLevel.FLATTEN)));
    }

    @Test
    void shouldRuleByTheHigherOfTheHostsLevelAndTheAccounts() {
        open();
        core.apply(new TestEvent.Register(1, "ann", 0));
        start(terms(PositionSide.LONG).by(1));
        core.apply(of(1, KillLevel.CANCEL_ALL));
        core.apply(new Kill(KillLevel.NO_ENTRIES));
        core.apply(ARM);
        assertEquals(
                "RISK_REJECTED 4 bound 1 actual 3 for 1 TRADING_STATE",
                core.at(100).apply(TIME).get(0));
    }

    @Test
    void shouldStandAsSetOverARestart() {
        open();
        start(PositionSide.LONG);
        core.apply(new Kill(KillLevel.CANCEL_ALL));
        assertEquals(
                List.of("SYSTEM_RECOVERY 1 0", "RUNTIME_STATE_LOADED 5 1 0 0 CANCEL_ALL"),
                core.applyAll(TestEvent.Node.defaults()));
        assertEquals(
                "RISK_REJECTED 3 bound 1 actual 3 for 0 TRADING_STATE",
                core.at(100).apply(TIME).get(0));
    }

    @Test
    void shouldFinishItsTurnAfterARestart() {
        hold(PositionSide.LONG);
        core.apply(new Kill(KillLevel.FLATTEN));
        assertEquals(
                List.of("EXECUTE_SELL"),
                core.apply(TestEvent.Node.defaults()).stream()
                        .filter(line -> line.startsWith("EXECUTE"))
                        .map(line -> line.split(" ")[0])
                        .toList());
    }

    @Test
    void shouldHaltEntriesAndCallAPersonWhenTheBrokerRefusesTooMuchInAWindow() {
        open(TestEvent.Node.defaults().with(Bound.MAX_BROKER_ERRORS, 2).with(Bound.BROKER_ERROR_WINDOW_NS, 50));
        for (int i = 0; i < 5; i++) {
            start(PositionSide.LONG);
        }
        List<OrderCommand> entries = core.at(100).commands(TIME);
        core.apply(entries.get(0).rejected());
        core.at(120).apply(entries.get(1).rejected());
        // The first is out of the window by now.
        assertEquals(3, core.at(150).apply(entries.get(2).rejected()).size());
        assertEquals(
                List.of(
                        "ALERT_TRIGGERED BROKER_ERRORS #0.0 3",
                        "KILL_SWITCH_CHANGED all NO_ENTRIES REDUCING BROKER_ERRORS"),
                core.at(160).apply(entries.get(3).rejected()).subList(1, 3));
        assertEquals(3, core.apply(entries.get(4).rejected()).size());
        start(PositionSide.LONG);
        List<String> lines = core.at(161).apply(TIME);
        assertEquals("RISK_REJECTED 19 bound 1 actual 2 for 0 TRADING_STATE", lines.get(0));
        assertEquals(List.of("KILL_SWITCH_CHANGED all NONE ACTIVE NONE"), core.apply(ARM));
    }

    @Test
    void shouldNotLowerWhatAPersonHasSetWhenTheBrokerRefusesTooMuch() {
        open(TestEvent.Node.defaults().with(Bound.MAX_BROKER_ERRORS, 1));
        start(PositionSide.LONG);
        start(PositionSide.LONG);
        List<OrderCommand> entries = core.at(100).commands(TIME);
        core.apply(new Kill(KillLevel.CANCEL_ALL));
        core.apply(entries.get(0).rejected());
        List<String> lines = core.apply(entries.get(1).rejected());
        assertEquals(3, lines.size(), lines::toString);
    }
}
