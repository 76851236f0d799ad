package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.AccountEvents.RiskLimits.Limit;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cores that are read back at moments when much is under way. */
final class RestoreScenarioTest extends TradeScenario {
    private static final TestEvent DOWN = new TestEvent.Disconnected();
    private static final TestEvent UP = new TestEvent.AuthSuccess();

    private TestCore restored;

    /** Reads the core back as it stands. */
    private void restore() {
        restored = core.restored();
        assertEquals(core.logic().stateHash(), restored.logic().stateHash());
        assertEquals(
                core.logic().trade().nextDeadlineNs(), restored.logic().trade().nextDeadlineNs());
        assertEquals(
                core.logic().trade().strategyRows(), restored.logic().trade().strategyRows());
    }

    /** Applies an event to the core and to the one that was read back, which have to put out the same. */
    private List<String> both(TestEvent event) {
        List<String> lines = core.apply(event);
        assertEquals(lines, restored.apply(event));
        assertEquals(
                core.logic().trade().outputDigest(), restored.logic().trade().outputDigest());
        assertEquals(core.logic().stateHash(), restored.logic().stateHash());
        return lines;
    }

    private RestoreScenarioTest at(long timeNs) {
        core.at(timeNs);
        restored.at(timeNs);
        return this;
    }

    @Test
    void shouldTryARefusedExitAgainInTime() {
        hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        assertEquals(
                List.of(
                        "ORDER_REJECTED #7.0 MARKET_CLOSED",
                        "ORDER_FINALIZED #7.0 REJECTED 0",
                        "ORDER_RETRY_REQUIRED #7.0 1 at 210"),
                core.apply(exit.rejected()));
        restore();
        assertEquals(List.of(), at(209).both(TIME));
        assertEquals(List.of("EXECUTE_SELL #10.0 EXIT SELL 2"), at(210).both(TIME));
        OrderCommand second = core.commands().get(0);
        assertEquals(
                "ORDER_RETRY_REQUIRED #10.0 2 at 220", both(second.rejected()).get(2));
    }

    @Test
    void shouldGoOnWithAPullThatIsHalfAnswered() {
        open(TestEvent.Node.defaults().with(Bound.RECONCILE_PERIOD_NS, 30));
        start(PositionSide.LONG);
        start(terms(PositionSide.LONG).by(0));
        List<OrderCommand> entries = core.at(100).commands(TIME);
        core.apply(fill(entries.get(0), 2, 100));
        assertEquals(List.of("PULL_BROKER_STATE 9"), core.at(130).apply(TIME));
        core.apply(new TestEvent.PositionPulled(9, 0, 3 * ONE));
        core.apply(entries.get(0).filled(2 * ONE, 200 * ONE, 0));
        restore();
        assertEquals(List.of("QUERY_ORDER #7.1 ENTRY BUY 2"), both(new TestEvent.PullEnded(9, 1)));
        restore();
        assertEquals(List.of("PULL_BROKER_STATE 13"), at(160).both(TIME));
        both(new TestEvent.PositionPulled(13, 0, 3 * ONE));
        restore();
        assertEquals(
                List.of("ALERT_TRIGGERED POSITION_MISMATCH #0.0 100000000", "QUERY_ORDER #7.1 ENTRY BUY 2"),
                both(new TestEvent.PullEnded(13, 1)).stream().sorted().toList());
    }

    @Test
    void shouldSendWhatWasKeptBackOnceTheLinkIsUp() {
        open();
        start(PositionSide.LONG);
        start(PositionSide.LONG);
        List<OrderCommand> entries = core.at(100).commands(TIME);
        core.apply(fill(entries.get(0), 2, 100));
        core.apply(DOWN);
        assertEquals(List.of("SELL_TRIGGERED", "SELL_TRIGGERED"), core.at(200).apply(TIME));
        restore();
        assertEquals(
                List.of("EXECUTE_SELL #10.0 EXIT SELL 2", "QUERY_ORDER #7.1 ENTRY BUY 2"),
                both(UP).stream().sorted().toList());
        restore();
        OrderCommand exit = core.commands().stream()
                .filter(OrderCommand::isOrder)
                .findFirst()
                .orElseThrow();
        assertEquals(
                "STRATEGY_EXITED SCHEDULE 2 from 100 to 101 pnl 2",
                both(fill(exit, 2, 101)).get(4));
        assertEquals(
                List.of("ORDER_FINALIZED #7.1 CANCELED 0", "STRATEGY_EXITED NOT_FILLED 0 from 0 to 0 pnl 0"),
                both(entries.get(1).unknown()));
    }

    @Test
    void shouldKnowOrdersThatHaveEnded() {
        OrderCommand entry = hold(PositionSide.LONG);
        OrderCommand exit = commandAt(200);
        core.apply(fill(exit, 2, 101));
        assertEquals(StrategyState.CLOSED, row().state());
        restore();
        assertEquals(List.of(), both(fill(exit, 2, 101)));
        assertEquals(List.of(), both(fill(entry, 1, 100)));
        assertEquals(
                List.of("ALERT_TRIGGERED OVERFILL #5.0 100000000", "EXECUTE_SELL #11.0 EXIT SELL 1"),
                both(fill(entry, 3, 100)).stream()
                        .filter(line -> line.startsWith("ALERT") || line.startsWith("EXECUTE"))
                        .sorted()
                        .toList());
    }

    @Test
    void shouldTakeTheTimesOfADayItHasAskedFor() {
        open();
        core.apply(terms(PositionSide.LONG).daily(1, 50, 60));
        core.apply(new TestEvent.Start(3));
        restore();
        assertEquals(List.of("COMMAND_REFUSED 5 WRONG_STATE"), both(new TestEvent.Scheduled(3, 3, 100, 200)));
        assertEquals(List.of(), both(new TestEvent.Scheduled(3, 4, 100, 200)));
        restore();
        assertEquals("EXECUTE_BUY #7.0 ENTRY BUY 2", at(100).both(TIME).get(1));
        OrderCommand entry = core.commands().get(0);
        both(fill(entry, 2, 100));
        OrderCommand exit = core.commands(new TestEvent.Exit(3)).get(0);
        restored.apply(new TestEvent.Exit(3));
        assertEquals(
                "SCHEDULER_RESYNC_REQUIRED 3 10 after 100 from 50 to 60 of 1 SKIP",
                both(fill(exit, 2, 100)).get(5));
        restore();
        // The day that is over goes on until its exit time.
        assertEquals(
                List.of("SYSTEM_RECOVERY 1 0", "SCHEDULER_RESYNC_REQUIRED 3 11 after 150 from 50 to 60 of 1 SKIP"),
                at(150).both(TestEvent.Node.defaults()));
    }

    @Test
    void shouldWidenALimitedStopAtItsDeadline() {
        Create limited = new Create(
                        0, PositionSide.LONG, 2 * ONE, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE)
                .exits(new ExitStyle(ONE, 15, OrderType.MARKET));
        hold(limited);
        OrderCommand stop = command(core, trade(90));
        core.apply(fill(stop, 1, 90));
        restore();
        assertEquals(List.of("CANCEL_ORDER #7.0 STOP SELL 2 limit 89"), at(115).both(TIME));
        restore();
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 1", "EXECUTE_STOPLOSS #10.0 STOP SELL 1 limit 87"),
                both(stop.canceled(ONE, 90 * ONE, 0)));
    }

    @Test
    void shouldHoldEntriesAgainstTheirLimitsAndTheKillSwitch() {
        open();
        core.apply(new TestEvent.Register(1, "one", 1000 * ONE));
        core.apply(new TestEvent.RiskLimits(1)
                .with(Limit.MAX_ORDERS_PER_WINDOW, 1)
                .with(Limit.ORDER_WINDOW_NS, 50)
                .with(Limit.MAX_DAILY_LOSS, 5 * ONE)
                .with(Limit.DAY_START_NS, 170));
        for (long entryNs : new long[] {100, 140, 160, 180}) {
            start(untilLate(entryNs).by(1));
        }
        core.apply(trade(100));
        OrderCommand entry = commandAt(100);
        restore();
        assertEquals(
                "RISK_REJECTED 7 bound 1 actual 2 for 1 ORDER_RATE",
                at(140).both(TIME).get(0));
        both(fill(entry, 2, 100));
        both(trade(97));
        restore();
        assertEquals(
                "RISK_REJECTED 9 bound 500000000 actual 600000000 for 1 DAILY_LOSS",
                at(160).both(TIME).get(0));
        restore();
        // The loss is one of the day before.
        assertEquals("EXECUTE_BUY #19.0 ENTRY BUY 2", at(180).both(TIME).get(1));
        both(new TestEvent.Kill(1, KillLevel.NO_ENTRIES, "stop-it"));
        restore();
        assertEquals(
                List.of("COMMAND_ANSWERED 0 by 20 for 1 again stop-it"),
                both(new TestEvent.Kill(1, KillLevel.FLATTEN, "stop-it")));
        both(untilLate(200).by(1));
        assertEquals(List.of("STRATEGY_STARTED"), both(new TestEvent.Start(core.sequence())));
        assertEquals(
                "RISK_REJECTED 22 bound 1 actual 2 for 1 TRADING_STATE",
                at(200).both(TIME).get(0));
    }

    @Test
    void shouldWaitOutTheCooldownAfterAStop() {
        open();
        core.apply(new TestEvent.RiskLimits(0)
                .with(Limit.MAX_STOP_OUTS, 1)
                .with(Limit.STOP_OUT_WINDOW_NS, 1000)
                .with(Limit.STOP_OUT_COOLDOWN_NS, 50));
        for (long entryNs : new long[] {100, 149, 150}) {
            start(untilLate(entryNs));
        }
        core.apply(fill(commandAt(100), 2, 100));
        core.apply(fill(command(core, trade(90)), 2, 90));
        restore();
        assertEquals(
                "RISK_REJECTED 6 bound 50 actual 1 for 0 STOP_OUT_STREAK",
                at(149).both(TIME).get(0));
        assertEquals("EXECUTE_BUY #15.0 ENTRY BUY 2", at(150).both(TIME).get(1));
    }

    @Test
    void shouldBelieveTheSecondRefusalOfACopy() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(TestEvent.Node.defaults());
        core.apply(entry.unknown());
        restore();
        TestEvent refusal = entry.rejected(RejectReason.DUPLICATE_ORDER);
        assertEquals(List.of("QUERY_ORDER #5.0 ENTRY BUY 2"), both(refusal));
        restore();
        assertEquals(
                List.of(
                        "ORDER_REJECTED #5.0 DUPLICATE_ORDER",
                        "ORDER_FINALIZED #5.0 REJECTED 0",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0"),
                both(refusal));
    }

    @Test
    void shouldCancelAnOrderOfUnknownFateOnceTheBrokerHasIt() {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        core.apply(TestEvent.Node.defaults());
        assertEquals(List.of("STRATEGY_STOPPED 3 0 STOPPED"), core.apply(new TestEvent.Stop(3, StopMode.KEEP, 0, "")));
        restore();
        assertEquals(List.of("ORDER_ACCEPTED #5.0", "CANCEL_ORDER #5.0 ENTRY BUY 2"), both(entry.accepted()));
    }

    @Test
    void shouldStayUnderTheStopWhenTheKillSwitchHasTakenATargetBack() {
        hold(terms(PositionSide.LONG)
                .target(StopUnit.AMOUNT, 5 * ONE)
                .exits(new ExitStyle(TestEvent.NONE, 50, OrderType.LIMIT)));
        OrderCommand target = command(core, trade(105));
        core.apply(new TestEvent.Kill(KillLevel.CANCEL_ALL));
        assertEquals(List.of("CANCEL_ORDER #7.0 TARGET SELL 2 limit 105"), core.apply(TIME));
        restore();
        assertEquals(List.of("ORDER_FINALIZED #7.0 CANCELED 0"), both(target.canceled(0, 0, 0)));
        assertEquals(StrategyState.IN_POSITION, row().state());
    }

    private static Create untilLate(long entryNs) {
        return new Create(0, PositionSide.LONG, 2 * ONE, entryNs, 900, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE);
    }

    @Test
    void shouldCallForAFeedThatStaysSilent() {
        open(TestEvent.Node.defaults().with(Bound.FEED_SILENCE_NS, 40));
        core.apply(new TestEvent.FeedError(2, 0));
        core.at(10).apply(new TestEvent.FeedError(4, 0));
        restore();
        assertEquals(List.of("ALERT_TRIGGERED FEED_LOST #0.0 2"), at(40).both(TIME));
        restore();
        assertEquals(List.of("PRICE_STREAM_RESTORED 2 0"), both(new TestEvent.FeedConnected(2, 0)));
        restore();
        assertEquals(List.of("ALERT_TRIGGERED FEED_LOST #0.0 4"), at(60).both(TIME));
        assertEquals(List.of(), both(new TestEvent.FeedConnected(2, 0)));
    }
}
