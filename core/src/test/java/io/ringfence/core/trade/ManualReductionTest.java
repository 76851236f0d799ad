package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OrderEvents.CancelOrder;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.OrderEvents.ReplaceOrder;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People's orders that sell some of what a strategy holds, beside every other way out. */
final class ManualReductionTest extends TradeScenario {
    private static final long NONE = TestEvent.NONE;

    /** An order to sell 1 of 2, at 110; the strategy has its stop at 90. */
    private OrderCommand sellOneAt110() {
        hold(PositionSide.LONG);
        return command(core.at(150), PlaceOrder.reduce(3, Side.SELL, ONE, 110 * ONE));
    }

    @Test
    void shouldSellSomeAndHoldTheRestUnderItsStop() {
        hold(PositionSide.LONG);
        assertEquals(
                List.of("EXECUTE_SELL #7.0 MANUAL SELL 1", "COMMAND_ANSWERED 458752 by 7 for 0 a"),
                core.apply(PlaceOrder.reduce(3, Side.SELL, ONE, NONE).by(0, "a")));
        OrderCommand exit = core.commands().get(0);
        assertEquals(
                List.of("COMMAND_ANSWERED 458752 by 7 for 0 again a"),
                core.apply(PlaceOrder.reduce(3, Side.SELL, ONE, NONE).by(0, "a")));
        core.apply(fill(exit, 1, 101));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(ONE, row().openQuantity());
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #10.0 STOP SELL 1"),
                core.apply(trade(90)));
    }

    @Test
    void shouldEndTheRoundWhenItSellsEverything() {
        hold(PositionSide.LONG);
        OrderCommand exit = command(core, PlaceOrder.reduce(3, Side.SELL, 2 * ONE, 110 * ONE));
        assertEquals(
                "STRATEGY_EXITED MANUAL 2 from 100 to 110 pnl 20",
                core.apply(fill(exit, 2, 110)).get(4));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldMakeWayWhenTheStopFires() {
        OrderCommand exit = sellOneAt110();
        core.apply(exit.accepted());
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 89", "CANCEL_ORDER #7.0 MANUAL SELL 1 limit 110"),
                core.apply(trade(89)));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #10.0 STOP SELL 2"),
                core.apply(exit.canceled(0, 0, 0)));
    }

    @Test
    void shouldMakeWayWhenTheExitTimeComesOrAPersonLeaves() {
        OrderCommand exit = sellOneAt110();
        assertEquals(
                List.of("SELL_TRIGGERED", "CANCEL_ORDER #7.0 MANUAL SELL 1 limit 110"),
                core.at(200).apply(TIME));
        assertEquals(List.of("LOCK_CONFLICT EXIT by MANUAL #7.0"), core.apply(new TestEvent.Exit(3)));
        assertEquals(
                "EXECUTE_SELL #10.0 EXIT SELL 2",
                core.apply(exit.canceled(0, 0, 0)).get(1));
    }

    /** It may be for less than is held, so whatever has been decided behind it has to follow. */
    @Test
    void shouldBeFollowedByTheStopWhenThatFiresBehindOneAtTheMarket() {
        hold(PositionSide.LONG);
        OrderCommand exit = command(core, PlaceOrder.reduce(3, Side.SELL, ONE, NONE));
        assertEquals(List.of("STOPLOSS_TRIGGERED 3 at 90 by 90"), core.apply(trade(90)));
        assertEquals(
                "EXECUTE_STOPLOSS #9.0 STOP SELL 1",
                core.apply(fill(exit, 1, 90)).get(3));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 89.5 pnl -21",
                core.apply(fill(core.commands().get(0), 1, 89)).get(3));
    }

    @Test
    void shouldMakeWayForATargetWhenThatIsTouched() {
        open();
        start(terms(PositionSide.LONG).target(StopUnit.AMOUNT, 20 * ONE));
        core.apply(fill(commandAt(100), 2, 100));
        OrderCommand exit = command(core, PlaceOrder.reduce(3, Side.SELL, ONE, 130 * ONE));
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 120 by 120", "CANCEL_ORDER #7.0 MANUAL SELL 1 limit 130"),
                core.apply(trade(120)));
        assertEquals(
                "EXECUTE_SELL #9.0 TARGET SELL 2",
                core.apply(exit.canceled(0, 0, 0)).get(1));
    }

    @Test
    void shouldNotBeTriedAgainWhenTheBrokerRefusesItOrItIsCanceled() {
        OrderCommand exit = sellOneAt110();
        assertEquals(
                List.of("ORDER_REJECTED #7.0 MARKET_CLOSED", "ORDER_FINALIZED #7.0 REJECTED 0"),
                core.apply(exit.rejected()));
        OrderCommand other = command(core, PlaceOrder.reduce(3, Side.SELL, ONE, 111 * ONE));
        assertEquals(
                List.of("CANCEL_ORDER #9.0 MANUAL SELL 1 limit 111"),
                core.apply(new CancelOrder(other.clientOrderId())));
        assertEquals(List.of("ORDER_FINALIZED #9.0 CANCELED 0"), core.apply(other.canceled(0, 0, 0)));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertFalse(row().hasLiveExit());
        assertEquals(
                1, core.commands(PlaceOrder.reduce(3, Side.SELL, 2 * ONE, NONE)).size());
    }

    @Test
    void shouldWaitForTheLinkAndBeSentAgainWhenTheBrokerHasNone() {
        hold(PositionSide.LONG);
        core.apply(new TestEvent.Disconnected());
        assertEquals(List.of(), core.apply(PlaceOrder.reduce(3, Side.SELL, ONE, 110 * ONE)));
        assertEquals(List.of("EXECUTE_SELL #8.0 MANUAL SELL 1 limit 110"), core.apply(new TestEvent.AuthSuccess()));
        OrderCommand exit = core.commands().get(0);
        core.apply(TestEvent.Node.defaults());
        assertEquals(List.of("EXECUTE_SELL #8.0 MANUAL SELL 1 limit 110"), core.apply(exit.unknown()));
    }

    @Test
    void shouldBeTakenBackAtOnceWhenItHasNotLeft() {
        hold(PositionSide.LONG);
        core.apply(new TestEvent.Disconnected());
        core.apply(PlaceOrder.reduce(3, Side.SELL, ONE, 110 * ONE));
        assertEquals(List.of("ORDER_FINALIZED #8.0 CANCELED 0"), core.apply(new CancelOrder(8L << 16)));
        assertEquals(List.of(), core.apply(new TestEvent.AuthSuccess()));
    }

    /** Holds a position and sells small parts of it, one after the other; how many could be sold. */
    private int sellInParts(int ruleVersion, int parts) {
        open(TestEvent.Node.defaults().with(Bound.RULE_VERSION, ruleVersion));
        start(terms(PositionSide.LONG));
        core.apply(fill(core.at(100).commands(TIME).get(0), 2, 100));
        int sold = 0;
        for (int i = 0; i < parts; i++) {
            List<OrderCommand> sent = core.commands(PlaceOrder.reduce(3, Side.SELL, 1000, NONE));
            sent.forEach(order -> core.apply(order.filled(1000, 100_000, 0)));
            sold += sent.size();
        }
        return sold;
    }

    @Test
    void shouldRefuseAReductionWhenTheRoundHasVeryManyOrders() {
        // The entry is one of them.
        assertEquals(999, sellInParts(3, 1005));
        assertRefused(PlaceOrder.reduce(3, Side.SELL, 1000, NONE), 3, "LIMIT_REACHED");
        assertEquals(
                List.of("COMMAND_REFUSED 3 LIMIT_REACHED"),
                core.restored().apply(PlaceOrder.reduce(3, Side.SELL, 1000, NONE)));
        OrderCommand exit = command(core, new TestEvent.Exit(3));
        assertEquals(2 * ONE - 999 * 1000, exit.quantity());
        core.apply(fill(exit, 2, 100));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldRefuseToReplaceAnOrderOfSuchARound() {
        sellInParts(3, 998);
        long id = command(core, PlaceOrder.reduce(3, Side.SELL, ONE, 110 * ONE)).clientOrderId();
        core.apply(core.commands().get(0).filled(1, 110, 0));
        assertEquals(
                List.of("COMMAND_REFUSED " + id + " LIMIT_REACHED"), core.apply(new ReplaceOrder(id, ONE, 111 * ONE)));
        assertEquals(1, core.commands(new CancelOrder(id)).size());
    }

    @Test
    void shouldSellInAsManyPartsAsAskedUnderTheSecondRules() {
        assertEquals(1005, sellInParts(2, 1005));
    }

    @Test
    void shouldCountAnewWithEachRound() {
        open();
        plugin.enteringAt(100 * ONE);
        long id = start(terms(PositionSide.LONG).logic("test", ""));
        for (int round = 0; round < 2; round++) {
            core.apply(fill(command(core.at(100), trade(100)), 2, 100));
            for (int i = 0; i < 600; i++) {
                OrderCommand part = command(core, PlaceOrder.reduce(id, Side.SELL, 1000, NONE));
                core.apply(part.filled(1000, 100_000, 0));
            }
            OrderCommand rest = command(core, new TestEvent.Exit(id));
            core.apply(rest.filled(rest.quantity(), 200 * ONE, 0));
        }
        assertEquals(StrategyState.READY, row().state());
    }

    @Test
    void shouldSayWhyWhenItCannotReduce() {
        open();
        core.apply(new TestEvent.Register(1, "ann", 0));
        core.apply(new TestEvent.Define(1, "ETH"));
        long id = start(PositionSide.LONG);
        PlaceOrder order = PlaceOrder.reduce(id, Side.SELL, ONE, 110 * ONE);
        assertRefused(PlaceOrder.reduce(99, Side.SELL, ONE, NONE), 99, "UNKNOWN_STRATEGY");
        assertRefused(order, id, "NOTHING_HELD");
        core.apply(fill(commandAt(100), 2, 100));
        assertRefused(order.by(1, ""), id, "NOT_OWNER");
        assertRefused(PlaceOrder.reduce(id, Side.BUY, ONE, NONE), id, "INVALID_SIDE");
        assertRefused(PlaceOrder.reduce(id, Side.SELL, ONE, -1), id, "INVALID_PRICE");
        assertRefused(new PlaceOrder(id, Side.SELL, OrderType.MARKET, ONE, order.terms()), id, "INVALID_PRICE");
        assertRefused(PlaceOrder.reduce(id, Side.SELL, 0, NONE), id, "INVALID_QUANTITY");
        assertRefused(PlaceOrder.reduce(id, Side.SELL, 3 * ONE, NONE), id, "INVALID_QUANTITY");
        core.apply(order);
        assertRefused(order, id, "EXIT_UNDER_WAY");
    }

    private void assertRefused(TestEvent event, long subjectId, String verdict) {
        assertEquals(List.of("COMMAND_REFUSED " + subjectId + " " + verdict), core.apply(event));
    }
}
