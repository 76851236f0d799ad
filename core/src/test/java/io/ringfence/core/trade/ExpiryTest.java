package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that the broker ends for their age. */
final class ExpiryTest extends TradeScenario {
    private static TestEvent expired(OrderCommand order, long units, long price) {
        return order.report(ExecutionType.EXPIRED, units * ONE, units * price * ONE, 0);
    }

    @Test
    void shouldEndTheRoundUnfilledWhenItsEntryExpires() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of(
                        "ORDER_ACCEPTED #5.0",
                        "ORDER_FINALIZED #5.0 EXPIRED 0",
                        "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(expired(entry, 0, 0)));
        assertEquals(List.of(), core.apply(expired(entry, 0, 0)));
    }

    @Test
    void shouldHoldWhatAnEntryHasFilledBeforeItExpired() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ORDER_ACCEPTED #5.0",
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 1",
                        "STRATEGY_RUNNING 1 at 100",
                        "ORDER_FINALIZED #5.0 EXPIRED 1"),
                core.apply(expired(entry, 1, 100)));
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #7.0 EXIT SELL 1"),
                core.at(200).apply(TIME));
    }

    @Test
    void shouldTryAgainWithTheRestWhenAnExitExpires() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        assertEquals(
                List.of(
                        "ORDER_ACCEPTED #7.0",
                        "ORDER_FILLED #7.0 1 at 99 fee 0 leaves 1",
                        "ORDER_FINALIZED #7.0 EXPIRED 1",
                        "ORDER_RETRY_REQUIRED #7.0 1 at 210"),
                core.apply(expired(exit, 1, 99)));
        assertEquals(List.of("EXECUTE_SELL #9.0 EXIT SELL 1"), core.at(210).apply(TIME));
    }

    @Test
    void shouldCallAPersonWhenAnOrderExpiresThatWasCanceled() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.at(200).apply(TIME);
        core.apply(entry.canceled(0, 0, 0));
        assertEquals(List.of("ALERT_TRIGGERED ILLEGAL_TRANSITION #5.0 710"), core.apply(expired(entry, 0, 0)));
    }

    @Test
    void shouldTakeAnExpiryForTheEndOfACancelThatIsPending() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.at(200).apply(TIME);
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 EXPIRED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(expired(entry, 0, 0)));
    }
}
