package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.StrategyEvents.Scheduled;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event that clients of trading hosts know by name comes in and is accepted, or goes out, in one history. */
final class EventMapTest extends TradeScenario {
    /** Names of inputs that were accepted and of outputs; of an Error with its severity behind it as well. */
    private final Set<String> seen = new TreeSet<>();

    private List<String> see(TestEvent event) {
        List<String> lines = core.applyAll(event);
        boolean isAccepted = lines.stream()
                .noneMatch(line -> line.startsWith("COMMAND_REFUSED") || line.startsWith("TICK_REJECTED"));
        if (isAccepted) {
            seen.add(typeOf(core.slot().in().buffer(), 0).eventName());
        }
        OutputBuffer out = core.slot().out();
        int place = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            EventType type = typeOf(out.buffer(), out.messageOffset(frame));
            seen.add(type.eventName());
            if (type == EventType.ERROR) {
                String[] words = lines.get(place).split(" ");
                seen.add("Error " + words[words.length - 1]);
            }
            place++;
        }
        return lines;
    }

    private static EventType typeOf(DirectBuffer buffer, int offset) {
        return EventType.of(new MessageHeaderDecoder().wrap(buffer, offset).templateId());
    }

    private OrderCommand seeCommand(long timeNs, TestEvent event) {
        core.at(timeNs);
        see(event);
        return core.commands().get(0);
    }

    /** Accounts, links and feeds; then a round that its stop ends, a daily one, one that is refused, one that fails. */
    private void play() {
        see(TestEvent.Node.defaults());
        see(new TestEvent.Define(0, "BTC"));
        see(new TestEvent.Register(1, "ann", 1000 * ONE));
        see(new TestEvent.LogIn(1));
        see(new TestEvent.BrokerKey(0, 1, "key"));
        see(new TestEvent.AuthFailed());
        see(new TestEvent.FeedConnected(0, 0));
        see(new TestEvent.FeedError(0, 0));
        see(trade(100));
        playRound();
        playRefusals();
        playDay();
        playKillSwitch();
        see(TestEvent.Node.defaults());
    }

    private void playRound() {
        Create terms = terms(PositionSide.LONG).by(1).watched();
        see(terms);
        long id = core.sequence();
        see(new TestEvent.Start(id));
        see(new TestEvent.Update(id, terms));
        OrderCommand entry = seeCommand(100, TIME);
        see(new TestEvent.Disconnected());
        see(new TestEvent.AuthSuccess());
        see(fill(entry, 2, 100));
        see(trade(95));
        OrderCommand stop = seeCommand(150, trade(90));
        see(new TestEvent.Exit(id));
        see(fill(stop, 2, 90));
    }

    private void playRefusals() {
        see(trade(100));
        see(terms(PositionSide.LONG));
        long id = core.sequence();
        see(new TestEvent.Start(id));
        see(fill(seeCommand(160, TIME), 2, 100));
        OrderCommand exit = seeCommand(200, TIME);
        for (int attempt = 1; attempt < 3; attempt++) {
            see(exit.rejected());
            exit = seeCommand(200 + 20L * attempt, TIME);
        }
        see(exit.rejected());
        see(new TestEvent.Exit(id));
        see(fill(core.commands().get(0), 2, 100));
    }

    private void playDay() {
        plugin.start = context -> context.log("looks", 1);
        plugin.tick = context -> {
            throw new IllegalStateException("a bug of the plug-in");
        };
        see(terms(PositionSide.LONG).logic("test", "").daily(7, 9, 17));
        long id = core.sequence();
        see(new TestEvent.Start(id));
        see(new Scheduled(id, core.sequence(), 300, 400));
        see(trade(100));
        see(terms(PositionSide.LONG).daily(7, 9, 17));
        see(new TestEvent.Start(core.sequence()));
        see(new TestEvent.Stop(core.sequence() - 1, StopMode.KEEP));
    }

    private void playKillSwitch() {
        see(new Create(0, PositionSide.LONG, 2 * ONE, 1000, 2000, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE));
        see(new TestEvent.Start(core.sequence()));
        see(new TestEvent.Kill(KillLevel.NO_ENTRIES));
        core.at(1000);
        see(TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER_REGISTERED",
                "USER_LOGGED_IN",
                "BROKER_KEY_SUBMITTED",
                "STRATEGY_CREATED",
                "STRATEGY_UPDATED",
                "STRATEGY_START_REQUESTED",
                "STRATEGY_STOP_REQUESTED",
                "STRATEGY_STARTED",
                "STRATEGY_READY",
                "STRATEGY_RUNNING",
                "STRATEGY_STOPPED",
                "STRATEGY_EXITED",
                "BUY_TRIGGERED",
                "SELL_TRIGGERED",
                "SCHEDULER_RESYNC_REQUIRED",
                "PRICE_TICK",
                "STOPLOSS_TRIGGERED",
                "PRICE_STREAM_DISCONNECTED",
                "PRICE_STREAM_RESTORED",
                "EXECUTE_BUY",
                "EXECUTE_SELL",
                "EXECUTE_STOPLOSS",
                "ORDER_RETRY_REQUIRED",
                "ORDER_FINALIZED",
                "BROKER_AUTH_SUCCESS",
                "BROKER_AUTH_FAILED",
                "ORDER_ACCEPTED",
                "ORDER_REJECTED",
                "PRICE_FEED_CONNECTED",
                "PRICE_FEED_ERROR",
                "RUNTIME_STATE_LOADED",
                "LOCK_ACQUIRED",
                "LOCK_CONFLICT",
                "SYSTEM_RECOVERY",
                "SAFETY_ABORT",
                "STRATEGY_EVENT_LOGGED",
                "ORDER_EVENT_LOGGED",
                "ERROR_LOGGED",
                "ALERT_TRIGGERED",
                "RunnerStarted",
                "RunnerStopped",
                "TickReceived",
                "StateTransition",
                "ActionExecuted",
                "PositionOpened",
                "PositionUpdated",
                "PositionClosed",
                "Error",
                "Error WARNING",
                "Error ERROR",
                "Error CRITICAL",
                "StatsUpdate",
            })
    void shouldComeInAndBeAcceptedOrGoOut(String name) {
        play();
        assertTrue(seen.contains(name), seen::toString);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"INSUFFICIENT_MARGIN", "INVALID_SYMBOL", "MARKET_CLOSED", "TOKEN_EXPIRED", "SERVER_DOWN"})
    void shouldSayWhyABrokerRefused(RejectReason reason) {
        open();
        start(PositionSide.LONG);
        OrderCommand entry = commandAt(100);
        List<String> lines = see(new Report(
                ExecutionType.REJECTED,
                entry.clientOrderId(),
                entry.strategyId(),
                OrderPurpose.ENTRY,
                Side.BUY,
                0,
                0,
                0,
                reason));
        assertEquals(
                List.of(
                        "ORDER_REJECTED #5.0 " + reason,
                        "Error 3 " + reason.value() + " ORDER_REJECTED ERROR",
                        "ERROR_LOGGED " + entry.clientOrderId() + " " + reason.value() + " ORDER_REJECTED ERROR"),
                lines.subList(0, 3));
    }

    @Test
    void shouldTellOfEachTickWhileAStrategyIsWatchedAndOnlyThen() {
        hold(PositionSide.LONG);
        assertEquals(List.of(), core.applyAll(trade(101)));
        core.apply(new TestEvent.Update(3, terms(PositionSide.LONG).watched()));
        assertEquals(List.of("TickReceived 3 at 102", "PositionUpdated 3 2 at 102 pnl 4"), core.applyAll(trade(102)));
        core.apply(new TestEvent.Update(3, terms(PositionSide.LONG)));
        assertEquals(List.of(), core.applyAll(trade(103)));
    }

    @Test
    void shouldTellOfTicksFromItsStartToItsEndAndOfAPositionWhileItLasts() {
        open();
        core.apply(terms(PositionSide.LONG).watched());
        assertEquals(List.of(), core.applyAll(trade(100)));
        core.apply(new TestEvent.Start(3));
        assertEquals(List.of("TickReceived 3 at 101"), core.applyAll(trade(101)));
        core.apply(fill(commandAt(100), 2, 100));
        assertEquals(2, core.applyAll(trade(99)).size());
        core.apply(fill(commandAt(200), 2, 100));
        assertEquals(List.of(), core.applyAll(trade(99)));
    }
}
