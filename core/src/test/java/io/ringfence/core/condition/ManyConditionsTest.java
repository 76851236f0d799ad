package io.ringfence.core.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.condition.ConditionEvent.Create;
import io.ringfence.core.condition.ConditionEvent.Define;
import io.ringfence.core.condition.ConditionEvent.Node;
import io.ringfence.core.condition.ConditionEvent.Start;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a tick costs in front of a crowd of conditions. */
final class ManyConditionsTest {
    private static final long ONE = Decimal.ONE;
    private static final int CONDITIONS = 20_000;
    private static final int TICKS = 100_000;

    private final ConditionStage core = new ConditionStage();
    private long feedSequence;
    private long fired;

    /** Conditions over four series of two instruments, with levels 90 and below, 110 and above. */
    private void createAll() {
        core.apply(new Start(CONDITIONS + 1));
        core.apply(new Define(0));
        core.apply(new Define(1));
        List<ConditionField> fields =
                List.of(ConditionField.LAST, ConditionField.BID, ConditionField.ASK, ConditionField.MID);
        for (int i = 0; i < CONDITIONS; i++) {
            long distance = 10 * ONE + i;
            Node below = Node.price(i % 2, fields.get(i % 4), Comparison.LESS, 100 * ONE - distance);
            Node above = Node.price(0, fields.get(i / 4 % 4), Comparison.GREATER, 100 * ONE + distance);
            assertEquals(
                    Verdict.ACCEPTED,
                    core.apply(Create.once(below, above, Node.any(2))).verdict());
        }
    }

    /** Least that a round of ticks allocated, of trades and quotes between two prices in turn. */
    private long allocated(long onePrice, long otherPrice) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // Let go of the room that a condition took, which the tick's bytes would go with.
        core.slot.claim(core.sequence, core.sequence);
        Tick.of(0, 1).trade(onePrice).quote(onePrice, onePrice).encode(core.slot.in());
        PriceTickEncoder tick =
                new PriceTickEncoder().wrap(core.slot.in().reserve(128), MessageHeaderEncoder.ENCODED_LENGTH);
        long allocated = Long.MAX_VALUE;
        // The first rounds load classes and compile.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TICKS; i++) {
                long price = i % 2 == 0 ? onePrice : otherPrice;
                core.slot.claim(++core.sequence, core.sequence);
                tick.feedSequence(++feedSequence).last(price).bid(price).ask(price);
                core.stage.onEvent(core.slot, true);
                fired += core.slot.findings().count();
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(Verdict.ACCEPTED, core.slot.findings().verdict());
        assertEquals(feedSequence, core.stage.lastFeedSequence(0));
        return allocated;
    }

    @Test
    // A look at each condition would be ten thousand million looks.
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void shouldCostTheSameHoweverManyThereAreWhenATickFlipsNothing() {
        createAll();
        // What the measurement itself takes is far below a byte for each.
        assertTrue(allocated(95 * ONE, 105 * ONE) < 1000);
        assertEquals(0, fired);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void shouldAllocateNothingWhenAFewFlipAndFire() {
        createAll();
        Node middle = Node.last(Comparison.LESS, 100 * ONE);
        assertEquals(Verdict.ACCEPTED, core.apply(Create.repeating(middle)).verdict());
        assertTrue(allocated(95 * ONE, 105 * ONE) < 1000);
        assertEquals(5L * TICKS / 2, fired);
    }
}
