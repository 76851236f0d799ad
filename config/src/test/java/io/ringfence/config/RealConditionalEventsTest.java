package io.ringfence.config;

import static io.ringfence.core.testkit.TestEvent.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five hundred events that wait for random conditions, over recorded trades and quotes: each goes out with the row at which a scan
 * of the rows, which knows nothing of the core, finds its condition true, and no other does.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RealConditionalEventsTest {
    private static final int EVENTS = 500;
    private static final int NEVER = Integer.MAX_VALUE;

    /** A comparison of a price with a level. */
    private record Leaf(ConditionField field, Comparison comparison, long level) {
        boolean holds(Prices prices) {
            long price = prices.of(field);
            if (price == NONE) {
                return false;
            }
            return switch (comparison) {
                case LESS -> price < level;
                case LESS_OR_EQUAL -> price <= level;
                case GREATER -> price > level;
                case GREATER_OR_EQUAL -> price >= level;
                case NULL_VAL -> throw new AssertionError();
            };
        }

        NewCondition.Node node() {
            return new NewCondition.Node(ConditionNodeKind.PRICE, 0, field, comparison, level, 0);
        }
    }

    /** All of some comparisons, or any of them, from a row on. */
    private record Condition(int row, List<Leaf> leaves, boolean areAll) {
        static Condition draw(Random random, PriceRows rows) {
            int row = random.nextInt(rows.size() / 2);
            // Around where the price is by then or soon.
            PriceRows.Row near = rows.row(row + random.nextInt(rows.size() / 2));
            long price = near.last() == NONE ? near.bid() : near.last();
            List<Leaf> leaves = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                long cents = random.nextInt(2_001) - 1_000;
                leaves.add(new Leaf(
                        ConditionField.get((short) (1 + random.nextInt(4))),
                        Comparison.get((short) (1 + random.nextInt(4))),
                        price + cents * Decimal.ONE / 100));
            }
            return new Condition(row, leaves, random.nextBoolean());
        }

        boolean holds(Prices prices) {
            return areAll
                    ? leaves.stream().allMatch(leaf -> leaf.holds(prices))
                    : leaves.stream().anyMatch(leaf -> leaf.holds(prices));
        }

        NewCondition.Node[] nodes() {
            List<NewCondition.Node> nodes =
                    new ArrayList<>(leaves.stream().map(Leaf::node).toList());
            ConditionNodeKind kind = areAll ? ConditionNodeKind.ALL : ConditionNodeKind.ANY;
            nodes.add(
                    new NewCondition.Node(kind, 0, ConditionField.NULL_VAL, Comparison.NULL_VAL, NONE, leaves.size()));
            return nodes.toArray(new NewCondition.Node[0]);
        }
    }

    /** The newest prices as this test understands them. */
    private static final class Prices {
        private long last = NONE;
        private long bid = NONE;
        private long ask = NONE;

        void take(PriceRows.Row row) {
            if (row.isValid()) {
                last = row.last() == NONE ? last : row.last();
                bid = row.bid() == NONE ? bid : row.bid();
                ask = row.ask() == NONE ? ask : row.ask();
            }
        }

        long of(ConditionField field) {
            return switch (field) {
                case LAST -> last;
                case BID -> bid;
                case ASK -> ask;
                case MID -> bid == NONE || ask == NONE ? NONE : Math.floorDiv(bid + ask, 2);
                case NULL_VAL -> throw new AssertionError();
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240808", "20240809"})
    void shouldGoOutWithTheRowAtWhichAScanFindsTheConditionTrue(String day) throws Exception {
        PriceRows rows = PriceRows.binance(TestNodes.shared("data/hftbacktest-binance-spot/btcusdt_" + day + ".gz"));
        Random random = new Random(rows.size());
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            conditions.add(Condition.draw(random, rows));
        }
        Map<String, Integer> found = play(rows, conditions);
        int atOnce = 0;
        int never = 0;
        for (int i = 0; i < EVENTS; i++) {
            int expected = scan(rows, conditions.get(i));
            int index = i;
            assertEquals(
                    expected,
                    found.getOrDefault("k" + i, NEVER),
                    () -> conditions.get(index).toString());
            atOnce += expected == conditions.get(i).row() ? 1 : 0;
            never += expected == NEVER ? 1 : 0;
        }
        assertTrue(atOnce > 20 && never > 20 && atOnce + never < 400, atOnce + " at once, " + never + " never");
    }

    /** The row by which the condition is true first, from the one on after which it was made. */
    private static int scan(PriceRows rows, Condition condition) {
        Prices prices = new Prices();
        for (int row = 0; row < rows.size(); row++) {
            prices.take(rows.row(row));
            if (row >= condition.row() && condition.holds(prices)) {
                return row;
            }
        }
        return NEVER;
    }

    /** The rows through a core; the row that each event goes out with. */
    private static Map<String, Integer> play(PriceRows rows, List<Condition> conditions) {
        TestCore core = new TestCore().at(0);
        core.apply(TestEvent.Node.defaults()
                .with(Bound.MAX_CONDITIONS, EVENTS)
                .with(Bound.MAX_EVENTS, EVENTS)
                .with(Bound.MAX_DELIVERIES, EVENTS));
        core.apply(new TestEvent.Define(0, "BTCUSDT"));
        Map<Integer, List<Integer>> byRow = new HashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            byRow.computeIfAbsent(conditions.get(i).row(), row -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Integer> found = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            core.at(row);
            note(core.apply(rows.row(row).tick(row + 1L)), row, found);
            for (int i : byRow.getOrDefault(row, List.of())) {
                EventBuilder event = new EventBuilder("k" + i).priority(DeliveryPriority.INFORMATIONAL);
                note(core.apply(event.submitWhen("", conditions.get(i).nodes())), row, found);
            }
        }
        return found;
    }

    private static void note(List<String> lines, int row, Map<String, Integer> found) {
        for (String line : lines) {
            if (line.startsWith("EVENT_TRIGGERED")) {
                Integer before = found.put(line.split(" ")[1], row);
                assertEquals(null, before, line);
            }
        }
    }
}
