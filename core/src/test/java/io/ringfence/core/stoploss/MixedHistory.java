package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.testkit.StrategyEvents.Condition;
import io.ringfence.core.testkit.StrategyEvents.Condition.Node;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random inputs of the stop-loss stage, and among them conditions over the same prices, with ids of their own. */
final class MixedHistory {
    private static final long ONE = Decimal.ONE;
    /** Sequences of conditions begin behind those of everything else. */
    private static final long FIRST_CONDITION = 1_000_000;
    /** Before it, the history sets up what conditions need. */
    private static final int SETUP = 6;

    /** An event with the sequence that it is to have. */
    record Sequenced(long sequence, TestEvent event) {}

    private final Random random;
    private final StopLossHistory history;
    private long sequence;
    private long conditionSequence = FIRST_CONDITION;

    MixedHistory(Random random) {
        this.random = random;
        this.history = new StopLossHistory(random);
    }

    Sequenced next() {
        if (sequence < SETUP || random.nextInt(5) > 0) {
            return new Sequenced(++sequence, history.next());
        }
        String command = random.nextInt(3) == 0 ? "C" + random.nextInt(8) : "";
        if (random.nextInt(4) == 0) {
            long id = FIRST_CONDITION + random.nextInt((int) (conditionSequence - FIRST_CONDITION) + 1);
            return new Sequenced(++conditionSequence, new TestEvent.RemoveCondition(id, random.nextInt(3), command));
        }
        return new Sequenced(++conditionSequence, condition(command));
    }

    private Condition condition(String command) {
        List<Node> nodes = new ArrayList<>();
        grow(nodes, random.nextInt(3));
        boolean isAlert = random.nextBoolean();
        return new Condition(
                isAlert ? 0 : 7 + random.nextInt(30),
                random.nextInt(3) * ONE / 100,
                isAlert ? ConditionAction.ALERT : ConditionAction.EXIT,
                random.nextBoolean(),
                nodes,
                random.nextInt(3),
                "",
                command);
    }

    /** Adds a subtree of so many levels of operators. */
    private void grow(List<Node> nodes, int depth) {
        if (depth == 0) {
            nodes.add(leaf());
            return;
        }
        int kind = random.nextInt(3);
        int operands = kind == 0 ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < operands; i++) {
            grow(nodes, depth - 1);
        }
        nodes.add(kind == 0 ? Node.not() : kind == 1 ? Node.all(operands) : Node.any(operands));
    }

    private Node leaf() {
        return Node.price(
                random.nextInt(20) == 0 ? 5 : random.nextInt(2),
                ConditionField.get((short) (1 + random.nextInt(4))),
                Comparison.get((short) (1 + random.nextInt(4))),
                (97 + random.nextInt(7)) * ONE);
    }
}
