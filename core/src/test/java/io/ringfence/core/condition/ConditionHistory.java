package io.ringfence.core.condition;

import io.ringfence.core.condition.ConditionEvent.Create;
import io.ringfence.core.condition.ConditionEvent.Define;
import io.ringfence.core.condition.ConditionEvent.Market;
import io.ringfence.core.condition.ConditionEvent.Node;
import io.ringfence.core.condition.ConditionEvent.Remove;
import io.ringfence.core.condition.ConditionEvent.Start;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random conditions, the wrong ones included, and ticks from a band so narrow that they meet. */
final class ConditionHistory {
    private static final long NONE = TestEvent.NONE;
    private static final int INSTRUMENTS = 3;

    private final Random random;
    private final List<Long> created = new ArrayList<>();
    /** What prices are multiples of, give or take a unit: the least, a common one, one next to overflow. */
    private final long scale;

    private long sequence;
    private long feedSequence;

    ConditionHistory(Random random) {
        this.random = random;
        scale = any(List.of(1L, Decimal.ONE, Long.MAX_VALUE / 106));
    }

    ConditionEvent next() {
        sequence++;
        if (sequence == 1 || sequence > 1 + INSTRUMENTS && chance(200)) {
            return new Start(chance(3) ? 3 : 20);
        }
        if (sequence <= 1 + INSTRUMENTS) {
            return new Define((int) sequence - 2);
        }
        int kind = random.nextInt(20);
        if (kind < 4) {
            created.add(sequence);
            return create();
        }
        if (kind == 4 && !created.isEmpty()) {
            return new Remove(chance(10) ? 999 : any(created), random.nextInt(2));
        }
        return tick();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Create create() {
        List<Node> nodes = new ArrayList<>();
        grow(nodes, random.nextInt(4));
        boolean isForStrategy = chance(20);
        ConditionAction action = isForStrategy ? ConditionAction.ENTER : ConditionAction.ALERT;
        Create create = new Create(random.nextInt(2), action, isForStrategy ? 7 : 0, chance(2), ratio(), nodes);
        return chance(12) ? spoil(create) : create;
    }

    private long ratio() {
        return switch (random.nextInt(6)) {
            case 0 -> 1 + random.nextInt(5);
            case 1 -> Decimal.ONE / 100;
            case 2 -> random.nextInt((int) Decimal.ONE / 20);
            default -> 0;
        };
    }

    /** Adds a subtree of at most so many levels of operators. */
    private void grow(List<Node> nodes, int depth) {
        if (depth == 0 || chance(4)) {
            nodes.add(leaf());
            return;
        }
        ConditionNodeKind kind = any(List.of(ConditionNodeKind.ALL, ConditionNodeKind.ANY, ConditionNodeKind.NOT));
        int operands = kind == ConditionNodeKind.NOT ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < operands; i++) {
            grow(nodes, depth - 1);
        }
        nodes.add(Node.join(kind, operands));
    }

    private Node leaf() {
        ConditionField field =
                any(List.of(ConditionField.LAST, ConditionField.BID, ConditionField.ASK, ConditionField.MID));
        Comparison comparison = any(
                List.of(Comparison.LESS, Comparison.LESS_OR_EQUAL, Comparison.GREATER, Comparison.GREATER_OR_EQUAL));
        long value = chance(25) ? any(List.of(1L, 2L, Long.MAX_VALUE, Long.MAX_VALUE - 1)) : price();
        return Node.price(random.nextInt(INSTRUMENTS), field, comparison, value);
    }

    private Create spoil(Create create) {
        int at = random.nextInt(create.nodes().size());
        Node node = create.nodes().get(at);
        int operands = random.nextInt(4);
        List<Node> others = new ArrayList<>(create.nodes());
        return switch (random.nextInt(9)) {
            case 0 -> create.hysteresis(any(List.of(-1L, Decimal.ONE, Decimal.ONE - 1, Long.MIN_VALUE)));
            // One that an event goes out with has to come with it; other tests have those.
            case 1 ->
                create.action(
                        any(List.of(
                                ConditionAction.ALERT,
                                ConditionAction.ENTER,
                                ConditionAction.EXIT,
                                ConditionAction.NULL_VAL)),
                        0);
            case 2 -> create.node(at, Node.price(any(List.of(-1, 3, 99)), ConditionField.BID, Comparison.LESS, 5));
            case 3 -> create.node(at, Node.last(Comparison.LESS, any(List.of(0L, -1L, NONE))));
            case 4 -> create.node(at, Node.join(any(List.of(ConditionNodeKind.values())), operands));
            case 5 -> create.node(at, Node.price(0, any(List.of(ConditionField.values())), node.comparison(), 100));
            case 6 -> {
                others.remove(at);
                yield create.nodes(others);
            }
            case 7 -> {
                others.add(at, leaf());
                yield create.nodes(others);
            }
            default -> {
                int leaves = 62 + random.nextInt(3);
                others.clear();
                for (int i = 0; i < leaves; i++) {
                    others.add(leaf());
                }
                others.add(Node.any(leaves));
                yield create.nodes(others);
            }
        };
    }

    private long price() {
        return scale * (97 + random.nextInt(7)) + (scale > 1 && chance(4) ? random.nextInt(3) - 1 : 0);
    }

    private Market tick() {
        if (chance(25)) {
            return refused();
        }
        if (chance(40)) {
            long edge = any(List.of(1L, 2L, Long.MAX_VALUE, Long.MAX_VALUE - 1));
            return taken(blank().trade(edge).quote(chance(2) ? edge : NONE, edge));
        }
        long last = chance(2) ? NONE : price();
        long bid = chance(2) ? NONE : price();
        long ask = chance(2) ? NONE : bid == NONE ? price() : bid + random.nextInt(3) * scale;
        Tick tick = blank().quote(bid, ask).trade(last);
        if (last != NONE && chance(2)) {
            tick = tick.conflated(last, below(last), above(last));
        }
        if (bid != NONE && chance(2)) {
            tick = tick.bids(below(bid), above(bid));
        }
        if (ask != NONE && chance(2)) {
            tick = tick.asks(below(ask), above(ask));
        }
        if (bid != NONE && ask != NONE && chance(2)) {
            long mid = bid + (ask - bid >> 1);
            tick = tick.mids(below(mid), above(mid));
        }
        return taken(last == NONE && bid == NONE && ask == NONE ? tick.trade(price()) : tick);
    }

    private Tick blank() {
        return Tick.of(random.nextInt(INSTRUMENTS), ++feedSequence);
    }

    private static Market taken(Tick tick) {
        return new Market(tick, Verdict.ACCEPTED);
    }

    private Market refused() {
        return switch (random.nextInt(4)) {
            case 0 -> new Market(Tick.of(0, feedSequence).trade(price()), Verdict.REPEATED);
            case 1 -> new Market(Tick.of(INSTRUMENTS, ++feedSequence).trade(price()), Verdict.UNKNOWN_INSTRUMENT);
            case 2 -> new Market(blank().quote(2 * scale, scale), Verdict.CROSSED);
            default -> new Market(blank().trade(0).quote(price(), NONE), Verdict.NON_POSITIVE);
        };
    }

    private long below(long price) {
        return chance(4) ? NONE : Math.max(1, price - random.nextInt(4) * scale);
    }

    private long above(long price) {
        return chance(4) ? NONE : price + Math.min(Long.MAX_VALUE - price, random.nextInt(4) * scale);
    }
}
