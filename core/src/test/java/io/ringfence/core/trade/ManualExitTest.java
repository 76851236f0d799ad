package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EXIT_REQUESTED: who may ask for it, and what becomes of it beside the other ways out. */
final class ManualExitTest extends TradeScenario {
    @Test
    void shouldSellEverythingAtTheMarketWhenAPersonAsks() {
        hold(PositionSide.LONG);
        assertEquals(List.of("EXECUTE_SELL #7.0 EXIT SELL 2"), core.at(150).apply(new TestEvent.Exit(3)));
        OrderCommand exit = core.commands().get(0);
        assertEquals(
                "STRATEGY_EXITED MANUAL 2 from 100 to 101 pnl 2",
                core.apply(fill(exit, 2, 101)).get(4));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldSellOnceByTheStopWhenStopScheduleAndAPersonMeetAtOneTime() {
        hold(PositionSide.LONG);
        assertEquals(
                List.of(
                        "STOPLOSS_TRIGGERED 3 at 90 by 90",
                        "EXECUTE_STOPLOSS #7.0 STOP SELL 2",
                        "SELL_TRIGGERED",
                        "LOCK_CONFLICT EXIT by STOP #7.0"),
                core.at(200).apply(trade(90)));
        OrderCommand stop = core.commands().get(0);
        assertEquals(List.of("LOCK_CONFLICT EXIT by STOP #7.0"), core.apply(new TestEvent.Exit(3)));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 90 pnl -20",
                core.apply(fill(stop, 2, 90)).get(3));
    }

    @Test
    void shouldSellOnceOnScheduleWhenAPersonAsksAtTheSameTime() {
        hold(PositionSide.LONG);
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #7.0 EXIT SELL 2", "LOCK_CONFLICT EXIT by EXIT #7.0"),
                core.at(200).apply(new TestEvent.Exit(3)));
        OrderCommand exit = core.commands().get(0);
        assertEquals(
                "STRATEGY_EXITED SCHEDULE 2 from 100 to 99 pnl -2",
                core.apply(fill(exit, 2, 99)).get(4));
    }

    @Test
    void shouldSellOnceByAPersonWhenTheScheduleComesDueBehindIt() {
        hold(PositionSide.LONG);
        OrderCommand exit = command(core.at(199), new TestEvent.Exit(3));
        assertEquals(
                List.of("SELL_TRIGGERED", "LOCK_CONFLICT EXIT by EXIT #7.0"),
                core.at(200).apply(TIME));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "LOCK_CONFLICT STOP by EXIT #7.0"), core.apply(trade(90)));
        assertEquals(
                "STRATEGY_EXITED MANUAL 2 from 100 to 99 pnl -2",
                core.apply(fill(exit, 2, 99)).get(3));
    }

    @Test
    void shouldLetTheExitOnItsWayGoOnWhenThePersonAsksTwice() {
        hold(PositionSide.LONG);
        core.at(150).apply(new TestEvent.Exit(3));
        assertEquals(List.of("LOCK_CONFLICT EXIT by EXIT #7.0"), core.apply(new TestEvent.Exit(3)));
    }

    @Test
    void shouldTakeTheEntryBackWhenNothingHasFilledYet() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(List.of("CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(new TestEvent.Exit(3)));
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.canceled(0, 0, 0)));
    }

    @Test
    void shouldRefuseWhenThereIsNothingToLeave() {
        open();
        assertEquals(List.of("COMMAND_REFUSED 9 UNKNOWN_STRATEGY"), core.apply(new TestEvent.Exit(9)));
        core.apply(terms(PositionSide.LONG));
        assertEquals(List.of("COMMAND_REFUSED 4 NOTHING_HELD"), core.apply(new TestEvent.Exit(4)));
        core.apply(new TestEvent.Start(4));
        assertEquals(List.of("COMMAND_REFUSED 4 NOTHING_HELD"), core.apply(new TestEvent.Exit(4)));
        core.apply(fill(commandAt(100), 2, 100));
        core.apply(fill(command(core, new TestEvent.Exit(4)), 2, 100));
        assertEquals(
                List.of("COMMAND_REFUSED 4 NOTHING_HELD", "ERROR_LOGGED 4 22 COMMAND_REFUSED WARNING"),
                core.applyAll(new TestEvent.Exit(4)));
    }

    @Test
    void shouldLetTheOwnerAndTheHostAskAndNobodyElse() {
        open();
        core.apply(new TestEvent.Register(1, "ann", 0));
        core.apply(new TestEvent.Register(2, "bob", 0));
        long byOwner = start(terms(PositionSide.LONG).by(1));
        long byHost = start(terms(PositionSide.LONG).by(1));
        core.at(100).commands(TIME).forEach(entry -> core.apply(fill(entry, 2, 100)));
        assertEquals(
                List.of("COMMAND_REFUSED " + byOwner + " NOT_OWNER"), core.apply(new TestEvent.Exit(byOwner, 2, "")));
        assertEquals(1, core.commands(new TestEvent.Exit(byOwner, 1, "")).size());
        assertEquals(1, core.commands(new TestEvent.Exit(byHost, 0, "")).size());
    }
}
