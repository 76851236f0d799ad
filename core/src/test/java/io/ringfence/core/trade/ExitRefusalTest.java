package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exits that the broker refuses, and exits that meet: 3 attempts, 10 ns apart. */
final class ExitRefusalTest extends TradeScenario {
    @Test
    void shouldWaitTwiceAsLongAfterEachRefusalUpToTheBound() {
        open(new TestEvent.Node(16, 1000, 1000, 100, 10, 50));
        start(PositionSide.LONG);
        core.apply(fill(commandAt(100), 2, 100));
        OrderCommand exit = commandAt(200);
        long timeNs = 200;
        for (long delayNs : new long[] {10, 20, 40, 50, 50, 50}) {
            core.apply(exit.rejected());
            timeNs += delayNs;
            assertEquals(timeNs, core.logic().trade().nextDeadlineNs());
            exit = commandAt(timeNs);
        }
    }

    @Test
    void shouldTryAgainAfterADelayAndAbortAtTheBoundWithTheStopStillArmed() {
        hold(PositionSide.LONG);
        OrderCommand first = commandAt(200);
        assertEquals(
                List.of(
                        "ORDER_REJECTED #7.0 MARKET_CLOSED",
                        "ORDER_FINALIZED #7.0 REJECTED 0",
                        "ORDER_RETRY_REQUIRED #7.0 1 at 211"),
                core.at(201).apply(first.rejected()));
        assertEquals(211, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of(), core.at(210).apply(TIME));
        assertEquals(List.of("EXECUTE_SELL #10.0 EXIT SELL 2"), core.at(211).apply(TIME));
        core.apply(core.commands().get(0).rejected());
        OrderCommand third = commandAt(221);
        assertEquals(
                List.of(
                        "ORDER_REJECTED #12.0 MARKET_CLOSED",
                        "ORDER_FINALIZED #12.0 REJECTED 0",
                        "SAFETY_ABORT 2 after 3"),
                core.apply(third.rejected()));
        assertEquals(StrategyState.IN_POSITION, row().state());
        assertEquals(List.of(), core.at(1000).apply(TIME));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #15.0 STOP SELL 2"),
                core.apply(trade(90)));
    }

    @Test
    void shouldCloseWhenAnExitFillsThatWasGivenUp() {
        hold(PositionSide.LONG);
        core.apply(commandAt(200).rejected());
        core.apply(commandAt(210).rejected());
        OrderCommand last = commandAt(220);
        core.apply(last.rejected());
        assertEquals(
                List.of(
                        "STOPLOSS_DISARMED 3",
                        "ALERT_TRIGGERED ILLEGAL_TRANSITION #11.0 806",
                        "ORDER_FILLED #11.0 2 at 99 fee 0 leaves 0",
                        "STRATEGY_EXITED SCHEDULE 2 from 100 to 99 pnl -2"),
                core.apply(fill(last, 2, 99)));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldTryAStopAgainUntilFlatAndAbortOnce() {
        hold(PositionSide.LONG);
        OrderCommand stop = command(core.at(150), trade(90));
        for (int refusal = 1; refusal <= 6; refusal++) {
            List<String> lines = core.apply(stop.rejected());
            assertEquals(refusal == 3, lines.contains("SAFETY_ABORT 2 after 3"), lines::toString);
            stop = commandAt(150 + refusal * 10L);
            assertEquals("STOP", stop.purpose().name());
        }
        core.apply(fill(stop, 2, 80));
        assertEquals(StrategyState.CLOSED, row().state());
    }

    @Test
    void shouldSellOnlyWhatIsLeftWhenAnExitIsCanceledInParts() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        assertEquals(
                List.of(
                        "ORDER_ACCEPTED #7.0",
                        "ORDER_FILLED #7.0 1 at 99 fee 0 leaves 1",
                        "ORDER_FINALIZED #7.0 CANCELED 1",
                        "ORDER_RETRY_REQUIRED #7.0 1 at 210"),
                core.apply(exit.canceled(ONE, 99 * ONE, 0)));
        assertEquals(List.of("EXECUTE_SELL #9.0 EXIT SELL 1"), core.at(210).apply(TIME));
    }

    @Test
    void shouldRecordAConflictWhenTheStopFiresBehindAWorkingExitAndTakeOverWhenThatFails() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 85", "LOCK_CONFLICT STOP by EXIT #7.0"), core.apply(trade(85)));
        assertEquals(
                List.of(
                        "ORDER_REJECTED #7.0 MARKET_CLOSED",
                        "ORDER_FINALIZED #7.0 REJECTED 0",
                        "EXECUTE_STOPLOSS #9.0 STOP SELL 2"),
                core.apply(exit.rejected()));
        assertEquals(
                "STRATEGY_EXITED STOPLOSS 2 from 100 to 84 pnl -32",
                core.apply(fill(core.commands().get(0), 2, 84)).get(3));
    }

    @Test
    void shouldTakeOverWithWhatIsLeftWhenTheExitThatHeldIsCanceledInParts() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(trade(85));
        List<String> lines = core.apply(exit.canceled(ONE, 85 * ONE, 0));
        assertEquals("EXECUTE_STOPLOSS #9.0 STOP SELL 1", lines.get(lines.size() - 1));
    }

    @Test
    void shouldLeaveTheReasonWithTheExitWhenItFillsThoughTheStopFired() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(trade(85));
        assertEquals(
                "STRATEGY_EXITED SCHEDULE 2 from 100 to 84 pnl -32",
                core.apply(fill(exit, 2, 84)).get(3));
    }

    @Test
    void shouldSendTheStopAtOnceWhenAnExitWaitsForItsNextAttempt() {
        hold(PositionSide.LONG);
        core.apply(commandAt(200).rejected());
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #9.0 STOP SELL 2"),
                core.at(205).apply(trade(90)));
        assertEquals(List.of(), core.at(210).apply(TIME));
    }

    @Test
    void shouldRecordAConflictWhenTheExitTimeComesBetweenTwoAttemptsOfAStop() {
        hold(PositionSide.LONG);
        OrderCommand stop = command(core.at(195), trade(90));
        core.apply(stop.rejected());
        assertEquals(
                List.of("SELL_TRIGGERED", "LOCK_CONFLICT EXIT by STOP #0.0"),
                core.at(200).apply(TIME));
        assertEquals(List.of("EXECUTE_STOPLOSS #10.0 STOP SELL 2"), core.at(205).apply(TIME));
    }
}
