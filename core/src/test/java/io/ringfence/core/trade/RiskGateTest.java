package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.AccountEvents;
import io.ringfence.core.testkit.AccountEvents.RiskLimits;
import io.ringfence.core.testkit.AccountEvents.RiskLimits.Limit;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.StrategyEvents.Scheduled;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule that keeps an entry back, met by a strategy that asks for one of 2 units with each trade at 100. */
final class RiskGateTest extends TradeScenario {
    private static Create untimed() {
        return new Create(
                        0,
                        PositionSide.LONG,
                        2 * ONE,
                        TestEvent.NONE,
                        TestEvent.NONE,
                        TriggerSource.LAST,
                        StopUnit.AMOUNT,
                        10 * ONE)
                .logic("test", "")
                .by(1);
    }

    /** Account 1 with limits and a strategy, 4. */
    private void begin(RiskLimits limits) {
        plugin.enteringAt(100 * ONE);
        open();
        core.apply(new TestEvent.Register(1, "ann", 1000 * ONE));
        start(untimed());
        assertEquals(List.of(), core.apply(limits));
    }

    private void begin(Limit limit, long value) {
        begin(new RiskLimits(1).with(limit, value));
    }

    private static String rejected(String code, long bound, long actual) {
        return "RISK_REJECTED 4 bound " + bound + " actual " + actual + " for 1 " + code;
    }

    /** Enters and is stopped out with a loss of 20. */
    private void stopOut() {
        core.apply(fill(command(core, trade(100)), 2, 100));
        core.apply(fill(command(core, trade(90)), 2, 90));
    }

    @Test
    void shouldSayWhyAndLookOnWhenAnEntryIsRefused() {
        begin(Limit.MAX_ORDER_QUANTITY, ONE);
        assertEquals(
                List.of(
                        rejected("MAX_QUANTITY", ONE, 2 * ONE),
                        "Error 4 3 RISK_REJECTED WARNING",
                        "ERROR_LOGGED 4 3 RISK_REJECTED WARNING"),
                core.applyAll(trade(100)));
        assertEquals(List.of(rejected("MAX_QUANTITY", ONE, 2 * ONE)), core.apply(trade(100)));
        core.apply(new RiskLimits(1));
        assertEquals(1, core.commands(trade(100)).size());
    }

    @Test
    void shouldRefuseByTheKillSwitchBeforeAnythingElse() {
        begin(Limit.MAX_ORDER_QUANTITY, ONE);
        core.apply(new TestEvent.Disconnected());
        assertEquals(List.of(rejected("LINK_DOWN", 1, 0)), core.apply(trade(100)));
        core.apply(new TestEvent.Kill(1, KillLevel.NO_ENTRIES, ""));
        assertEquals(List.of(rejected("TRADING_STATE", 1, 2)), core.apply(trade(100)));
    }

    @Test
    void shouldRefuseTheSameEntryWithinTheWindow() {
        begin(Limit.DUPLICATE_WINDOW_NS, 50);
        OrderCommand entry = command(core.at(100), trade(100));
        core.apply(entry.rejected());
        assertEquals(List.of(rejected("DUPLICATE", 50, 49)), core.at(149).apply(trade(100)));
        assertEquals(1, core.at(150).commands(trade(100)).size());
    }

    @Test
    void shouldRefuseByNotional() {
        begin(Limit.MAX_ORDER_NOTIONAL, 199 * ONE);
        assertEquals(List.of(rejected("MAX_NOTIONAL", 199 * ONE, 200 * ONE)), core.apply(trade(100)));
    }

    @Test
    void shouldRefuseWithoutAPriceToJudgeBy() {
        begin(Limit.MAX_ORDER_NOTIONAL, 1000 * ONE);
        plugin.wake = context -> context.enter();
        plugin.start = context -> context.wakeAt(50);
        start(untimed());
        assertEquals(
                List.of("RISK_REJECTED 7 bound 0 actual 0 for 1 NO_PRICE"),
                core.at(50).apply(TIME));
    }

    @Test
    void shouldRefuseByThePositionOfAllOfAnAccountsStrategies() {
        begin(Limit.MAX_POSITION_NOTIONAL, 300 * ONE);
        start(untimed());
        assertEquals(
                List.of(
                        "EXECUTE_BUY #9.0 ENTRY BUY 2",
                        "RISK_REJECTED 7 bound 30000000000 actual 40000000000 for 1 POSITION_LIMIT"),
                core.apply(trade(100)));
    }

    @Test
    void shouldRefuseByOpenOrdersUntilOneEnds() {
        begin(Limit.MAX_OPEN_ORDERS, 1);
        start(untimed());
        List<String> lines = core.apply(trade(100));
        assertEquals("RISK_REJECTED 7 bound 1 actual 2 for 1 OPEN_ORDERS", lines.get(1));
        core.apply(fill(core.commands().get(0), 2, 100));
        assertEquals(1, core.commands(trade(100)).size());
    }

    @Test
    void shouldRefuseByTheRateOfOrders() {
        begin(new RiskLimits(1).with(Limit.MAX_ORDERS_PER_WINDOW, 1).with(Limit.ORDER_WINDOW_NS, 50));
        core.apply(command(core.at(100), trade(100)).rejected());
        assertEquals(List.of(rejected("ORDER_RATE", 1, 2)), core.at(149).apply(trade(100)));
        assertEquals(1, core.at(150).commands(trade(100)).size());
    }

    @Test
    void shouldRefuseByTheDaysLossUntilTheNextDay() {
        begin(Limit.MAX_DAILY_LOSS, 20 * ONE);
        stopOut();
        assertEquals(List.of(rejected("DAILY_LOSS", 20 * ONE, 20 * ONE)), core.apply(trade(100)));
        assertEquals(1, core.at(86_400_000_000_000L).commands(trade(100)).size());
    }

    @Test
    void shouldRefuseByTheDrawdown() {
        begin(Limit.MAX_DRAWDOWN, 15 * ONE);
        stopOut();
        assertEquals(List.of(rejected("DRAWDOWN", 15 * ONE, 20 * ONE)), core.apply(trade(100)));
        core.apply(new RiskLimits(1));
        assertEquals(1, core.commands(trade(100)).size());
    }

    @Test
    void shouldRestAfterStopsInARow() {
        begin(new RiskLimits(1)
                .with(Limit.MAX_STOP_OUTS, 2)
                .with(Limit.STOP_OUT_WINDOW_NS, 1000)
                .with(Limit.STOP_OUT_COOLDOWN_NS, 50));
        stopOut();
        core.at(100);
        stopOut();
        assertEquals(List.of(rejected("STOP_OUT_STREAK", 50, 50)), core.apply(trade(100)));
        assertEquals(List.of(rejected("STOP_OUT_STREAK", 50, 1)), core.at(149).apply(trade(100)));
        assertEquals(1, core.at(150).commands(trade(100)).size());
    }

    @Test
    void shouldNeverHoldBackAnExit() {
        begin(new RiskLimits(1));
        core.apply(fill(command(core, trade(100)), 2, 100));
        core.apply(new RiskLimits(1)
                .with(Limit.MAX_ORDER_QUANTITY, 1)
                .with(Limit.MAX_ORDER_NOTIONAL, 1)
                .with(Limit.MAX_POSITION_NOTIONAL, 1)
                .with(Limit.MAX_OPEN_ORDERS, 1)
                .with(Limit.MAX_DAILY_LOSS, 1));
        core.apply(new TestEvent.Kill(KillLevel.NO_ENTRIES));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 4 at 90 by 80", "EXECUTE_STOPLOSS #11.0 STOP SELL 2"),
                core.apply(trade(80)));
    }

    @Test
    void shouldEndAOneShotStrategyThatIsRefused() {
        begin(Limit.MAX_ORDER_QUANTITY, ONE);
        start(terms(PositionSide.LONG).by(1));
        assertEquals(
                List.of(
                        "RISK_REJECTED 7 bound 100000000 actual 200000000 for 1 MAX_QUANTITY",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0"),
                core.at(100).apply(TIME));
        assertEquals(
                StrategyState.CLOSED, core.logic().trade().strategyRows().get(1).state());
        assertEquals(List.of("COMMAND_REFUSED 7 WRONG_STATE"), core.apply(new TestEvent.Start(7)));
    }

    @Test
    void shouldAskADailyStrategyForTheNextDayWhenItIsRefused() {
        begin(Limit.MAX_ORDER_QUANTITY, ONE);
        core.apply(terms(PositionSide.LONG).by(1).daily(7, 9, 17));
        core.apply(new TestEvent.Start(7));
        core.apply(new Scheduled(7, 8, 100, 200));
        assertEquals(
                List.of(
                        "RISK_REJECTED 7 bound 100000000 actual 200000000 for 1 MAX_QUANTITY",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0",
                        "SCHEDULER_RESYNC_REQUIRED 7 10 after 100 from 9 to 17 of 7 SKIP"),
                core.at(100).apply(TIME));
    }

    @Test
    void shouldLetAnIndicatorTryAgainWithItsNextCross() {
        begin(Limit.MAX_ORDER_QUANTITY, ONE);
        start(untimed().logic("ema-cross", "fast=1 slow=2"));
        for (long price : new long[] {50, 50, 50}) {
            core.apply(trade(price));
        }
        assertEquals(
                List.of("RISK_REJECTED 7 bound 100000000 actual 200000000 for 1 MAX_QUANTITY"), core.apply(trade(60)));
        core.apply(trade(40));
        core.apply(new RiskLimits(1));
        assertEquals(7, command(core, trade(60)).strategyId());
    }

    @Test
    void shouldRefuseLimitsThatDoNotHold() {
        open();
        assertEquals(List.of("COMMAND_REFUSED 3 UNKNOWN_ACCOUNT"), core.apply(new RiskLimits(1)));
        assertEquals(
                List.of("COMMAND_REFUSED 4 INVALID_LIMITS"),
                core.apply(new RiskLimits(0).with(Limit.MAX_DAILY_LOSS, -1)));
    }

    @Test
    void shouldRefuseAnAccountWithTheHostsOwnNameRatherThanHaltAtItsFirstFill() {
        open();
        assertEquals(
                List.of("COMMAND_REFUSED 3 NAME_TAKEN"), core.apply(new AccountEvents.Register(5, "host", 100 * ONE)));
        assertEquals(
                List.of("COMMAND_REFUSED 4 UNKNOWN_ACCOUNT"),
                core.apply(terms(PositionSide.LONG).by(5)));
    }
}
