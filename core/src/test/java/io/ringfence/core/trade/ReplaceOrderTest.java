package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.AccountEvents.RiskLimits.Limit;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OrderEvents.CancelOrder;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.OrderEvents.ReplaceOrder;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ORDER_REPLACE_REQUESTED: a cancel, and the other order when that is told; never two that are live. */
final class ReplaceOrderTest extends TradeScenario {
    private static final long NONE = TestEvent.NONE;

    /** Places an order to buy 2 with a limit of 100 and a stop 10 away. */
    private OrderCommand buyAt100() {
        Create terms =
                new Create(0, PositionSide.LONG, 2 * ONE, NONE, NONE, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE);
        return command(core, PlaceOrder.open(Side.BUY, 2 * ONE, 100 * ONE).with(terms));
    }

    @Test
    void shouldSendTheRestWhenTheCancelIsToldAndFillItIntoTheSamePosition() {
        open();
        OrderCommand first = buyAt100();
        core.apply(first.filled(ONE, 100 * ONE, 0));
        assertEquals(
                List.of("CANCEL_ORDER #3.0 ENTRY BUY 2 limit 100", "COMMAND_ANSWERED 196608 by 5 for 0 r"),
                core.apply(new ReplaceOrder(first.clientOrderId(), 3 * ONE, 102 * ONE, 0, "r")));
        assertEquals(
                List.of(
                        "ORDER_FINALIZED #3.0 CANCELED 1",
                        "EXECUTE_BUY #6.0 ENTRY BUY 2 limit 102",
                        "ORDER_REPLACED #3.0 by #6.0 2 limit 102"),
                core.apply(first.canceled(ONE, 100 * ONE, 0)));
        OrderCommand second = core.commands().get(0);
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 91.33333333",
                        "ORDER_ACCEPTED #6.0",
                        "ORDER_FILLED #6.0 2 at 102 fee 0 leaves 0",
                        "STRATEGY_RUNNING 3 at 101.33333333",
                        "ORDER_FINALIZED #6.0 FILLED 2"),
                core.apply(second.filled(2 * ONE, 204 * ONE, 0)));
        assertEquals(3 * ONE, row().openQuantity());
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals("EXECUTE_STOPLOSS #8.0 STOP SELL 3", core.apply(trade(91)).get(1));
    }

    @Test
    void shouldSendOnlyWhatIsStillLeftWhenAFillCrossesTheCancel() {
        open();
        OrderCommand first = buyAt100();
        core.apply(new ReplaceOrder(first.clientOrderId(), 3 * ONE, NONE));
        assertEquals(
                List.of("EXECUTE_BUY #5.0 ENTRY BUY 1", "ORDER_REPLACED #3.0 by #5.0 1"),
                last(2, core.apply(first.filled(2 * ONE, 200 * ONE, 0))));
    }

    private static List<String> last(int count, List<String> lines) {
        // Booking a fill goes on after the order has ended: the position's own lines come before.
        return lines.subList(lines.size() - count, lines.size());
    }

    @Test
    void shouldSendNothingWhenTheCrossingFillLeavesNothing() {
        open();
        OrderCommand first = buyAt100();
        core.apply(new ReplaceOrder(first.clientOrderId(), ONE, 99 * ONE));
        core.apply(first.canceled(ONE, 100 * ONE, 0));
        assertEquals(List.of(), core.commands());
        assertEquals(ONE, row().openQuantity());
        assertEquals(StrategyState.IN_POSITION, row().state());
    }

    /** An order for 2 with 2 in its place, the first one's cancel told. */
    private OrderCommand replaced(OrderCommand first) {
        core.apply(new ReplaceOrder(first.clientOrderId(), 2 * ONE, 101 * ONE));
        return command(core, first.canceled(0, 0, 0));
    }

    private void assertHeldUnderItsStop(long units) {
        assertEquals(List.of(), core.commands());
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(units * ONE, row().openQuantity());
        assertEquals(units * ONE, command(core, trade(80)).quantity());
    }

    @Test
    void shouldHoldWhatTheOldOneFillsLateBeforeTheNewOneFills() {
        open();
        OrderCommand first = buyAt100();
        OrderCommand second = replaced(first);
        assertTrue(core.apply(fill(first, 1, 100)).contains("STOPLOSS_ARMED 3 at 90"));
        assertEquals(List.of(), core.commands());
        assertEquals(StrategyState.IN_POSITION, row().state());
        core.apply(fill(second, 2, 100));
        assertHeldUnderItsStop(3);
    }

    @Test
    void shouldHoldWhatTheOldOneFillsLateAfterTheNewOneFilled() {
        open();
        OrderCommand first = buyAt100();
        core.apply(fill(replaced(first), 2, 100));
        core.apply(fill(first, 1, 100));
        assertHeldUnderItsStop(3);
    }

    @Test
    void shouldHoldWhatTheNewOneFillsLateWhenTheOldOneOpenedTheRound() {
        open();
        OrderCommand first = buyAt100();
        OrderCommand second = replaced(first);
        core.apply(fill(first, 1, 100));
        core.apply(second.canceled(0, 0, 0));
        core.apply(fill(second, 1, 100));
        assertHeldUnderItsStop(2);
    }

    @Test
    void shouldSellWhatEitherFillsLateWhenNothingWasHeldOrWanted() {
        open();
        OrderCommand first = buyAt100();
        OrderCommand second = replaced(first);
        core.apply(second.canceled(0, 0, 0));
        assertEquals(StrategyState.CLOSED, row().state());
        OrderCommand exit = command(core, fill(first, 1, 100));
        assertEquals(List.of(Side.SELL, ONE), List.of(exit.side(), exit.quantity()));
        core.apply(fill(exit, 1, 100));
        assertEquals(ONE, command(core, fill(second, 1, 100)).quantity());
    }

    @Test
    void shouldSellAllForALateFillUnderTheSecondRules() {
        open(TestEvent.Node.defaults().with(Bound.RULE_VERSION, 2));
        OrderCommand first = buyAt100();
        core.apply(fill(replaced(first), 2, 100));
        assertEquals(3 * ONE, command(core, fill(first, 1, 100)).quantity());
    }

    @Test
    void shouldTakeTheLatestTermsWhenReplacedAgainBeforeTheCancelIsTold() {
        open();
        OrderCommand first = buyAt100();
        core.apply(new ReplaceOrder(first.clientOrderId(), 3 * ONE, 99 * ONE));
        assertEquals(List.of(), core.apply(new ReplaceOrder(first.clientOrderId(), 2 * ONE, 98 * ONE)));
        assertEquals(
                "EXECUTE_BUY #6.0 ENTRY BUY 2 limit 98",
                core.apply(first.canceled(0, 0, 0)).get(1));
    }

    @Test
    void shouldSendNothingWhenItIsCanceledBeforeTheReplacementWentOut() {
        open();
        OrderCommand first = buyAt100();
        core.apply(new ReplaceOrder(first.clientOrderId(), 3 * ONE, 99 * ONE));
        assertEquals(List.of(), core.apply(new CancelOrder(first.clientOrderId())));
        assertEquals(
                List.of("ORDER_FINALIZED #3.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(first.canceled(0, 0, 0)));
        assertEquals(
                List.of("COMMAND_REFUSED " + first.clientOrderId() + " ORDER_ENDED"),
                core.apply(new ReplaceOrder(first.clientOrderId(), ONE, ONE)));
    }

    @Test
    void shouldSendNothingWhenTheStrategyWasStoppedOrLeavesMeanwhile() {
        open();
        OrderCommand first = buyAt100();
        core.apply(new ReplaceOrder(first.clientOrderId(), 3 * ONE, 99 * ONE));
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        core.apply(first.canceled(0, 0, 0));
        assertEquals(List.of(), core.commands());
        OrderCommand other = buyAt100();
        core.apply(other.filled(ONE, 100 * ONE, 0));
        core.apply(new ReplaceOrder(other.clientOrderId(), 3 * ONE, 99 * ONE));
        core.apply(trade(90));
        core.apply(other.canceled(ONE, 100 * ONE, 0));
        assertEquals(List.of(), core.commands());
    }

    @Test
    void shouldKeepTheOldOneWhenTheRiskChainWouldRefuseTheNew() {
        open();
        core.apply(new TestEvent.RiskLimits(0)
                .with(Limit.MAX_ORDER_QUANTITY, 3 * ONE)
                .with(Limit.MAX_OPEN_ORDERS, 1)
                .with(Limit.DUPLICATE_WINDOW_NS, 1000));
        OrderCommand first = buyAt100();
        long id = first.clientOrderId();
        assertEquals(
                List.of(
                        "RISK_REJECTED 4 bound 300000000 actual 400000000 for 0 MAX_QUANTITY",
                        "COMMAND_REFUSED " + id + " RISK"),
                core.apply(new ReplaceOrder(id, 4 * ONE, 99 * ONE)));
        // Neither a duplicate of the one that it replaces nor one more beside it.
        core.apply(new ReplaceOrder(id, 2 * ONE, 99 * ONE));
        assertEquals(
                "EXECUTE_BUY #7.0 ENTRY BUY 2 limit 99",
                core.apply(first.canceled(0, 0, 0)).get(1));
        core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NO_ENTRIES, ""));
        long next = core.logic().trade().orderRows().get(0).clientOrderId();
        assertTrue(core.apply(new ReplaceOrder(next, ONE, 99 * ONE)).contains("COMMAND_REFUSED " + next + " RISK"));
        assertEquals(1, core.logic().trade().orderRows().size());
    }

    @Test
    void shouldSayWhyWhenItCannotBeReplaced() {
        open();
        OrderCommand first = buyAt100();
        long id = first.clientOrderId();
        core.apply(first.filled(ONE, 100 * ONE, 0));
        assertEquals(List.of("COMMAND_REFUSED 9 UNKNOWN_ORDER"), core.apply(new ReplaceOrder(9, ONE, ONE)));
        assertEquals(List.of("COMMAND_REFUSED " + id + " INVALID_QUANTITY"), core.apply(new ReplaceOrder(id, 0, ONE)));
        assertEquals(List.of("COMMAND_REFUSED " + id + " INVALID_PRICE"), core.apply(new ReplaceOrder(id, ONE, 0)));
        assertEquals(List.of("COMMAND_REFUSED " + id + " ALREADY_FILLED"), core.apply(new ReplaceOrder(id, ONE, ONE)));
        core.apply(new CancelOrder(id));
        assertEquals(List.of("COMMAND_REFUSED " + id + " WRONG_STATE"), core.apply(new ReplaceOrder(id, 3 * ONE, ONE)));
        long other = start(terms(PositionSide.LONG));
        OrderCommand entry = commandAt(100);
        assertEquals(other, entry.strategyId());
        assertEquals(
                List.of("COMMAND_REFUSED " + entry.clientOrderId() + " WRONG_STATE"),
                core.apply(new ReplaceOrder(entry.clientOrderId(), ONE, ONE)));
    }

    @Test
    void shouldReplaceAnExitAndNeverSellMoreThanIsHeld() {
        open();
        OrderCommand entry = buyAt100();
        core.apply(fill(entry, 2, 100));
        OrderCommand exit = command(core, PlaceOrder.reduce(3, Side.SELL, ONE, 110 * ONE));
        long id = exit.clientOrderId();
        assertEquals(
                List.of("COMMAND_REFUSED " + id + " INVALID_QUANTITY"),
                core.apply(new ReplaceOrder(id, 3 * ONE, 109 * ONE)));
        assertEquals(
                List.of("CANCEL_ORDER #5.0 MANUAL SELL 1 limit 110"),
                core.apply(new ReplaceOrder(id, 2 * ONE, 109 * ONE)));
        assertEquals(
                List.of(
                        "ORDER_FINALIZED #5.0 CANCELED 0",
                        "EXECUTE_SELL #8.0 MANUAL SELL 2 limit 109",
                        "ORDER_REPLACED #5.0 by #8.0 2 limit 109"),
                core.apply(exit.canceled(0, 0, 0)));
        assertEquals(
                "STRATEGY_EXITED MANUAL 2 from 100 to 109 pnl 18",
                core.apply(fill(core.commands().get(0), 2, 109)).get(4));
    }
}
