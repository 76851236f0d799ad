package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.AccountEvents.Register;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that the broker refuses, or would: whose they are decides who opens nothing more. */
final class BrokerRefusalTest extends TradeScenario {
    private static final long NONE = TestEvent.NONE;
    private static final String ALERT = "ALERT_TRIGGERED BROKER_ERRORS #0.0 ";
    private static final String HALTED = " NO_ENTRIES REDUCING BROKER_ERRORS";

    private void begin(int maxBrokerErrors, int ruleVersion) {
        open(TestEvent.Node.defaults()
                .with(Bound.MAX_BROKER_ERRORS, maxBrokerErrors)
                .with(Bound.RULE_VERSION, ruleVersion));
        for (int id = 1; id <= 4; id++) {
            core.apply(new Register(id, "account " + id, 0));
        }
    }

    private static PlaceOrder order(int accountId) {
        return PlaceOrder.open(Side.BUY, ONE, NONE).by(accountId, "");
    }

    /** Sends an order of an account that the broker refuses; what follows from that beside what concerns the order. */
    private List<String> refused(int accountId) {
        List<String> lines = core.apply(command(core, order(accountId)).rejected());
        return lines.stream()
                .filter(line -> line.startsWith("ALERT") || line.startsWith("KILL"))
                .toList();
    }

    private boolean mayTrade(int accountId) {
        List<OrderCommand> sent = core.commands(order(accountId));
        sent.forEach(order -> core.apply(fill(order, 1, 100)));
        return !sent.isEmpty();
    }

    @Test
    void shouldHaltOnlyTheAccountWhoseOrdersTheBrokerRefuses() {
        begin(6, 3);
        for (int i = 0; i < 6; i++) {
            assertEquals(List.of(), refused(1));
        }
        assertEquals(List.of(ALERT + 7, "KILL_SWITCH_CHANGED 1" + HALTED), refused(1));
        assertEquals(List.of(false, true, true), List.of(mayTrade(1), mayTrade(2), mayTrade(0)));
    }

    @Test
    void shouldHaltAllAccountsWhenTheRefusalsAreOfSeveral() {
        begin(6, 3);
        for (int accountId = 1; accountId <= 2; accountId++) {
            for (int i = 0; i < 4; i++) {
                assertEquals(List.of(), refused(accountId));
            }
        }
        assertEquals(List.of(ALERT + 7, "KILL_SWITCH_CHANGED all" + HALTED), refused(3));
        assertEquals(List.of(false, false), List.of(mayTrade(4), mayTrade(0)));
    }

    @Test
    void shouldHaltAllAccountsWhenTheHostsOwnOrdersAreRefused() {
        begin(2, 3);
        refused(0);
        refused(0);
        assertEquals(List.of(ALERT + 3, "KILL_SWITCH_CHANGED all" + HALTED), refused(0));
    }

    @Test
    void shouldHaltAllAccountsForOnesRefusalsUnderTheSecondRules() {
        begin(2, 2);
        refused(1);
        refused(1);
        assertEquals(List.of(ALERT + 3, "KILL_SWITCH_CHANGED all" + HALTED), refused(1));
        assertEquals(false, mayTrade(2));
    }

    @Test
    void shouldRefuseAnEntryThatNoBrokerCouldBook() {
        begin(2, 3);
        core.apply(trade(100));
        PlaceOrder huge = PlaceOrder.open(Side.BUY, Long.MAX_VALUE / 50, NONE);
        String most = String.valueOf(Long.MAX_VALUE);
        List<String> lines = core.apply(huge.by(1, ""));
        assertTrue(
                lines.contains("RISK_REJECTED 8 bound " + most + " actual " + most + " for 1 MAX_NOTIONAL"),
                () -> "" + lines);
        assertEquals(List.of(), core.commands());
        PlaceOrder limited = PlaceOrder.open(Side.BUY, 2 * ONE, Long.MAX_VALUE / 2 + 1);
        assertEquals(List.of(), core.commands(limited.by(2, "")));
        // Whatever fits is the broker's to judge; so is what the core has no price for.
        assertEquals(
                1,
                core.commands(PlaceOrder.open(Side.BUY, ONE, Long.MAX_VALUE - 1))
                        .size());
        core.apply(new TestEvent.Define(1, "ETH"));
        Create unpriced = new Create(
                1, PositionSide.LONG, huge.terms().quantity(), NONE, NONE, TriggerSource.LAST, StopUnit.LEVEL, 0);
        assertEquals(1, core.commands(huge.with(unpriced.withoutStop())).size());
    }

    @Test
    void shouldLeaveSuchAnEntryToTheBrokerUnderTheSecondRules() {
        begin(2, 2);
        core.apply(trade(100));
        assertEquals(
                1,
                core.commands(PlaceOrder.open(Side.BUY, Long.MAX_VALUE / 50, NONE))
                        .size());
    }

    @Test
    void shouldKnowWhoseRefusalsItCountedAfterARestore() {
        begin(2, 3);
        refused(1);
        refused(1);
        OrderCommand next = command(core, order(1));
        assertTrue(core.restored().apply(next.rejected()).contains("KILL_SWITCH_CHANGED 1" + HALTED));
    }
}
