package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RandomBrokerTest {
    @Property(tries = 3000)
    void shouldNeverOversellAndEndClosedOrProtectedWhateverTheLineDoes(@ForAll Random random) {
        RandomSession session = new RandomSession(random);
        session.run();
        session.settle();
        session.checkSettled();
    }

    @Property(tries = 100)
    void shouldReachTheSameStateAndOutputsWhenTheSameEventsAreApplied(@ForAll long seed) {
        RandomSession session = new RandomSession(new Random(seed));
        session.run();
        TestCore replica = new TestCore(RandomSession.PLUGINS);
        session.history().forEach(timed -> replica.at(timed.timeNs()).apply(timed.event()));
        assertEquals(session.hash(), replica.logic().stateHash());
        assertEquals(session.digest(), replica.logic().trade().outputDigest());
        replica.apply(new TestEvent.Time());
        assertNotEquals(session.hash(), replica.logic().stateHash());
    }

    /** Sessions that met none of these would prove nothing by keeping their promises. */
    @Test
    void shouldMeetEveryEndAndConflictInRandomSessions() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < 1000; seed++) {
            RandomSession session = new RandomSession(new Random(seed));
            session.run();
            session.settle();
            session.watch.seen.forEach(output -> counts.merge(output, 1, Integer::sum));
        }
        Set<String> expected = new TreeSet<>(Set.of(
                "TAKE_PROFIT_TRIGGERED",
                "STOPLOSS_TRIGGERED",
                "SAFETY_ABORT",
                "STRATEGY_EVENT_LOGGED",
                "PositionUpdated",
                "PRICE_STREAM_RESTORED",
                "Error PLUGIN_FAILED",
                "Error PLUGIN_OVERRAN",
                "ORDER_REPLACED",
                "SENT ENTRY limited",
                "SENT MANUAL",
                "SENT MANUAL limited"));
        // What may be said against people's orders, and is said of nothing else or rarely.
        Stream.of(
                        Verdict.UNKNOWN_ORDER,
                        Verdict.INVALID_PRICE,
                        Verdict.INVALID_SIDE,
                        Verdict.INVALID_QUANTITY,
                        Verdict.INVALID_STOP,
                        Verdict.INVALID_TIMES,
                        Verdict.ORDER_ENDED,
                        Verdict.EXIT_UNDER_WAY,
                        Verdict.NOTHING_HELD,
                        Verdict.NOT_OWNER,
                        Verdict.WRONG_STATE,
                        Verdict.RISK,
                        Verdict.LIMIT_REACHED)
                .forEach(verdict -> expected.add("COMMAND_REFUSED " + verdict));
        Stream.of(OrderPurpose.EXIT, OrderPurpose.STOP, OrderPurpose.TARGET)
                .forEach(purpose -> expected.add("LOCK_CONFLICT " + purpose));
        // Of a failed logic the runner tells, whose position goes on; conditions have their own histories.
        except(Set.of(ExitReason.NONE, ExitReason.ABORTED, ExitReason.CONDITION), ExitReason.class)
                .forEach(reason -> expected.add("STRATEGY_EXITED " + reason));
        except(Set.of(ExitReason.NONE, ExitReason.CONDITION), ExitReason.class)
                .forEach(reason -> expected.add("RunnerStopped " + reason));
        except(Set.of(), OrderState.class).forEach(state -> expected.add("ORDER " + state));
        // A broker that tells the truth gives no cause for the others.
        except(
                        Set.of(
                                AlertCode.UNKNOWN_ORDER_REPORTED,
                                AlertCode.OVERFILL,
                                AlertCode.REPORT_MISMATCH,
                                AlertCode.SEQUENCE_SKIPPED,
                                AlertCode.ILLEGAL_TRANSITION),
                        AlertCode.class)
                .forEach(code -> expected.add("ALERT_TRIGGERED " + code));
        // Too many refusals set the switch.
        except(Set.of(RiskCode.NONE, RiskCode.BROKER_ERRORS), RiskCode.class)
                .forEach(code -> expected.add("RISK_REJECTED " + code));
        Stream.of(RiskCode.NONE, RiskCode.BROKER_ERRORS).forEach(code -> expected.add("KILL_SWITCH_CHANGED " + code));
        for (String output : expected) {
            assertTrue(counts.getOrDefault(output, 0) >= 5, () -> output + " in " + counts);
        }
    }

    /** Those that the dictionary has, but for the mark of an absent one and these. */
    private static <E extends Enum<E>> Stream<E> except(Set<E> left, Class<E> all) {
        return EnumSet.allOf(all).stream().filter(one -> !one.name().equals("NULL_VAL") && !left.contains(one));
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
