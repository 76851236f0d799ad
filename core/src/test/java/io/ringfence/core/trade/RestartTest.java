package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NODE_STARTED in the middle of a life: what was out is unknown, asked for, and sent again only when it is nowhere. */
final class RestartTest extends TradeScenario {
    private static final TestEvent RESTART = TestEvent.Node.defaults();

    @Test
    void shouldSendTheSameOrderOnceMoreWhenTheBrokerHasNone() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(List.of("SYSTEM_RECOVERY 1 1", "QUERY_ORDER #5.0 ENTRY BUY 2"), core.apply(RESTART));
        assertEquals(List.of("EXECUTE_BUY #5.0 ENTRY BUY 2"), core.apply(entry.unknown()));
        assertEquals(List.of(), core.apply(entry.unknown()));
        assertEquals(1, core.logic().trade().counters().ordersSent());
    }

    @Test
    void shouldGoOnWhenTheBrokerHasTheOrder() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(fill(exit, 1, 100));
        assertEquals(List.of("SYSTEM_RECOVERY 1 1", "QUERY_ORDER #7.0 EXIT SELL 2"), core.apply(RESTART));
        assertEquals(List.of("ORDER_ACCEPTED #7.0"), core.apply(fill(exit, 1, 100)));
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ORDER_FILLED #7.0 1 at 100 fee 0 leaves 0",
                        "ORDER_FINALIZED #7.0 FILLED 2",
                        "STRATEGY_EXITED SCHEDULE 2 from 100 to 100 pnl 0"),
                core.apply(fill(exit, 2, 100)));
    }

    @Test
    void shouldDropAnEntryThatIsNotWantedAnyMoreWhenTheBrokerHasNone() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(RESTART);
        assertEquals(List.of("SELL_TRIGGERED"), core.at(200).apply(TIME));
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.unknown()));
    }

    @Test
    void shouldCancelAnEntryThatIsNotWantedAnyMoreWhenTheBrokerHasIt() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(RESTART);
        core.at(200).apply(TIME);
        assertEquals(List.of("ORDER_ACCEPTED #5.0", "CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(entry.accepted()));
    }

    @Test
    void shouldSendANewExitForTheRestWhenTheBrokerForgotOneThatHadFilledInPart() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(fill(exit, 1, 100));
        core.apply(RESTART);
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 1", "ORDER_RETRY_REQUIRED #7.0 1 at 210"),
                core.apply(exit.unknown()));
        assertEquals(List.of("EXECUTE_SELL #11.0 EXIT SELL 1"), core.at(210).apply(TIME));
    }

    @Test
    void shouldFireAStopWhileTheExitIsUnknownAndWaitForItsFate() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(RESTART);
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 80", "LOCK_CONFLICT STOP by EXIT #7.0"), core.apply(trade(80)));
        assertEquals(List.of("EXECUTE_SELL #7.0 EXIT SELL 2"), core.apply(exit.unknown()));
    }

    @Test
    void shouldDropAnExitThatHasNothingLeftToSellWhenTheBrokerHasNone() {
        hold(PositionSide.LONG);
        OrderCommand first = commandAt(200);
        core.apply(first.rejected());
        OrderCommand second = commandAt(210);
        core.apply(RESTART);
        core.apply(fill(first, 2, 100));
        assertEquals(
                List.of("ORDER_FINALIZED #9.0 CANCELED 0", "STRATEGY_EXITED SCHEDULE 2 from 100 to 100 pnl 0"),
                core.apply(second.unknown()));
    }

    @Test
    void shouldIgnoreUnknownOrderWhenNobodyAsked() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(List.of(), core.apply(entry.unknown()));
    }

    @Test
    void shouldAskForLiveOrdersInOrderOfCreation() {
        open();
        start(PositionSide.LONG);
        start(PositionSide.LONG);
        start(PositionSide.LONG);
        List<OrderCommand> entries = core.at(100).commands(TIME);
        core.apply(fill(entries.get(1), 2, 100));
        assertEquals(
                List.of("SYSTEM_RECOVERY 3 2", "QUERY_ORDER #9.0 ENTRY BUY 2", "QUERY_ORDER #9.2 ENTRY BUY 2"),
                core.apply(RESTART));
    }

    @Test
    void shouldNotAskForAnOrderThatLeavesWithTheStartItself() {
        open();
        start(PositionSide.LONG);
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #5.0 ENTRY BUY 2", "SYSTEM_RECOVERY 1 1"),
                core.at(100).apply(RESTART));
    }
}
