package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RandomBrokerTest {
    @Property(tries = 3000)
    void shouldNeverOversellAndEndClosedOrProtectedWhateverTheLineDoes(@ForAll Random random) {
        RandomSession session = new RandomSession(random);
        session.run();
        session.settle();
        long total = 0;
        for (StrategyRow row : session.core.logic().trade().strategyRows()) {
            assertEquals(session.broker.open(row.id()), row.openQuantity(), row::toString);
            if (row.state() == StrategyState.CLOSED) {
                assertEquals(0, row.openQuantity(), row::toString);
                assertEquals(session.broker.result(row.id()), row.realizedPnl(), row::toString);
                total += row.realizedPnl();
            } else {
                // Refused to the bound: the stop is what is left of the way out.
                assertEquals(StrategyState.IN_POSITION, row.state(), row::toString);
                assertTrue(session.armed.contains(row.id()), row::toString);
            }
        }
        assertEquals(total, session.core.logic().trade().counters().realizedPnlScaled());
    }

    @Property(tries = 100)
    void shouldReachTheSameStateAndOutputsWhenTheSameEventsAreApplied(@ForAll long seed) {
        RandomSession session = new RandomSession(new Random(seed));
        session.run();
        TestCore replica = new TestCore();
        session.history().forEach(timed -> replica.at(timed.timeNs()).apply(timed.event()));
        assertEquals(session.hash(), replica.logic().stateHash());
        assertEquals(session.digest(), replica.logic().trade().outputDigest());
        replica.apply(new TestEvent.Time());
        assertNotEquals(session.hash(), replica.logic().stateHash());
    }

    @Test
    void shouldMeetEveryEndAndConflictInRandomSessions() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < 200; seed++) {
            RandomSession session = new RandomSession(new Random(seed));
            session.run();
            session.settle();
            session.seen.forEach(output -> counts.merge(output, 1, Integer::sum));
        }
        // Sessions that met none of these would prove nothing by keeping their promises.
        for (String output : List.of(
                "TAKE_PROFIT_TRIGGERED",
                "STOPLOSS_TRIGGERED",
                "SAFETY_ABORT",
                "LOCK_CONFLICT EXIT",
                "LOCK_CONFLICT STOP",
                "LOCK_CONFLICT TARGET",
                "STRATEGY_EXITED SCHEDULE",
                "STRATEGY_EXITED STOPLOSS",
                "STRATEGY_EXITED TAKE_PROFIT")) {
            assertTrue(counts.getOrDefault(output, 0) >= 5, () -> output + " in " + counts);
        }
    }

    @Property(tries = 20)
    void shouldDifferWhenHistoriesDiffer(@ForAll Random random) {
        Set<String> hashes = new TreeSet<>();
        Set<Long> digests = new TreeSet<>();
        for (int i = 0; i < 5; i++) {
            RandomSession session = new RandomSession(new Random(random.nextLong()));
            session.run();
            hashes.add(session.hash());
            digests.add(session.digest());
        }
        assertEquals(List.of(5, 5), List.of(hashes.size(), digests.size()));
    }
}
