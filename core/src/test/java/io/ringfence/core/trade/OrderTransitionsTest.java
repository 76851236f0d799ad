package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.testkit.OrderCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of order states, cell by cell, and what a broker's word does that is not in it. */
class OrderTransitionsTest extends TradeScenario {
    private static final List<OrderState> STATES = List.of(
            OrderState.INITIALIZED,
            OrderState.SUBMITTED,
            OrderState.ACCEPTED,
            OrderState.PARTIALLY_FILLED,
            OrderState.PENDING_CANCEL,
            OrderState.UNKNOWN,
            OrderState.FILLED,
            OrderState.CANCELED,
            OrderState.REJECTED,
            OrderState.EXPIRED);

    @Test
    void shouldAllowWhatItsPageSaysAndNothingElse() {
        List<String> rows = new ArrayList<>();
        for (OrderState from : STATES) {
            StringBuilder row = new StringBuilder();
            STATES.forEach(to -> row.append(OrderTransitions.isLegal(from, to) ? 'x' : '.'));
            rows.add(row.toString());
        }
        assertEquals(
                List.of(
                        ".x.....x..",
                        "..xxxxxxxx",
                        "...xxxxxxx",
                        "...xxxxxxx",
                        ".....xxxxx",
                        ".xxx.xxxxx",
                        "..........",
                        "..........",
                        "..........",
                        ".........."),
                rows);
    }

    @Test
    void shouldRefuseToMoveAnOrderWhenTheTableDoesNot() {
        Order order = new Order();
        order.init(1, null, OrderState.SUBMITTED, null, null, 1, Order.NO_LIMIT);
        order.moveTo(OrderState.FILLED);
        assertThrows(IllegalStateException.class, () -> order.moveTo(OrderState.ACCEPTED));
        assertEquals(OrderState.FILLED, order.state);
    }

    @Test
    void shouldSayNothingWhenAReportOnAnEndedOrderRepeatsOrComesLate() {
        OrderCommand entry = hold(PositionSide.LONG);
        assertEquals(List.of(), core.apply(fill(entry, 2, 100)));
        assertEquals(List.of(), core.apply(entry.accepted()));
        assertEquals(List.of(), core.apply(fill(entry, 1, 100)));
        // A cancel that crossed the last fill.
        assertEquals(List.of(), core.apply(entry.canceled(2 * ONE, 200 * ONE, 0)));
    }

    @Test
    void shouldRaiseAnAlertWhenABrokerTellsOfAnotherEnd() {
        OrderCommand entry = hold(PositionSide.LONG);
        assertEquals(List.of("ALERT_TRIGGERED ILLEGAL_TRANSITION #5.0 608"), core.apply(entry.rejected()));
        assertEquals(2 * ONE, row().openQuantity());
    }

    @Test
    void shouldBookAndRaiseAnAlertWhenAnOrderFillsAfterItWasRefused() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(entry.rejected());
        List<String> outputs = core.apply(entry.report(ExecutionType.FILL, ONE, 100 * ONE, 0));
        assertEquals("ALERT_TRIGGERED ILLEGAL_TRANSITION #5.0 803", outputs.get(1));
        assertEquals(ONE, row().openQuantity());
        assertEquals(StrategyState.EXITING, row().state());
    }
}
