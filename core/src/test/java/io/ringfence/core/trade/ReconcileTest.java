package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker's picture, pulled and held against the core's. */
final class ReconcileTest extends TradeScenario {
    private static final TestEvent.Node PULLING = TestEvent.Node.defaults().with(Bound.RECONCILE_PERIOD_NS, 30);
    private static final TestEvent DOWN = new TestEvent.Disconnected();
    private static final TestEvent UP = new TestEvent.AuthSuccess();

    private static String pull(long pullId) {
        return "PULL_BROKER_STATE " + pullId;
    }

    private OrderCommand holdPulling() {
        open(PULLING);
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 2, 100));
        return entry;
    }

    /** A whole answer in which the broker holds so many units of the first instrument. */
    private List<String> answer(long pullId, long units) {
        assertEquals(List.of(), core.apply(new TestEvent.PositionPulled(pullId, 0, units * ONE)));
        return core.apply(new TestEvent.PullEnded(pullId, 0));
    }

    @Test
    void shouldPullWhenTheHostStartsAgainAndWhenTheLinkIsBackButNotAtTheFirstStart() {
        open(PULLING);
        assertEquals(List.of("SYSTEM_RECOVERY 0 0", pull(3)), core.apply(PULLING));
        core.apply(DOWN);
        assertEquals(List.of(pull(5)), core.apply(UP));
        assertEquals(List.of(), core.apply(UP));
    }

    @Test
    void shouldPullInItsPeriodWhileAnythingIsOpenAndNoLonger() {
        open(PULLING);
        start(PositionSide.LONG);
        assertEquals(List.of(), core.at(50).apply(TIME));
        assertEquals(100, core.logic().trade().nextDeadlineNs());
        core.apply(fill(commandAt(100), 2, 100));
        assertEquals(130, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of(pull(8)), core.at(130).apply(TIME));
        assertEquals(List.of(), core.at(159).apply(TIME));
        assertEquals(List.of(pull(10)), core.at(161).apply(TIME));
        assertEquals(191, core.logic().trade().nextDeadlineNs());
        core.apply(fill(command(core, new TestEvent.Exit(3)), 2, 100));
        assertEquals(Long.MAX_VALUE, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldNotPullWhileTheLinkIsDown() {
        holdPulling();
        core.apply(DOWN);
        assertEquals(200, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of(), core.at(150).apply(TIME));
    }

    @Test
    void shouldNeverPullWhenThePeriodIsNought() {
        hold(PositionSide.LONG);
        core.apply(DOWN);
        assertEquals(List.of(), core.apply(UP));
        assertEquals(200, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldBookAFillWhoseReportWasLostWithTheNextPull() {
        open(PULLING);
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        assertEquals(List.of(pull(6)), core.at(130).apply(TIME));
        assertEquals("STOPLOSS_ARMED 3 at 90", core.apply(fill(entry, 2, 100)).get(0));
        assertEquals(List.of(), answer(6, 2));
    }

    @Test
    void shouldAskForAnOrderThatTheAnswerLeavesOut() {
        open(PULLING);
        start(PositionSide.LONG);
        start(PositionSide.LONG);
        List<OrderCommand> entries = core.at(100).commands(TIME);
        core.at(130).apply(TIME);
        assertEquals(List.of("ORDER_ACCEPTED #7.1"), core.apply(entries.get(1).accepted()));
        assertEquals(List.of("QUERY_ORDER #7.0 ENTRY BUY 2"), answer(8, 0));
        assertEquals(
                List.of("EXECUTE_BUY #7.0 ENTRY BUY 2"),
                core.apply(entries.get(0).unknown()));
    }

    @Test
    void shouldNotAskForAnOrderThatLeftAfterThePull() {
        holdPulling();
        assertEquals(List.of(pull(7)), core.at(130).apply(TIME));
        core.apply(new TestEvent.Exit(3));
        assertEquals(List.of(), answer(7, 2));
    }

    @Test
    void shouldIgnoreAnswersToAPullThatIsNotTheNewest() {
        open(PULLING);
        start(PositionSide.LONG);
        commandAt(100);
        core.at(130).apply(TIME);
        core.at(160).apply(TIME);
        assertEquals(List.of(), answer(6, 9));
        assertEquals(List.of("QUERY_ORDER #5.0 ENTRY BUY 2"), answer(7, 0));
        assertEquals(List.of(), answer(7, 0));
    }

    @Test
    void shouldIgnoreTheRestOfAnAnswerWhenTheLinkWentDownMeanwhile() {
        open(PULLING);
        start(PositionSide.LONG);
        commandAt(100);
        core.at(130).apply(TIME);
        core.apply(DOWN);
        assertEquals(List.of(), answer(6, 9));
    }

    @Test
    void shouldAlertOnceOfAPositionThatDiffersInTwoAnswersInARow() {
        holdPulling();
        core.at(130).apply(TIME);
        assertEquals(List.of(), answer(7, 5));
        core.at(160).apply(TIME);
        assertEquals(List.of("ALERT_TRIGGERED POSITION_MISMATCH #0.0 300000000"), answer(10, 5));
        core.at(190).apply(TIME);
        assertEquals(List.of(), answer(13, 5));
    }

    @Test
    void shouldNotAlertOfADifferenceThatChangesOrGoesAway() {
        holdPulling();
        core.at(130).apply(TIME);
        assertEquals(List.of(), answer(7, 5));
        core.at(160).apply(TIME);
        assertEquals(List.of(), answer(10, 4));
        core.at(190).apply(TIME);
        assertEquals(List.of(), answer(13, 2));
    }

    @Test
    void shouldTakeAPositionThatTheAnswerLeavesOutForNone() {
        holdPulling();
        core.at(130).apply(TIME);
        assertEquals(List.of(), core.apply(new TestEvent.PullEnded(7, 0)));
        core.at(160).apply(TIME);
        assertEquals(
                List.of("ALERT_TRIGGERED POSITION_MISMATCH #0.0 -200000000"),
                core.apply(new TestEvent.PullEnded(9, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void shouldRaiseAnAlertWhenTheBrokerHoldsAnInstrumentThatIsNotDefined(int instrumentId) {
        open(PULLING);
        for (int pull = 0; pull < 3; pull++) {
            assertEquals("SYSTEM_RECOVERY 0 0", core.apply(PULLING).get(0));
            long pullId = core.sequence();
            core.apply(new TestEvent.PositionPulled(pullId, instrumentId, ONE));
            assertEquals(
                    pull == 1 ? List.of("ALERT_TRIGGERED POSITION_MISMATCH #0.0 100000000") : List.of(),
                    core.apply(new TestEvent.PullEnded(pullId, 0)));
        }
    }

    @Test
    void shouldAskForACancelAgainWhenTheBrokerTellsAPeriodLaterThatTheOrderIsStillOpen() {
        open(PULLING);
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(entry.accepted());
        assertEquals(
                List.of("STRATEGY_STOPPED 3 0 STOPPED", "CANCEL_ORDER #5.0 ENTRY BUY 2"),
                core.apply(new TestEvent.Stop(3, StopMode.KEEP)));
        assertEquals(List.of(pull(8)), core.at(130).apply(TIME));
        assertEquals(List.of(), core.apply(entry.accepted()));
        assertEquals(List.of("CANCEL_ORDER #5.0 ENTRY BUY 2"), core.apply(new TestEvent.PullEnded(8, 1)));
    }

    @Test
    void shouldNotAskForACancelAgainWhenItLeftAfterTheQuestion() {
        open(PULLING);
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(entry.accepted());
        assertEquals(List.of(pull(7)), core.at(130).apply(TIME));
        core.apply(new TestEvent.Stop(3, StopMode.KEEP));
        assertEquals(List.of(), core.apply(entry.accepted()));
        assertEquals(List.of(), core.apply(new TestEvent.PullEnded(7, 1)));
    }
}
