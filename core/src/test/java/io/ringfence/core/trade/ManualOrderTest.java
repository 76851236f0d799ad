package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.AccountEvents.RiskLimits.Limit;
import io.ringfence.core.testkit.HostEvents.DiskSpace;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OrderEvents.CancelOrder;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.OrderEvents.ReplaceOrder;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** People's orders that open: what they make, who may do what with them, and what becomes of them. */
final class ManualOrderTest extends TradeScenario {
    private static final long NONE = TestEvent.NONE;

    /** A stop 10 away, an exit at 500 ns. */
    private static Create protectedUntil500() {
        return new Create(0, PositionSide.LONG, 2 * ONE, NONE, 500, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE);
    }

    /** Places an order to buy 2 with a limit of 100, a stop and an exit time, as event 3 or later. */
    private OrderCommand buyAt100() {
        return command(core, PlaceOrder.open(Side.BUY, 2 * ONE, 100 * ONE).with(protectedUntil500()));
    }

    @Test
    void shouldSendItAtOnceAndAnswerWithItsIdWhenItOpens() {
        open();
        assertEquals(
                List.of("STRATEGY_STARTED", "EXECUTE_BUY #3.0 ENTRY BUY 2", "COMMAND_ANSWERED 196608 by 3 for 0 a"),
                core.at(10).apply(PlaceOrder.open(Side.BUY, 2 * ONE, NONE).by(0, "a")));
        assertEquals(
                List.of("COMMAND_ANSWERED 196608 by 3 for 0 again a"),
                core.apply(PlaceOrder.open(Side.BUY, 2 * ONE, NONE).by(0, "a")));
        assertEquals(
                List.of("STRATEGY_STARTED", "EXECUTE_SELL #5.0 ENTRY SELL 1 limit 101"),
                core.apply(PlaceOrder.open(Side.SELL, ONE, 101 * ONE)));
        List<StrategyRow> rows = core.logic().trade().strategyRows();
        assertEquals(
                List.of("order-3", "order-5"),
                rows.stream().map(StrategyRow::name).toList());
        assertTrue(rows.get(1).isManual());
        assertEquals(PositionSide.SHORT, rows.get(1).side());
        assertEquals(
                new OrderRow(
                        5L << 16,
                        5,
                        "order-5",
                        0,
                        Side.SELL,
                        OrderPurpose.ENTRY,
                        OrderState.SUBMITTED,
                        ONE,
                        0,
                        OptionalLong.of(101 * ONE),
                        0,
                        10),
                core.logic().trade().orderRows().get(1));
    }

    @Test
    void shouldArmTheStopWithTheFirstFillAndLeaveAtTheExitTimeWhenTheTermsSaySo() {
        open();
        OrderCommand entry = buyAt100();
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ORDER_ACCEPTED #3.0",
                        "ORDER_FILLED #3.0 1 at 100 fee 0 leaves 1",
                        "STRATEGY_RUNNING 1 at 100"),
                core.at(20).apply(entry.filled(ONE, 100 * ONE, 0)));
        assertEquals(
                List.of("SELL_TRIGGERED", "CANCEL_ORDER #3.0 ENTRY BUY 2 limit 100", "EXECUTE_SELL #5.0 EXIT SELL 1"),
                core.at(500).apply(TIME));
        OrderCommand exit = core.commands().get(1);
        core.apply(entry.canceled(ONE, 100 * ONE, 0));
        core.apply(fill(exit, 1, 99));
        assertEquals(StrategyState.CLOSED, row().state());
        assertEquals(ExitReason.SCHEDULE, row().reason());
    }

    @Test
    void shouldHoldWithoutAStopWhenNoneIsAskedFor() {
        open();
        OrderCommand entry = command(core, PlaceOrder.open(Side.BUY, 2 * ONE, NONE));
        assertEquals(
                List.of(
                        "ORDER_ACCEPTED #3.0",
                        "ORDER_FILLED #3.0 2 at 100 fee 0 leaves 0",
                        "ORDER_FINALIZED #3.0 FILLED 2",
                        "STRATEGY_RUNNING 2 at 100"),
                sorted(core.apply(fill(entry, 2, 100))));
        assertEquals(List.of(), core.apply(trade(1)));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(List.of(), core.logic().stopLoss().stopRows());
        assertEquals(List.of("EXECUTE_SELL #6.0 EXIT SELL 2"), core.apply(new TestEvent.Exit(3)));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    @Test
    void shouldSellAtTheTargetWhenThereIsATargetAndNoStop() {
        open();
        Create terms = protectedUntil500().withoutStop().target(StopUnit.AMOUNT, 5 * ONE);
        OrderCommand entry =
                command(core, PlaceOrder.open(Side.BUY, 2 * ONE, NONE).with(terms));
        core.apply(fill(entry, 2, 100));
        assertEquals(
                OptionalLong.of(105 * ONE),
                core.logic().stopLoss().stopRows().get(0).targetLevel());
        assertEquals(
                OptionalLong.empty(), core.logic().stopLoss().stopRows().get(0).stopLevel());
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 105 by 106", "EXECUTE_SELL #5.0 TARGET SELL 2"),
                core.apply(trade(106)));
    }

    @Test
    void shouldRefuseWhatDoesNotHoldByItself() {
        open();
        PlaceOrder good = PlaceOrder.open(Side.BUY, 2 * ONE, NONE);
        assertEquals(List.of("COMMAND_REFUSED 3 INVALID_QUANTITY"), core.apply(PlaceOrder.open(Side.BUY, 0, NONE)));
        assertEquals(List.of("COMMAND_REFUSED 4 INVALID_PRICE"), core.apply(PlaceOrder.open(Side.BUY, ONE, 0)));
        assertEquals(
                List.of("COMMAND_REFUSED 5 INVALID_PRICE"),
                core.apply(new PlaceOrder(0, Side.BUY, OrderType.MARKET, 100 * ONE, good.terms())));
        assertEquals(
                List.of("COMMAND_REFUSED 6 INVALID_PRICE"),
                core.apply(new PlaceOrder(0, Side.BUY, OrderType.LIMIT, NONE, good.terms())));
        assertEquals(
                List.of("COMMAND_REFUSED 7 INVALID_SIDE"),
                core.apply(new PlaceOrder(0, Side.NULL_VAL, OrderType.MARKET, NONE, good.terms())));
        assertEquals(List.of("COMMAND_REFUSED 8 UNKNOWN_ACCOUNT"), core.apply(good.by(9, "x")));
        assertEquals(List.of("COMMAND_REFUSED 9 INVALID_TIMES"), core.apply(good.with(terms(PositionSide.LONG))));
        assertEquals(
                List.of("COMMAND_REFUSED 10 INVALID_TIMES"),
                core.apply(good.with(good.terms().daily(1, 2, 3))));
        assertEquals(List.of(), core.logic().trade().strategyRows());
    }

    @Test
    void shouldRefuseAStrategyOfTheLogicThatIsForOrdersAlone() {
        open();
        assertEquals(
                List.of("COMMAND_REFUSED 3 UNKNOWN_PLUGIN"),
                core.apply(terms(PositionSide.LONG).logic("manual", "")));
    }

    /** It is made all the same, as the stop-loss stage has it already, and is over at once. */
    @Test
    void shouldRefuseItAgainAndAgainWhenTheRiskChainRefusedIt() {
        open();
        core.apply(new TestEvent.RiskLimits(0).with(Limit.MAX_ORDER_QUANTITY, ONE));
        PlaceOrder order = PlaceOrder.open(Side.BUY, 2 * ONE, NONE).by(0, "a");
        assertEquals(
                List.of(
                        "STRATEGY_STARTED",
                        "RISK_REJECTED 4 bound 100000000 actual 200000000 for 0 MAX_QUANTITY",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0",
                        "COMMAND_REFUSED 4 RISK"),
                core.apply(order));
        assertEquals(StrategyState.CLOSED, row().state());
        core.apply(new TestEvent.RiskLimits(0));
        assertEquals(List.of("COMMAND_REFUSED 6 RISK"), core.apply(order));
        assertEquals(List.of("COMMAND_REFUSED 4 WRONG_STATE"), core.apply(new TestEvent.Start(4)));
        assertEquals(1, core.commands(order.by(0, "b")).size());
    }

    @Test
    void shouldRefuseWhatOpensAndNotWhatClosesWhenTheAccountOnlyReduces() {
        open();
        core.apply(fill(command(core, PlaceOrder.open(Side.BUY, 2 * ONE, NONE)), 2, 100));
        core.apply(new DiskSpace(DiskLevel.LOW, 1));
        assertTrue(core.apply(PlaceOrder.open(Side.BUY, ONE, NONE)).contains("COMMAND_REFUSED 6 RISK"));
        core.apply(new DiskSpace(DiskLevel.NORMAL, 1));
        core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NO_ENTRIES, ""));
        assertTrue(core.apply(PlaceOrder.open(Side.BUY, ONE, NONE)).contains("COMMAND_REFUSED 9 RISK"));
        assertEquals(
                List.of("EXECUTE_SELL #10.0 MANUAL SELL 1 limit 110"),
                core.apply(PlaceOrder.reduce(3, Side.SELL, ONE, 110 * ONE)));
        core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.CANCEL_ALL, ""));
        assertEquals(List.of("CANCEL_ORDER #10.0 MANUAL SELL 1 limit 110"), core.apply(TIME));
    }

    @Test
    void shouldKeepAndProtectWhatHasFilledWhenTheRestIsCanceled() {
        open();
        OrderCommand entry = buyAt100();
        core.apply(entry.filled(ONE, 100 * ONE, 0));
        assertEquals(
                List.of("CANCEL_ORDER #3.0 ENTRY BUY 2 limit 100", "COMMAND_ANSWERED 196608 by 5 for 0 c"),
                core.apply(new CancelOrder(entry.clientOrderId(), 0, "c")));
        assertEquals(List.of("ORDER_FINALIZED #3.0 CANCELED 1"), core.apply(entry.canceled(ONE, 100 * ONE, 0)));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 89", "EXECUTE_STOPLOSS #7.0 STOP SELL 1"),
                core.apply(trade(89)));
        assertEquals(
                List.of("COMMAND_REFUSED " + entry.clientOrderId() + " ORDER_ENDED"),
                core.apply(new CancelOrder(entry.clientOrderId())));
    }

    @Test
    void shouldEndWithNothingHeldWhenItIsCanceledBeforeAnyFill() {
        open();
        OrderCommand entry = buyAt100();
        core.apply(new CancelOrder(entry.clientOrderId()));
        assertEquals(
                List.of("ORDER_FINALIZED #3.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.canceled(0, 0, 0)));
        assertEquals(StrategyState.CLOSED, row().state());
        assertFalse(row().hasLiveExit());
    }

    @Test
    void shouldLetOwnerAndHostCancelAndReplaceAndNobodyElse() {
        open();
        core.apply(new TestEvent.Register(1, "ann", 0));
        core.apply(new TestEvent.Register(2, "bob", 0));
        OrderCommand entry =
                command(core, PlaceOrder.open(Side.BUY, 2 * ONE, 100 * ONE).by(1, ""));
        long id = entry.clientOrderId();
        assertEquals(List.of("COMMAND_REFUSED " + id + " NOT_OWNER"), core.apply(new CancelOrder(id, 2, "")));
        assertEquals(
                List.of("COMMAND_REFUSED " + id + " NOT_OWNER"),
                core.apply(new ReplaceOrder(id, ONE, 99 * ONE, 2, "")));
        assertEquals(List.of("COMMAND_REFUSED 77 UNKNOWN_ORDER"), core.apply(new CancelOrder(77)));
        assertEquals(1, core.commands(new CancelOrder(id, 1, "")).size());
    }

    @Test
    void shouldAskForTheCancelWhenTheFateOfTheOrderIsKnownAgain() {
        open();
        OrderCommand entry = buyAt100();
        core.apply(entry.accepted());
        core.apply(TestEvent.Node.defaults());
        assertEquals(List.of(), core.apply(new CancelOrder(entry.clientOrderId())));
        assertEquals(
                List.of("ORDER_ACCEPTED #3.0", "CANCEL_ORDER #3.0 ENTRY BUY 2 limit 100"),
                core.apply(entry.accepted()));
    }

    @Test
    void shouldNotSendItAgainWhenItIsCanceledWhileTheBrokerMayHaveNone() {
        open();
        OrderCommand entry = buyAt100();
        core.apply(TestEvent.Node.defaults());
        core.apply(new CancelOrder(entry.clientOrderId()));
        assertEquals(
                List.of("ORDER_FINALIZED #3.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.unknown()));
    }

    @Test
    void shouldTakeATargetsLimitOrderBackAndRefuseAStops() {
        Create.ExitStyle limited = new Create.ExitStyle(2 * ONE, 50, OrderType.LIMIT);
        open();
        Create terms = protectedUntil500().target(StopUnit.AMOUNT, 5 * ONE).exits(limited);
        OrderCommand entry =
                command(core, PlaceOrder.open(Side.BUY, 2 * ONE, NONE).with(terms));
        core.apply(fill(entry, 2, 100));
        OrderCommand target = command(core, trade(105));
        core.apply(target.accepted());
        assertEquals(
                List.of("CANCEL_ORDER #5.0 TARGET SELL 2 limit 105"),
                core.apply(new CancelOrder(target.clientOrderId())));
        core.apply(target.canceled(0, 0, 0));
        assertEquals(StrategyState.IN_POSITION, row().state());
        OrderCommand stop = command(core, trade(90));
        assertEquals(
                List.of("COMMAND_REFUSED " + stop.clientOrderId() + " WRONG_STATE"),
                core.apply(new CancelOrder(stop.clientOrderId())));
    }

    @Test
    void shouldGoOnTheSameWhenReadBackWhileAReplacementIsUnderWay() {
        open();
        OrderCommand entry = buyAt100();
        core.apply(entry.filled(ONE, 100 * ONE, 0));
        core.apply(new ReplaceOrder(entry.clientOrderId(), 4 * ONE, 98 * ONE));
        assertEquals(
                List.of(
                        "ORDER_FINALIZED #3.0 CANCELED 1",
                        "EXECUTE_BUY #6.0 ENTRY BUY 3 limit 98",
                        "ORDER_REPLACED #3.0 by #6.0 3 limit 98"),
                core.restored().apply(entry.report(ExecutionType.CANCELED, ONE, 100 * ONE, 0)));
    }
}
