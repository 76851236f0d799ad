package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.testkit.AccountEvents.Register;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one account may have of what there is for all, and that others have theirs when it has used that up. */
final class AccountBoundsTest extends TradeScenario {
    private static final long NONE = TestEvent.NONE;

    private void begin(TestEvent node) {
        core.apply(node);
        core.apply(new TestEvent.Define(0, "BTC"));
        core.apply(new Register(1, "ann", 0));
        core.apply(new Register(2, "bob", 0));
    }

    private void begin(Bound bound, int value) {
        begin(TestEvent.Node.defaults().with(bound, value));
    }

    private String refused(String verdict) {
        return "COMMAND_REFUSED " + (core.sequence() + 1) + " " + verdict;
    }

    private List<String> create(int accountId) {
        return core.apply(terms(PositionSide.LONG).by(accountId));
    }

    private static PlaceOrder order(int accountId) {
        return PlaceOrder.open(Side.BUY, ONE, 90 * ONE).by(accountId, "");
    }

    private int sent(TestEvent event) {
        return core.commands(event).size();
    }

    @Test
    void shouldBoundTheStrategiesOfEachAccount() {
        begin(Bound.MAX_STRATEGIES_PER_ACCOUNT, 2);
        assertEquals(List.of(), create(1));
        assertEquals(1, sent(order(1)));
        String refused = refused("LIMIT_REACHED");
        assertEquals(List.of(refused), core.restored().apply(order(1)));
        assertEquals(List.of(refused), create(1));
        assertEquals(List.of(refused("LIMIT_REACHED")), core.apply(order(1)));
        assertEquals(List.of(), create(2));
        IntStream.range(0, 5).forEach(i -> assertEquals(List.of(), create(0)));
    }

    @Test
    void shouldCountOrdersThatTheRiskChainRefuses() {
        begin(Bound.MAX_STRATEGIES_PER_ACCOUNT, 2);
        core.apply(new TestEvent.Disconnected());
        core.apply(order(1));
        core.apply(order(1));
        assertEquals(List.of(refused("LIMIT_REACHED")), core.apply(order(1)));
        core.apply(new TestEvent.AuthSuccess());
        assertEquals(1, sent(order(2)));
    }

    @Test
    void shouldBoundTheOpenOrdersOfEachAccount() {
        begin(Bound.MAX_OPEN_ORDERS_PER_ACCOUNT, 2);
        OrderCommand first = command(core, order(1));
        assertEquals(List.of(1, 0), List.of(sent(order(1)), sent(order(1))));
        assertEquals(List.of(), core.restored().commands(order(1)));
        assertEquals(List.of(1, 1, 1, 1), List.of(sent(order(2)), sent(order(0)), sent(order(0)), sent(order(0))));
        core.apply(first.canceled(0, 0, 0));
        assertEquals(List.of(1, 0), List.of(sent(order(1)), sent(order(1))));
    }

    @Test
    void shouldCountWhatIsSoldByHandAndNeverHoldBackAnExit() {
        begin(Bound.MAX_OPEN_ORDERS_PER_ACCOUNT, 2);
        long[] ids = new long[3];
        for (int i = 0; i < 3; i++) {
            OrderCommand entry = command(core, order(1));
            core.apply(fill(entry, 1, 90));
            ids[i] = entry.strategyId();
        }
        assertEquals(
                1, sent(PlaceOrder.reduce(ids[0], Side.SELL, ONE, 100 * ONE).by(1, "")));
        assertEquals(
                1, sent(PlaceOrder.reduce(ids[1], Side.SELL, ONE, 100 * ONE).by(1, "")));
        assertEquals(0, sent(order(1)));
        assertEquals(
                List.of("COMMAND_REFUSED " + ids[2] + " LIMIT_REACHED"),
                core.apply(PlaceOrder.reduce(ids[2], Side.SELL, ONE, 100 * ONE).by(1, "")));
        assertEquals(1, sent(new TestEvent.Exit(ids[2], 1, "")));
        assertEquals(1, sent(order(2)));
    }

    private static TestEvent condition(int accountId) {
        TestEvent.Condition.Node above =
                TestEvent.Condition.Node.price(0, ConditionField.LAST, Comparison.GREATER, 200 * ONE);
        return new TestEvent.Condition(0, 0, ConditionAction.ALERT, false, List.of(above), accountId, "above", "");
    }

    @Test
    void shouldBoundTheConditionsOfEachAccount() {
        begin(Bound.MAX_CONDITIONS_PER_ACCOUNT, 2);
        core.apply(condition(1));
        long second = core.sequence() + 1;
        core.apply(condition(1));
        assertEquals(List.of(refused("LIMIT_REACHED")), core.restored().apply(condition(1)));
        assertEquals(List.of(refused("LIMIT_REACHED")), core.apply(condition(1)));
        assertEquals(List.of(), core.apply(condition(2)));
        IntStream.range(0, 5).forEach(i -> assertEquals(List.of(), core.apply(condition(0))));
        core.apply(new TestEvent.RemoveCondition(second, 1, ""));
        assertEquals(List.of(), core.apply(condition(1)));
    }

    @Test
    void shouldHaveNoSuchBoundWhenTheJournalIsOlder() {
        TestEvent older = in -> {
            TestEvent.Node.defaults()
                    .with(Bound.MAX_STRATEGIES_PER_ACCOUNT, 1)
                    .with(Bound.MAX_OPEN_ORDERS_PER_ACCOUNT, 1)
                    .with(Bound.MAX_CONDITIONS_PER_ACCOUNT, 1)
                    .encode(in);
            new MessageHeaderEncoder()
                    .wrap(in.reserve(MessageHeaderEncoder.ENCODED_LENGTH), 0)
                    .version(3);
        };
        begin(older);
        for (int i = 0; i < 5; i++) {
            assertEquals(1, sent(order(1)));
            assertEquals(List.of(), core.apply(condition(1)));
        }
    }
}
