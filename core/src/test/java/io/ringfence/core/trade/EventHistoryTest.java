package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.testkit.TestCore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Events of every kind through the whole core: as lists and loops say, the same when replayed, and from any state. */
class EventHistoryTest {
    private static final int STEPS = 150;

    private static EventHistory history(long seed) {
        EventHistory history = new EventHistory(new Random(seed));
        history.run(STEPS);
        return history;
    }

    @Property(tries = 200)
    void shouldDoWhatListsAndLoopsDo(@ForAll long seed) {
        history(seed);
    }

    /** A history that met none of these would prove nothing by agreeing. */
    @Test
    void shouldMeetEverythingOftenInRandomHistories() {
        Map<String, Integer> met = new TreeMap<>();
        for (int seed = 0; seed < 100; seed++) {
            history(seed).met.forEach((what, count) -> met.merge(what, count, Integer::sum));
        }
        met.values().removeIf(count -> count < 10);
        assertEquals(
                Set.of(
                        "ACCEPTED",
                        "ANSWERED",
                        "DUE",
                        "ENDED CANCELED",
                        "ENDED DONE",
                        "ENDED EXPIRED",
                        "ENDED SKIPPED",
                        "EVENT_EXPIRED",
                        "INVALID_EVENT",
                        "NOT_OWNER",
                        "OFFERED",
                        "REPEATED",
                        "REQUESTED",
                        "TRIGGERED",
                        "TRIGGERED by a price",
                        "UNKNOWN_ACCOUNT",
                        "UNKNOWN_CONDITION",
                        "UNKNOWN_EVENT",
                        "UNKNOWN_TARGET",
                        "WRONG_STATE"),
                met.keySet(),
                met::toString);
    }

    @Property(tries = 40)
    void shouldComeToTheSameWhenReplayed(@ForAll long seed) {
        EventHistory history = history(seed);
        TestCore replayed = new TestCore();
        history.inputs.forEach(input -> replayed.at(input.timeNs()).apply(input.event()));
        assertEquals(history.core.logic().stateHash(), replayed.logic().stateHash());
        assertEquals(
                history.core.logic().trade().outputDigest(),
                replayed.logic().trade().outputDigest());
    }

    @Property(tries = 60)
    void shouldGoOnTheSameWhereverItIsReadBack(@ForAll long seed) {
        Random random = new Random(seed);
        Twins twins = new Twins(Plugins.BUILT_IN);
        int gap = random.nextInt(30);
        for (EventHistory.Timed input : history(seed).inputs) {
            if (gap-- == 0) {
                twins.restore();
                gap = random.nextInt(30);
            }
            twins.apply(input.timeNs(), input.event());
        }
        twins.restore();
    }

    @Property(tries = 3)
    void shouldReadNothingBackThatIsCutShort(@ForAll long seed) {
        Twins twins = new Twins(Plugins.BUILT_IN);
        List<EventHistory.Timed> inputs = history(seed).inputs;
        inputs.forEach(input -> twins.apply(input.timeNs(), input.event()));
        RestorePropertyTest.assertReadsOnlyWhole(twins);
        for (long value : new long[] {-1, 77_777, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE}) {
            RestorePropertyTest.assertFailsInNoOtherWay(twins, value);
        }
    }
}
