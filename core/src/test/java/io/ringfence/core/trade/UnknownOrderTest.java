package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is decided of an order while the link is down: it holds when the order's fate becomes known. */
final class UnknownOrderTest extends TradeScenario {
    private static final TestEvent DOWN = new TestEvent.Disconnected();
    private static final TestEvent UP = new TestEvent.AuthSuccess();
    /** Stops may trade 2 worse, limited exits have 50 ns, targets are limits. */
    private static final ExitStyle LIMITED = new ExitStyle(2 * ONE, 50, OrderType.LIMIT);

    private OrderCommand enter() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(DOWN);
        return entry;
    }

    @Test
    void shouldCancelAnEntryWhenItsStrategyWasStoppedMeanwhileAndTheBrokerHasIt() {
        OrderCommand entry = enter();
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        core.apply(UP);
        assertEquals(List.of("ORDER_ACCEPTED #5.0", "CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(entry.accepted()));
    }

    @Test
    void shouldNotSendAnEntryAgainWhenItsStrategyWasStoppedMeanwhile() {
        OrderCommand entry = enter();
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        core.apply(UP);
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.unknown()));
    }

    @Test
    void shouldNotSendAnEntryAgainWhenTheKillSwitchWasSetMeanwhile() {
        OrderCommand entry = enter();
        core.apply(new TestEvent.Kill(KillLevel.NO_ENTRIES));
        core.apply(UP);
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.unknown()));
    }

    @Test
    void shouldCancelAnEntryWhenTheKillSwitchTookItBackMeanwhileAndTheBrokerHasIt() {
        OrderCommand entry = enter();
        core.apply(new TestEvent.Kill(KillLevel.CANCEL_ALL));
        core.apply(UP);
        assertEquals(List.of("ORDER_ACCEPTED #5.0", "CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(entry.accepted()));
    }

    @Test
    void shouldAskForACancelOnceMoreWhenItMayHaveBeenLost() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(entry.accepted());
        assertEquals(
                List.of("STRATEGY_STOPPED 3 0 STOPPED", "CANCEL_ORDER #5.0 ENTRY BUY 2"),
                core.apply(new TestEvent.Stop(3, StopMode.KEEP)));
        core.apply(DOWN);
        core.apply(UP);
        assertEquals(List.of("ORDER_ACCEPTED #5.0", "CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(entry.accepted()));
        assertEquals(List.of(), core.apply(entry.accepted()));
    }

    @Test
    void shouldNotAskForACancelWhenTheOrderIsFoundToHaveEnded() {
        OrderCommand entry = enter();
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        core.apply(UP);
        assertEquals(
                List.of(
                        "ORDER_ACCEPTED #5.0",
                        "ORDER_FINALIZED #5.0 CANCELED 0",
                        "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.canceled(0, 0, 0)));
    }

    @Test
    void shouldWidenALimitedStopWhenItMissedItsDeadlineWhileNobodyKnewOfIt() {
        hold(terms(PositionSide.LONG).exits(LIMITED));
        OrderCommand stop = command(core.at(110), trade(89));
        core.apply(DOWN);
        core.at(160).apply(TIME);
        core.apply(UP);
        assertEquals(
                List.of("ORDER_ACCEPTED #7.0", "CANCEL_ORDER #7.0 STOP SELL 2 limit 87"), core.apply(stop.accepted()));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #12.0 STOP SELL 2 limit 83"),
                core.apply(stop.canceled(0, 0, 0)));
    }

    @Test
    void shouldWidenALimitedStopWhenItMissedItsDeadlineAndTheBrokerHasNone() {
        hold(terms(PositionSide.LONG).exits(LIMITED));
        OrderCommand stop = command(core.at(110), trade(89));
        core.apply(DOWN);
        core.at(160).apply(TIME);
        core.apply(UP);
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #11.0 STOP SELL 2 limit 83"),
                core.apply(stop.unknown()));
    }

    @Test
    void shouldKeepAnExitForAFiredStopWhenItMissesItsDeadlineBeforeItHasLeft() {
        hold(terms(PositionSide.LONG).exits(LIMITED));
        core.apply(DOWN);
        assertEquals(List.of("STOPLOSS_TRIGGERED 3 at 90 by 89"), core.at(110).apply(trade(89)));
        assertEquals(List.of("ORDER_FINALIZED #8.0 CANCELED 0"), core.at(160).apply(TIME));
        assertEquals(List.of("EXECUTE_STOPLOSS #9.0 STOP SELL 2 limit 83"), core.apply(UP));
    }

    @Test
    void shouldWithdrawATargetWhenTheKillSwitchTookItBackWhileNobodyKnewOfIt() {
        hold(terms(PositionSide.LONG).target(StopUnit.AMOUNT, 10 * ONE).exits(LIMITED));
        OrderCommand target = command(core.at(110), trade(110));
        core.apply(DOWN);
        core.apply(new TestEvent.Kill(KillLevel.CANCEL_ALL));
        core.apply(UP);
        assertEquals(
                List.of("ORDER_ACCEPTED #7.0", "CANCEL_ORDER #7.0 TARGET SELL 2 limit 110"),
                core.apply(target.accepted()));
        assertEquals(List.of("ORDER_FINALIZED #7.0 CANCELED 0"), core.apply(target.canceled(0, 0, 0)));
        assertEquals(StrategyState.IN_POSITION, row().state());
    }

    @Test
    void shouldTakeTheBrokersWordForAnOrderThatItHasThoughItHasNotLeft() {
        hold(PositionSide.LONG);
        core.apply(DOWN);
        assertEquals(List.of("SELL_TRIGGERED"), core.at(200).apply(TIME));
        OrderCommand exit =
                new OrderCommand(EventType.EXECUTE_SELL, 8L << 16, 3, Side.SELL, OrderPurpose.EXIT, 2 * ONE);
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ALERT_TRIGGERED ILLEGAL_TRANSITION #8.0 906",
                        "ORDER_ACCEPTED #8.0",
                        "ORDER_FILLED #8.0 2 at 100 fee 0 leaves 0",
                        "ORDER_FINALIZED #8.0 FILLED 2",
                        "STRATEGY_EXITED SCHEDULE 2 from 100 to 100 pnl 0"),
                core.apply(fill(exit, 2, 100)));
        assertEquals(List.of(), core.apply(UP));
    }

    @Test
    void shouldAskRatherThanSendAnotherWhenAnOrderThatWasSentAgainIsRefusedAsADuplicate() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(DOWN);
        core.apply(UP);
        assertEquals(List.of("EXECUTE_SELL #7.0 EXIT SELL 2"), core.apply(exit.unknown()));
        assertEquals(List.of("QUERY_ORDER #7.0 EXIT SELL 2"), core.apply(exit.rejected(RejectReason.DUPLICATE_ORDER)));
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ORDER_ACCEPTED #7.0",
                        "ORDER_FILLED #7.0 2 at 101 fee 0 leaves 0",
                        "ORDER_FINALIZED #7.0 FILLED 2",
                        "STRATEGY_EXITED SCHEDULE 2 from 100 to 101 pnl 2"),
                core.apply(fill(exit, 2, 101)));
    }

    @Test
    void shouldSendAnotherWhenTheBrokerHasNoneAndRefusesTheSameOnceMore() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(DOWN);
        core.apply(UP);
        core.apply(exit.unknown());
        core.apply(exit.rejected(RejectReason.DUPLICATE_ORDER));
        assertEquals(List.of("EXECUTE_SELL #7.0 EXIT SELL 2"), core.apply(exit.unknown()));
        assertEquals(
                List.of(
                        "ORDER_REJECTED #7.0 DUPLICATE_ORDER",
                        "ORDER_FINALIZED #7.0 REJECTED 0",
                        "ORDER_RETRY_REQUIRED #7.0 1 at 210"),
                core.apply(exit.rejected(RejectReason.DUPLICATE_ORDER)));
    }
}
