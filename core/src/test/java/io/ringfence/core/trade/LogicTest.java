package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strategy's logic may ask for, when it is called, and what becomes of one that fails. */
final class LogicTest extends TradeScenario {
    private static final Consumer<StrategyContext> FAILING = context -> {
        context.enter();
        throw new IllegalStateException("a bug of the plug-in");
    };

    private static Create untimed() {
        return timed(TestEvent.NONE, TestEvent.NONE);
    }

    private static Create timed(long entryTimeNs, long exitTimeNs) {
        return new Create(
                        0,
                        PositionSide.LONG,
                        2 * ONE,
                        entryTimeNs,
                        exitTimeNs,
                        TriggerSource.LAST,
                        StopUnit.AMOUNT,
                        10 * ONE)
                .logic("test", "");
    }

    private void holdUntimed() {
        plugin.enteringAt(100 * ONE);
        open();
        start(untimed());
        core.apply(fill(command(core, trade(100)), 2, 100));
    }

    @Test
    void shouldAbortTheStrategyWhenItsStartThrows() {
        plugin.start = FAILING;
        open();
        core.apply(untimed());
        assertEquals(
                List.of(
                        "STRATEGY_STARTED",
                        "RunnerStarted 3",
                        "StateTransition 3 IDLE to ANALYZING NONE",
                        "STRATEGY_READY 3 from none to none",
                        "Error 3 0 PLUGIN_FAILED CRITICAL",
                        "ERROR_LOGGED 3 0 PLUGIN_FAILED CRITICAL",
                        "STRATEGY_STOPPED 3 0 ABORTED",
                        "StateTransition 3 ANALYZING to IDLE ABORTED",
                        "RunnerStopped 3 ABORTED"),
                core.applyAll(new TestEvent.Start(3)));
        assertEquals(List.of("COMMAND_REFUSED 3 WRONG_STATE"), core.apply(new TestEvent.Start(3)));
    }

    @Test
    void shouldAbortOneThatThrowsWithATickAndAskItNothingMore() {
        plugin.tick = FAILING;
        open();
        start(untimed());
        assertEquals(List.of("STRATEGY_STOPPED 3 0 ABORTED"), core.apply(trade(100)));
        assertEquals(List.of(), core.applyAll(trade(100)));
        assertEquals(List.of("COMMAND_REFUSED 3 WRONG_STATE"), core.apply(new TestEvent.Start(3)));
    }

    @Test
    void shouldProtectThePositionByItsStopWhenAFillThrows() {
        plugin.fill = FAILING;
        plugin.enteringAt(100 * ONE);
        open();
        start(untimed());
        OrderCommand entry = command(core, trade(100));
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 90",
                        "ORDER_ACCEPTED #5.0",
                        "ORDER_FILLED #5.0 1 at 100 fee 0 leaves 1",
                        "STRATEGY_RUNNING 1 at 100",
                        "STRATEGY_STOPPED 3 1 ABORTED",
                        "CANCEL_ORDER #5.0 ENTRY BUY 2"),
                core.apply(fill(entry, 1, 100)));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #7.0 STOP SELL 1"),
                core.apply(trade(90)));
        OrderCommand stop = core.commands().get(0);
        core.apply(entry.canceled(ONE, 100 * ONE, 0));
        core.apply(fill(stop, 1, 90));
        assertEquals(StrategyState.CLOSED, row().state());
        assertEquals(List.of("COMMAND_REFUSED 3 WRONG_STATE"), core.apply(new TestEvent.Start(3)));
    }

    @Test
    void shouldLeaveAtTheExitTimeWhatAnAbortedStrategyHolds() {
        plugin.fill = FAILING;
        plugin.enteringAt(100 * ONE);
        open();
        start(timed(TestEvent.NONE, 200));
        core.apply(fill(command(core, trade(100)), 2, 100));
        assertEquals(
                List.of("SELL_TRIGGERED", "EXECUTE_SELL #7.0 EXIT SELL 2"),
                core.at(200).apply(TIME));
    }

    @Test
    void shouldAbortOneThatThrowsAtItsEntryTimeOrItsWakeTime() {
        plugin.entryTime = FAILING;
        plugin.start = context -> context.wakeAt(150);
        plugin.wake = FAILING;
        open();
        start(timed(100, TestEvent.NONE));
        start(untimed());
        assertEquals(List.of("STRATEGY_STOPPED 3 0 ABORTED"), core.at(100).apply(TIME));
        assertEquals(List.of("STRATEGY_STOPPED 5 0 ABORTED"), core.at(150).apply(TIME));
        assertEquals(Long.MAX_VALUE, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldTakeOneThatCannotSayForOneShotAndForDeafToTicks() {
        plugin.oneShot = FAILING;
        holdUntimed();
        core.apply(fill(command(core, new TestEvent.Exit(3)), 2, 100));
        assertEquals(StrategyState.CLOSED, row().state());
        plugin.wantsTicks = () -> {
            throw new IllegalStateException("a bug of the plug-in");
        };
        start(untimed());
        assertEquals(List.of(), core.applyAll(trade(100)));
    }

    @Test
    void shouldAbortOneThatAsksForMoreThanAllowedEvenWhenItCatchesEverything() {
        plugin.tick = context -> {
            for (int i = 0; i < 5; i++) {
                context.log("busy", i);
            }
            context.enter();
        };
        open();
        start(untimed());
        assertEquals(
                List.of(
                        "Error 3 0 PLUGIN_OVERRAN CRITICAL",
                        "ERROR_LOGGED 3 0 PLUGIN_OVERRAN CRITICAL",
                        "STRATEGY_STOPPED 3 0 ABORTED",
                        "StateTransition 3 ANALYZING to IDLE ABORTED",
                        "RunnerStopped 3 ABORTED"),
                core.applyAll(trade(100)));
    }

    @Test
    void shouldCallOneThatAsksForJustAsMuchAsAllowed() {
        plugin.tick = context -> {
            context.log("a", 1);
            context.log("b", 2);
            context.wakeAt(500);
            context.enter();
        };
        open();
        start(untimed());
        assertEquals(
                List.of("STRATEGY_EVENT_LOGGED 3 1 a", "STRATEGY_EVENT_LOGGED 3 2 b", "EXECUTE_BUY #5.0 ENTRY BUY 2"),
                core.apply(trade(100)));
        assertEquals(500, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldLeaveOtherStrategiesAlone() {
        open();
        plugin.tick = context -> {
            plugin.tick = others -> others.log("here", 1);
            throw new AssertionError("the first that is asked");
        };
        start(untimed());
        start(untimed());
        start(untimed());
        assertEquals(
                List.of(
                        "STRATEGY_STOPPED 3 0 ABORTED",
                        "STRATEGY_EVENT_LOGGED 5 1 here",
                        "STRATEGY_EVENT_LOGGED 7 1 here"),
                core.apply(trade(99)));
    }

    @Test
    void shouldCutAndCleanWhatIsLogged() {
        open();
        plugin.tick = context -> {
            context.log("12345678901234567890123456789012 and more", 1);
            context.log("gr\u00fc\u00df\n", 2);
            context.log(null, 3);
            context.log("", 4);
        };
        start(untimed());
        assertEquals(
                List.of(
                        "STRATEGY_EVENT_LOGGED 3 1 12345678901234567890123456789012",
                        "STRATEGY_EVENT_LOGGED 3 2 gr???",
                        "STRATEGY_EVENT_LOGGED 3 3 null",
                        "STRATEGY_EVENT_LOGGED 3 4 "),
                core.apply(trade(99)));
    }

    @Test
    void shouldWakeItOnceAtTheLastTimeItAskedFor() {
        open();
        plugin.start = context -> {
            context.wakeAt(110);
            context.wakeAt(120);
        };
        plugin.wake = context -> context.log("awake", context.nowNs());
        start(untimed());
        assertEquals(List.of(), core.at(119).apply(TIME));
        assertEquals(List.of("STRATEGY_EVENT_LOGGED 3 125 awake"), core.at(125).apply(TIME));
        assertEquals(List.of(), core.at(300).apply(TIME));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 150})
    void shouldWakeItAMillisecondLaterWhenTheTimeItAsksForHasCome(long wakeNs) {
        open();
        plugin.wake = context -> {
            context.log("awake", context.nowNs());
            context.wakeAt(wakeNs);
        };
        plugin.start = context -> context.wakeAt(100);
        start(untimed());
        assertEquals(List.of("STRATEGY_EVENT_LOGGED 3 150 awake"), core.at(150).apply(TIME));
        assertEquals(1_000_150, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of(), core.at(1_000_149).apply(TIME));
        assertEquals(
                List.of("STRATEGY_EVENT_LOGGED 3 1000150 awake"),
                core.at(1_000_150).apply(TIME));
    }

    @Test
    void shouldStillLeaveInTimeWhenAnotherWakesWithoutEnd() {
        open();
        plugin.start = context -> context.wakeAt(0);
        plugin.wake = context -> context.wakeAt(0);
        start(untimed());
        long timed = start(terms(PositionSide.LONG));
        OrderCommand entry = commandAt(100);
        assertEquals(timed, entry.strategyId());
        core.apply(fill(entry, 2, 100));
        assertEquals(timed, commandAt(200).strategyId());
    }

    @Test
    void shouldTellItOfFillsAfterEverythingElseOfThem() {
        List<String> told = new ArrayList<>();
        plugin.fill = context -> told.add(context.openQuantity() / ONE + " at " + context.averageEntry() / ONE + " "
                + (context.isFlat() ? "flat" : "in"));
        plugin.enteringAt(100 * ONE);
        open();
        start(untimed());
        OrderCommand entry = command(core, trade(100));
        core.apply(fill(entry, 1, 100));
        core.apply(fill(entry, 1, 100));
        core.apply(entry.filled(2 * ONE, 204 * ONE, 0));
        core.apply(fill(command(core, new TestEvent.Exit(3)), 2, 101));
        assertEquals(List.of("1 at 100 in", "2 at 102 in", "0 at 0 flat"), told);
    }

    @Test
    void shouldLeaveByItsOwnSignal() {
        plugin.tick = context -> {
            context.enter();
            if (!context.isFlat() && plugin.price > 100 * ONE) {
                context.exit();
            }
        };
        open();
        start(untimed());
        core.apply(fill(command(core, trade(100)), 2, 100));
        assertEquals(List.of(), core.apply(trade(100)));
        assertEquals(List.of("EXECUTE_SELL #8.0 EXIT SELL 2"), core.apply(trade(101)));
        assertEquals(
                "STRATEGY_EXITED SIGNAL 2 from 100 to 101 pnl 2",
                core.apply(fill(core.commands().get(0), 2, 101)).get(4));
    }

    @Test
    void shouldEnterAndTakeItBackWithTheNextCallWhenEachAsksForBoth() {
        plugin.tick = context -> {
            context.enter();
            context.exit();
        };
        open();
        start(untimed());
        OrderCommand entry = command(core, trade(100));
        assertEquals(List.of("CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(trade(100)));
        assertEquals(
                List.of("ORDER_FINALIZED #5.0 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                core.apply(entry.canceled(0, 0, 0)));
    }

    @Test
    void shouldComeToTheSameStateFromTheSameInputs() {
        assertEquals(history(), history());
    }

    private static List<Object> history() {
        LogicTest one = new LogicTest();
        one.plugin.enteringAt(100 * ONE);
        TestCore core = one.core;
        one.open(TestEvent.Node.defaults().with(Bound.MAX_ACTIONS_PER_CALL, 2));
        one.start(untimed());
        one.start(untimed().watched());
        for (int i = 0; i < 50; i++) {
            List<OrderCommand> commands = core.at(100 + i).commands(one.trade(85 + i * 7 % 20));
            commands.forEach(command -> core.apply(fill(command, 2, 100)));
        }
        assertTrue(core.logic().trade().counters().stopsFired() > 2);
        return List.of(core.logic().trade().outputDigest(), core.logic().trade().strategyRows());
    }

    @Test
    void shouldRefuseAStrategyWhosePlugInCannotBeLoaded() {
        plugin.create = () -> {
            throw new NoClassDefFoundError("a library that is not there");
        };
        open();
        assertEquals(List.of("COMMAND_REFUSED 3 UNKNOWN_PLUGIN"), core.apply(untimed()));
    }

    @Test
    void shouldLeaveLogsOutRatherThanExceedTheBoundOnAnEventsOutputs() {
        plugin.tick = context -> {
            for (int i = 0; i < 1024; i++) {
                context.log("much to say", i);
            }
        };
        open(new TestEvent.Node(1, 300, 300, 3, 10).with(Bound.MAX_ACTIONS_PER_CALL, 1024));
        for (int i = 0; i < 300; i++) {
            start(untimed());
        }
        core.applyAll(trade(100));
        int length = core.slot().out().length();
        assertTrue(length >= RunnerOutputs.LOGGED_BYTES_PER_EVENT, "" + length);
        assertTrue(length < RunnerOutputs.LOGGED_BYTES_PER_EVENT + 100, "" + length);
    }

    @Test
    void shouldHaveTheOrderInWhichLogicsAreCalledInItsState() {
        open();
        core.apply(untimed());
        core.apply(untimed());
        core.apply(new TestEvent.Start(3));
        core.apply(new TestEvent.Start(4));
        List<Long> words = new ArrayList<>();
        core.logic().trade().writeTo(words::add);
        // Of the first instrument two, in the order they were started.
        assertTrue(Collections.indexOfSubList(words, List.of(0L, 2L, 3L, 4L, -1L)) >= 0);
        // New terms put one at the end.
        core.apply(new TestEvent.Update(3, untimed()));
        words.clear();
        core.logic().trade().writeTo(words::add);
        assertTrue(Collections.indexOfSubList(words, List.of(0L, 2L, 4L, 3L, -1L)) >= 0);
    }
}
