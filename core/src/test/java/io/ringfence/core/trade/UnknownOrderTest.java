package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
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
    void shouldKeepAnExitForAFiredStopWhenItMissesItsDeadlineBeforeItHasLeft() {
        hold(terms(PositionSide.LONG).exits(LIMITED));
        core.apply(DOWN);
        assertEquals(List.of("STOPLOSS_TRIGGERED 3 at 90 by 89"), core.at(110).apply(trade(89)));
        assertEquals(List.of("ORDER_FINALIZED #8.0 CANCELED 0"), core.at(160).apply(TIME));
        assertEquals(List.of("EXECUTE_STOPLOSS #9.0 STOP SELL 2 limit 83"), core.apply(UP));
    }
}
