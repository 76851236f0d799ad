package io.ringfence.core.trade;

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

/** Conditions that people make and take back, some of them twice. */
final class RandomConditions {
    private final Random random;
    private final List<Long> ids = new ArrayList<>();
    private int commandCount;

    RandomConditions(Random random) {
        this.random = random;
    }

    /** Whether something is asked for now. */
    boolean isAsking() {
        return random.nextInt(12) == 0;
    }

    /** A condition on one of these strategies, or the end of one; what is refused may be asked for as well. */
    TestEvent next(List<StrategyRow> strategies, long sequence) {
        if (!ids.isEmpty() && random.nextInt(4) == 0) {
            return new TestEvent.RemoveCondition(ids.get(random.nextInt(ids.size())), 0, command());
        }
        ids.add(sequence);
        List<Node> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            nodes.add(leaf());
        }
        if (count > 1) {
            nodes.add(random.nextBoolean() ? Node.all(count) : Node.any(count));
        }
        if (random.nextInt(5) == 0) {
            nodes.add(Node.not());
        }
        ConditionAction action = ConditionAction.get((short) (1 + random.nextInt(3)));
        long strategyId = action == ConditionAction.ALERT
                ? 0
                : strategies.get(random.nextInt(strategies.size())).id();
        long hysteresis = random.nextInt(3) * Decimal.ONE / 100;
        return new Condition(strategyId, hysteresis, action, random.nextBoolean(), nodes, 0, "when", command());
    }

    private Node leaf() {
        return Node.price(
                random.nextInt(2),
                ConditionField.get((short) (1 + random.nextInt(4))),
                Comparison.get((short) (1 + random.nextInt(4))),
                (92 + random.nextInt(16)) * Decimal.ONE);
    }

    private String command() {
        return switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> "k" + commandCount;
            default -> "k" + ++commandCount;
        };
    }
}
