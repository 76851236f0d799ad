package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The link to the broker goes down and comes back: what becomes of orders that were out, and of those that could not leave. */
final class LinkTest extends TradeScenario {
    private static final TestEvent DOWN = new TestEvent.Disconnected();
    private static final TestEvent UP = new TestEvent.AuthSuccess();
    private static final TestEvent RESTART = TestEvent.Node.defaults();
    /** Stops may trade 2 worse, limited exits have 50 ns, targets are limits. */
    private static final ExitStyle LIMITED = new ExitStyle(2 * ONE, 50, OrderType.LIMIT);

    private static Create limited() {
        return terms(PositionSide.LONG).exits(LIMITED);
    }

    /** An entry that went out before the link went down. */
    private OrderCommand enterThenDown() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(DOWN);
        return entry;
    }

    @Test
    void shouldNotKnowWhatBecameOfOrdersThatAreOutUntilItHasAsked() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of("ORDER_EVENT_LOGGED #5.0 SUBMITTED to UNKNOWN", "ALERT_TRIGGERED LINK_LOST #0.0 1"),
                core.applyAll(DOWN));
        assertEquals(List.of("QUERY_ORDER #5.0 ENTRY BUY 2"), core.apply(UP));
        assertEquals(List.of("ORDER_ACCEPTED #5.0"), core.apply(entry.accepted()));
    }

    @Test
    void shouldAskForNothingWhenTheLinkWasNeverDown() {
        open();
        start(PositionSide.LONG);
        commandAt(100);
        assertEquals(List.of(), core.applyAll(UP));
        assertEquals(
                List.of("ERROR_LOGGED 0 4 BROKER_AUTH_FAILED CRITICAL"), core.applyAll(new TestEvent.AuthFailed()));
    }

    @Test
    void shouldSendAnEntryAgainThatTheBrokerNeverGot() {
        OrderCommand entry = enterThenDown();
        core.apply(UP);
        assertEquals(List.of("EXECUTE_BUY #5.0 ENTRY BUY 2"), core.apply(entry.unknown()));
    }

    @Test
    void shouldRefuseEntriesWhileTheLinkIsDownAndTryAgainUntilItIsUp() {
        open();
        start(PositionSide.LONG);
        core.apply(DOWN);
        List<String> refused = List.of("RISK_REJECTED 3 bound 1 actual 0 for 0 LINK_DOWN");
        assertEquals(refused, core.at(100).apply(TIME));
        assertEquals(List.of(), core.at(109).apply(TIME));
        assertEquals(refused, core.at(110).apply(TIME));
        core.apply(UP);
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #10.0 ENTRY BUY 2"),
                core.at(120).apply(TIME));
    }

    @Test
    void shouldMissTheEntryWhenTheLinkIsDownUntilTheExitTime() {
        open();
        start(PositionSide.LONG);
        core.apply(DOWN);
        core.at(100).apply(TIME);
        assertEquals(
                List.of("STRATEGY_EXITED MISSED 0 from 0 to 0 pnl 0"),
                core.at(200).apply(TIME));
        assertEquals(Long.MAX_VALUE, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldKeepAStopBackThatFiresWhileTheLinkIsDown() {
        hold(PositionSide.LONG);
        core.apply(DOWN);
        assertEquals(List.of("STOPLOSS_TRIGGERED 3 at 90 by 90"), core.apply(trade(90)));
        assertEquals(
                List.of("SELL_TRIGGERED", "LOCK_CONFLICT EXIT by STOP #8.0"),
                core.at(200).apply(TIME));
        assertEquals(
                List.of("ORDER_EVENT_LOGGED #8.0 INITIALIZED to SUBMITTED", "EXECUTE_STOPLOSS #8.0 STOP SELL 2"),
                core.applyAll(UP));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 89 pnl -22",
                core.apply(fill(core.commands().get(0), 2, 89)).get(3));
    }

    @Test
    void shouldReplaceAScheduledExitThatCouldNotLeaveByTheStop() {
        hold(PositionSide.LONG);
        core.apply(DOWN);
        assertEquals(List.of("SELL_TRIGGERED"), core.at(200).apply(TIME));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "ORDER_FINALIZED #8.0 CANCELED 0"), core.apply(trade(90)));
        assertEquals(List.of("EXECUTE_STOPLOSS #9.0 STOP SELL 2"), core.apply(UP));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 89 pnl -22",
                core.apply(fill(core.commands().get(0), 2, 89)).get(3));
    }

    @Test
    void shouldSendWhatCouldNotLeaveAfterARestart() {
        hold(PositionSide.LONG);
        core.apply(DOWN);
        core.apply(trade(90));
        assertEquals("EXECUTE_STOPLOSS #8.0 STOP SELL 2", core.apply(RESTART).get(1));
        assertEquals(List.of(), core.apply(UP));
        assertEquals(
                List.of("QUERY_ORDER #8.0 STOP SELL 2"), core.apply(RESTART).subList(1, 2));
    }

    @Test
    void shouldWidenAStopThatCouldNotLeaveByItsDeadline() {
        hold(limited());
        core.apply(DOWN);
        core.at(110).apply(trade(90));
        assertEquals(List.of("ORDER_FINALIZED #8.0 CANCELED 0"), core.at(160).apply(TIME));
        assertEquals(
                List.of("EXECUTE_STOPLOSS #9.0 STOP SELL 2 limit 84"),
                core.at(170).apply(UP));
        OrderCommand wider = core.commands().get(0);
        core.apply(wider.accepted());
        assertEquals(
                "CANCEL_ORDER #9.0 STOP SELL 2 limit 84",
                core.at(210).apply(TIME).get(2));
    }

    @Test
    void shouldSellAtTheMarketOnceTheLinkIsUpWhenBothLimitsHavePassed() {
        hold(limited());
        core.apply(DOWN);
        core.at(110).apply(trade(90));
        core.at(160).apply(TIME);
        core.at(210).apply(TIME);
        assertEquals(List.of("EXECUTE_STOPLOSS #10.0 STOP SELL 2"), core.at(220).apply(UP));
    }

    @Test
    void shouldCancelALimitedStopWhoseDeadlinePassedWhileItsFateWasUnknown() {
        hold(limited());
        OrderCommand stop = command(core.at(110), trade(90));
        core.apply(DOWN);
        assertEquals(List.of(), core.at(160).apply(TIME));
        core.apply(UP);
        assertEquals(
                List.of("ORDER_ACCEPTED #7.0", "CANCEL_ORDER #7.0 STOP SELL 2 limit 88"), core.apply(stop.accepted()));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #12.0 STOP SELL 2 limit 84"),
                core.apply(stop.canceled(0, 0, 0)));
    }

    @Test
    void shouldWidenALimitedStopAtOnceWhenItsDeadlinePassedAndTheBrokerNeverGotIt() {
        hold(limited());
        OrderCommand stop = command(core.at(110), trade(90));
        core.apply(DOWN);
        core.at(160).apply(TIME);
        core.apply(UP);
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #11.0 STOP SELL 2 limit 84"),
                core.apply(stop.unknown()));
    }

    @Test
    void shouldCancelALimitedStopAgainWhenItsCancelWasLost() {
        hold(limited());
        OrderCommand stop = command(core.at(110), trade(90));
        core.apply(stop.accepted());
        assertEquals(
                List.of("CANCEL_ORDER #7.0 STOP SELL 2 limit 88"), core.at(160).apply(TIME));
        core.apply(DOWN);
        core.apply(UP);
        assertEquals(
                List.of("ORDER_ACCEPTED #7.0", "CANCEL_ORDER #7.0 STOP SELL 2 limit 88"), core.apply(stop.accepted()));
    }

    @Test
    void shouldTakeTheEntryBackWhenStoppedWhileItsFateWasUnknown() {
        OrderCommand entry = enterThenDown();
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        core.apply(UP);
        assertEquals(List.of("ORDER_ACCEPTED #5.0", "CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(entry.accepted()));
    }

    @Test
    void shouldNotSendTheEntryAgainWhenStoppedWhileItsFateWasUnknown() {
        OrderCommand entry = enterThenDown();
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        core.apply(UP);
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.unknown()));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @ParameterizedTest
    @EnumSource(
            value = KillLevel.class,
            names = {"NO_ENTRIES", "CANCEL_ALL", "FLATTEN"})
    void shouldNotSendTheEntryAgainWhenTheKillSwitchWasSetWhileItsFateWasUnknown(KillLevel level) {
        OrderCommand entry = enterThenDown();
        core.apply(new TestEvent.Kill(level));
        core.apply(UP);
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.unknown()));
    }

    @Test
    void shouldTakeTheEntryBackWhenTheKillSwitchWasSetWhileItsFateWasUnknown() {
        OrderCommand entry = enterThenDown();
        core.apply(new TestEvent.Kill(KillLevel.CANCEL_ALL));
        core.apply(UP);
        assertEquals(List.of("ORDER_ACCEPTED #5.0", "CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(entry.accepted()));
    }

    @Test
    void shouldTakeTheTargetBackWhenTheKillSwitchWasSetWhileItsFateWasUnknown() {
        hold(limited().target(StopUnit.AMOUNT, 20 * ONE));
        OrderCommand target = command(core.at(110), trade(120));
        core.apply(DOWN);
        core.apply(new TestEvent.Kill(KillLevel.CANCEL_ALL));
        core.apply(TIME);
        core.apply(UP);
        assertEquals(
                List.of("ORDER_ACCEPTED #7.0", "CANCEL_ORDER #7.0 TARGET SELL 2 limit 120"),
                core.apply(target.accepted()));
        core.apply(target.canceled(0, 0, 0));
        assertEquals(StrategyState.IN_POSITION, row().state());
    }

    @Test
    void shouldNotSendTheTargetAgainWhenTheKillSwitchWasSetWhileItsFateWasUnknown() {
        hold(limited().target(StopUnit.AMOUNT, 20 * ONE));
        OrderCommand target = command(core.at(110), trade(120));
        core.apply(DOWN);
        core.apply(new TestEvent.Kill(KillLevel.CANCEL_ALL));
        core.apply(TIME);
        core.apply(UP);
        assertEquals(List.of("ORDER_FINALIZED #7.0 CANCELED 0"), core.apply(target.unknown()));
        assertEquals(StrategyState.IN_POSITION, row().state());
    }

    @Test
    void shouldCancelADeniedOrderThatTurnsUpLive() {
        OrderCommand entry = enterThenDown();
        core.apply(new TestEvent.Exit(3));
        core.apply(UP);
        core.apply(entry.unknown());
        assertEquals(StrategyState.CLOSED, row().state());
        assertEquals(List.of("CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(entry.accepted()));
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ALERT_TRIGGERED ILLEGAL_TRANSITION #5.0 703",
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 0",
                        "STRATEGY_RUNNING 1 at 100",
                        "CANCEL_ORDER #5.0 ENTRY BUY 2",
                        "EXECUTE_SELL #11.0 EXIT SELL 1"),
                core.apply(fill(entry, 1, 100)));
        assertEquals(List.of(), core.apply(entry.canceled(ONE, 100 * ONE, 0)));
    }
}
