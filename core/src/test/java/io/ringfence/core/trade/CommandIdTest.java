package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that come again under the id of one that was carried out. */
final class CommandIdTest extends TradeScenario {
    private static final String REFUSED = "COMMAND_REFUSED ";

    private String rows() {
        return core.logic().trade().strategyRows().toString();
    }

    /** Applies a command, then again; returns what came the first time. */
    private List<String> twice(TestEvent command, String answered) {
        List<String> first = core.apply(command);
        assertEquals("COMMAND_ANSWERED " + answered, first.get(first.size() - 1));
        String before = rows();
        String[] words = answered.split(" ");
        String again = words[0] + " by " + words[2] + " for " + words[4] + " again " + words[5];
        assertEquals(List.of("COMMAND_ANSWERED " + again), core.applyAll(command));
        assertEquals(before, rows());
        return first;
    }

    @Test
    void shouldCarryOutEachKindOfCommandOnceAndAnswerItAgain() {
        open();
        twice(terms(PositionSide.LONG).command("a"), "3 by 3 for 0 a");
        twice(new TestEvent.Start(3, 0, "b"), "3 by 5 for 0 b");
        twice(new TestEvent.Update(3, terms(PositionSide.LONG).command("c")), "3 by 7 for 0 c");
        core.apply(fill(commandAt(100), 1, 100));
        assertEquals(
                List.of(
                        "CANCEL_ORDER #9.0 ENTRY BUY 2",
                        "EXECUTE_SELL #11.0 EXIT SELL 1",
                        "COMMAND_ANSWERED 3 by 11 for 0 d"),
                twice(new TestEvent.Exit(3, 0, "d"), "3 by 11 for 0 d"));
        assertEquals(
                List.of("STRATEGY_STOPPED 3 1 STOPPED", "COMMAND_ANSWERED 3 by 13 for 0 e"),
                twice(new TestEvent.Stop(3, StopMode.KEEP, 0, "e"), "3 by 13 for 0 e"));
        twice(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NO_ENTRIES, "f"), "0 by 15 for 0 f");
    }

    @Test
    void shouldAnswerOnceMoreForTheSameIdWhateverTheCommandNowAsks() {
        open();
        core.apply(terms(PositionSide.LONG));
        core.apply(new TestEvent.Start(3, 0, "x"));
        assertEquals(
                List.of("COMMAND_ANSWERED 3 by 4 for 0 again x"),
                core.apply(new TestEvent.Stop(3, StopMode.FLATTEN, 0, "x")));
        assertEquals(StrategyState.READY, row().state());
    }

    @Test
    void shouldNotUseAnIdUpWhenTheCommandIsRefused() {
        open();
        core.apply(terms(PositionSide.LONG));
        assertEquals(List.of(REFUSED + "3 NOTHING_HELD"), core.apply(new TestEvent.Exit(3, 0, "x")));
        core.apply(new TestEvent.Start(3));
        core.apply(fill(commandAt(100), 2, 100));
        assertEquals(
                List.of("EXECUTE_SELL #8.0 EXIT SELL 2", "COMMAND_ANSWERED 3 by 8 for 0 x"),
                core.apply(new TestEvent.Exit(3, 0, "x")));
    }

    @Test
    void shouldNotUseAnIdUpWhenACreationIsRefused() {
        open();
        assertEquals(
                List.of(REFUSED + "3 UNKNOWN_ACCOUNT"),
                core.apply(terms(PositionSide.LONG).by(1).command("x")));
        core.apply(new TestEvent.Register(1, "ann", 0));
        assertEquals(
                List.of("COMMAND_ANSWERED 5 by 5 for 1 x"),
                core.apply(terms(PositionSide.LONG).by(1).command("x")));
    }

    @Test
    void shouldTellAccountsIdsApart() {
        open();
        core.apply(new TestEvent.Register(1, "ann", 0));
        core.apply(new TestEvent.Register(2, "bob", 0));
        core.apply(terms(PositionSide.LONG).by(1).command("x"));
        assertEquals(
                List.of("COMMAND_ANSWERED 6 by 6 for 2 x"),
                core.apply(terms(PositionSide.LONG).by(2).command("x")));
        assertEquals(
                List.of("STRATEGY_STARTED", "COMMAND_ANSWERED 5 by 7 for 1 y"),
                core.apply(new TestEvent.Start(5, 1, "y")));
        assertEquals(
                List.of("STRATEGY_STARTED", "COMMAND_ANSWERED 6 by 8 for 2 y"),
                core.apply(new TestEvent.Start(6, 2, "y")));
    }

    @Test
    void shouldForgetTheOldestIdBeyondTheBound() {
        open(TestEvent.Node.defaults().with(Bound.MAX_COMMAND_IDS, 2));
        for (String id : List.of("a", "b", "c")) {
            core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NO_ENTRIES, id));
        }
        assertEquals(
                List.of("COMMAND_ANSWERED 0 by 4 for 0 again b"),
                core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NONE, "b")));
        assertEquals(
                List.of("KILL_SWITCH_CHANGED all NONE ACTIVE NONE", "COMMAND_ANSWERED 0 by 7 for 0 a"),
                core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NONE, "a")));
    }

    /** Places five orders of another account, for which the host has no room. */
    private void flood() {
        for (int i = 0; i < 5; i++) {
            core.apply(PlaceOrder.open(Side.BUY, ONE, ONE).by(2, "flood-" + i));
        }
    }

    private void openForTwo(int ruleVersion) {
        open(TestEvent.Node.defaults().with(Bound.MAX_COMMAND_IDS, 4).with(Bound.RULE_VERSION, ruleVersion));
        core.apply(new TestEvent.Register(1, "ann", 0));
        core.apply(new TestEvent.Register(2, "bob", 0));
        core.apply(PlaceOrder.open(Side.BUY, ONE, ONE).by(1, "mine"));
        flood();
    }

    @Test
    void shouldNotForgetAnAccountsIdForThoseOfAnother() {
        openForTwo(3);
        long order = 5L << 16;
        assertEquals(
                List.of("COMMAND_ANSWERED " + order + " by 5 for 1 again mine"),
                core.restored().apply(PlaceOrder.open(Side.BUY, ONE, ONE).by(1, "mine")));
        assertEquals(
                List.of("COMMAND_ANSWERED " + order + " by 5 for 1 again mine"),
                core.apply(PlaceOrder.open(Side.BUY, ONE, ONE).by(1, "mine")));
    }

    @Test
    void shouldForgetTheOldestOfAllUnderTheSecondRules() {
        openForTwo(2);
        assertEquals(
                1,
                core.commands(PlaceOrder.open(Side.BUY, ONE, ONE).by(1, "mine")).size());
    }

    @Test
    void shouldForgetTheOldestCreationBeyondTheBound() {
        open(TestEvent.Node.defaults().with(Bound.MAX_COMMAND_IDS, 1));
        core.apply(terms(PositionSide.LONG).command("a"));
        core.apply(terms(PositionSide.LONG).command("b"));
        assertEquals(
                List.of("COMMAND_ANSWERED 4 by 4 for 0 again b"),
                core.apply(terms(PositionSide.LONG).command("b")));
        assertEquals(
                List.of("COMMAND_ANSWERED 6 by 6 for 0 a"),
                core.apply(terms(PositionSide.LONG).command("a")));
    }

    @Test
    void shouldKnowIdsOverARestart() {
        open();
        core.apply(terms(PositionSide.LONG).command("a"));
        core.apply(new TestEvent.Start(3, 0, "b"));
        core.apply(TestEvent.Node.defaults());
        assertEquals(
                List.of("COMMAND_ANSWERED 3 by 3 for 0 again a"),
                core.apply(terms(PositionSide.LONG).command("a")));
        assertEquals(List.of("COMMAND_ANSWERED 3 by 4 for 0 again b"), core.apply(new TestEvent.Start(3, 0, "b")));
    }

    @Test
    void shouldKeepTheNewestWhenARestartLowersTheBound() {
        open();
        core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NONE, "a"));
        core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NONE, "b"));
        core.apply(TestEvent.Node.defaults().with(Bound.MAX_COMMAND_IDS, 1));
        assertEquals(
                List.of("COMMAND_ANSWERED 0 by 4 for 0 again b"),
                core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NONE, "b")));
        assertEquals(
                List.of("COMMAND_ANSWERED 0 by 7 for 0 a"),
                core.apply(new TestEvent.Kill(TestEvent.Kill.ALL, KillLevel.NONE, "a")));
    }

    @Test
    void shouldAnswerNothingWhenACommandComesWithoutAnId() {
        open();
        assertEquals(List.of(), core.apply(terms(PositionSide.LONG)));
        assertEquals(List.of(), core.apply(terms(PositionSide.LONG)));
        assertEquals(2, core.logic().trade().strategyRows().size());
    }

    @Test
    void shouldRefuseAConditionWithoutAnyComparisonRatherThanHalt() {
        open();
        assertEquals(
                List.of("COMMAND_REFUSED 3 INVALID_CONDITION"),
                core.apply(new TestEvent.Condition(0, ConditionAction.ALERT)));
    }
}
