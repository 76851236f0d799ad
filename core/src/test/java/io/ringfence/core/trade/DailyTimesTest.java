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

    /** In position from 100 to 150 of a day that goes on until 200, then manually out. */
    private void endTheDayEarly() {
        startDaily();
        core.apply(new TestEvent.Scheduled(3, 4, 100, 200));
        core.apply(fill(commandAt(100), 2, 100));
        OrderCommand exit = command(core.at(150), new TestEvent.Exit(3));
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ORDER_ACCEPTED #8.0",
                        "ORDER_FILLED #8.0 2 at 100 fee 0 leaves 0",
                        "ORDER_FINALIZED #8.0 FILLED 2",
                        "STRATEGY_EXITED MANUAL 2 from 100 to 100 pnl 0",
                        "SCHEDULER_RESYNC_REQUIRED 3 9 after 150 from 50 to 60 of 1 SKIP"),
                core.apply(fill(exit, 2, 100)));
    }

    @Test
    void shouldNotAskForTheDayThatIsOverWhenTheHostStartsAgain() {
        endTheDayEarly();
        assertEquals(
                List.of("SYSTEM_RECOVERY 1 0", "SCHEDULER_RESYNC_REQUIRED 3 10 after 150 from 50 to 60 of 1 SKIP"),
                core.apply(TestEvent.Node.defaults()));
    }

    @Test
    void shouldNotAskForTheDayThatIsOverWhenNewTermsCome() {
        endTheDayEarly();
        core.apply(new TestEvent.Scheduled(3, 9, 1100, 1200));
        assertEquals(
                List.of("SCHEDULER_RESYNC_REQUIRED 3 11 after 150 from 50 to 60 of 1 SKIP"),
                core.apply(new TestEvent.Update(3, daily(5))));
        assertEquals(
                List.of("SCHEDULER_RESYNC_REQUIRED 3 12 after 200 from 50 to 60 of 1 FIRE"),
                core.at(200).apply(new TestEvent.Update(3, daily(5))));
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
