package io.ringfence.core.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.condition.ConditionEvent.Create;
import io.ringfence.core.condition.ConditionEvent.Define;
import io.ringfence.core.condition.ConditionEvent.Market;
import io.ringfence.core.condition.ConditionEvent.Node;
import io.ringfence.core.condition.ConditionEvent.Start;
import io.ringfence.core.condition.ConditionStage.Result;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Conditions that were read from what others wrote go on like the others. */
final class ConditionRestoreTest {
    private static final int EVENTS = 150;

    @Property(tries = 500)
    void shouldGoOnLikeTheConditionsThatWroteWhateverTheHistory(@ForAll Random random) {
        ConditionHistory history = new ConditionHistory(random);
        ConditionStage stage = new ConditionStage();
        ConditionStage copy = new ConditionStage();
        int eventsBetweenCopies = 1 + random.nextInt(20);
        for (int i = 0; i < EVENTS; i++) {
            if (random.nextInt(eventsBetweenCopies) == 0) {
                assertEquals(stage.state(), copy.state());
                copy = copy.restored();
            }
            ConditionEvent event = history.next();
            Result expected = stage.apply(event);
            assertEquals(expected, copy.apply(event), event::toString);
        }
        assertEquals(stage.state(), copy.state());
    }

    /** Hundreds of comparisons at a few levels: they fire in arming order, which each flip changes. */
    @Test
    void shouldFireACrowdInTheSameOrder() {
        Random random = new Random(1);
        ConditionStage stage = new ConditionStage();
        stage.apply(new Start(200));
        stage.apply(new Define(0));
        for (int i = 0; i < 200; i++) {
            Node node = Node.price(
                    0,
                    ConditionField.get((short) (1 + random.nextInt(4))),
                    Comparison.get((short) (1 + random.nextInt(4))),
                    100 + random.nextInt(4));
            Create create = random.nextInt(4) > 0 ? Create.repeating(node) : Create.once(node, Node.not());
            assertEquals(
                    Verdict.ACCEPTED,
                    stage.apply(create.hysteresis(random.nextInt(3) * Decimal.ONE / 100))
                            .verdict());
        }
        ConditionStage copy = stage.restored();
        int fired = 0;
        for (int tick = 1; tick <= 500; tick++) {
            long price = 95 + random.nextInt(14);
            long bid = 95 + random.nextInt(14);
            Market market = new Market(
                    Tick.of(0, tick).conflated(price, price - 2, price + 2).quote(bid, bid + random.nextInt(3)),
                    Verdict.ACCEPTED);
            Result expected = stage.apply(market);
            assertEquals(expected, copy.apply(market));
            fired += expected.fired().size();
            copy = tick % 50 == 0 ? copy.restored() : copy;
        }
        assertEquals(stage.state(), copy.state());
        assertTrue(fired > 5000, "fired: " + fired);
    }
}
