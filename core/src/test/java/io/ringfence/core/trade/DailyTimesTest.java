package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** New terms of strategies whose times come from a calendar. */
final class DailyTimesTest extends TradeScenario {
    private static Create daily(long stop) {
        return new Create(
                        0,
                        PositionSide.LONG,
                        2 * ONE,
                        TestEvent.NONE,
                        TestEvent.NONE,
                        TriggerSource.LAST,
                        StopUnit.AMOUNT,
                        stop * ONE)
                .daily(1, 50, 60);
    }

    private void startDaily() {
        open();
        core.apply(daily(10));
        assertEquals(
                List.of("STRATEGY_STARTED", "SCHEDULER_RESYNC_REQUIRED 3 4 after 0 from 50 to 60 of 1 FIRE"),
                core.apply(new TestEvent.Start(3)));
    }

    @Test
    void shouldKeepTheExitOfTheDayWhenNewTermsComeWhileAPositionIsHeld() {
        startDaily();
        core.apply(new TestEvent.Scheduled(3, 4, 100, 200));
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 2, 100));
        assertEquals(List.of("STOPLOSS_ARMED 3 at 95"), core.apply(new TestEvent.Update(3, daily(5))));
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #9.0 EXIT SELL 2"),
                core.at(200).apply(TIME));
    }

    @Test
    void shouldRefuseTheCalendarsAnswerWhenTheTermsNoLongerAskForIt() {
        startDaily();
        assertEquals(List.of(), core.apply(new TestEvent.Update(3, terms(PositionSide.LONG))));
        assertEquals(List.of("COMMAND_REFUSED 6 WRONG_STATE"), core.apply(new TestEvent.Scheduled(3, 4, 50, 60)));
        assertEquals(
                List.of("BUY_TRIGGERED", "EXECUTE_BUY #7.0 ENTRY BUY 2"),
                core.at(100).apply(TIME));
    }
}
