package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

final class RandomCommandsTest {
    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void shouldNeverOversellNorLeaveAnythingUnprotectedWhateverPeopleAskFor(@ForAll long seed) {
        RandomCommands session = new RandomCommands(new Random(seed));
        session.run();
        session.settle();
        long truth = 0;
        boolean isFlat = true;
        for (StrategyRow row : session.core.logic().trade().strategyRows()) {
            assertEquals(session.broker.open(row.id()), row.openQuantity(), session::toString);
            assertTrue(row.state() != StrategyState.ENTERING, session::toString);
            assertTrue(row.state() != StrategyState.EXITING, session::toString);
            boolean isHeld = row.state() == StrategyState.IN_POSITION;
            assertEquals(isHeld, row.openQuantity() > 0, session::toString);
            assertEquals(isHeld, session.armed.contains(row.id()), session::toString);
            truth += session.broker.result(row.id());
            isFlat &= !isHeld;
        }
        if (isFlat) {
            assertEquals(truth, session.core.logic().trade().counters().realizedPnlScaled(), session::toString);
        }
    }

    @Test
    void shouldMeetWhatItIsToLookFor() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < 100; seed++) {
            RandomCommands session = new RandomCommands(new Random(seed));
            session.run();
            session.seen.forEach(output -> counts.merge(output, 1, Integer::sum));
        }
        for (String output : List.of(
                "TAKE_PROFIT_TRIGGERED",
                "STOPLOSS_TRIGGERED",
                "STRATEGY_STOPPED",
                "RISK_REJECTED",
                "LOCK_CONFLICT",
                "SAFETY_ABORT",
                "SCHEDULER_RESYNC_REQUIRED",
                "QUERY_ORDER",
                "STRATEGY_EXITED")) {
            assertTrue(counts.getOrDefault(output, 0) >= 5, () -> output + " in " + counts);
        }
    }
}
