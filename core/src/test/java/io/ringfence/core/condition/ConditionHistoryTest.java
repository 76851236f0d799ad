package io.ringfence.core.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ConditionHistoryTest {
    private static final int EVENTS = 120;

    @Property(tries = 2000)
    void shouldFindWhatTheNaiveConditionsFind(@ForAll Random random) {
        ConditionHistory history = new ConditionHistory(random);
        ConditionStage stage = new ConditionStage();
        NaiveConditions naive = new NaiveConditions();
        List<ConditionEvent> events = new ArrayList<>();
        for (long sequence = 1; sequence <= EVENTS; sequence++) {
            ConditionEvent event = history.next();
            events.add(event);
            assertEquals(naive.apply(sequence, event), stage.apply(event), () -> lines(events));
            assertTrue(naive.isInLineWithPrices(), () -> lines(events));
            if (sequence % 20 == 0) {
                List<Long> expected = naive.state();
                List<Long> actual = stage.state();
                assertEquals(
                        expected, actual.subList(actual.size() - expected.size(), actual.size()), () -> lines(events));
            }
        }
    }

    private static String lines(List<ConditionEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append('\n').append(event));
        return text.toString();
    }

    @Test
    void shouldMeetEverythingOftenInRandomHistories() {
        Map<String, Integer> met = new TreeMap<>();
        for (int seed = 0; seed < 300; seed++) {
            ConditionHistory history = new ConditionHistory(new Random(seed));
            NaiveConditions naive = new NaiveConditions();
            for (int i = 1; i <= EVENTS; i++) {
                naive.apply(i, history.next());
            }
            naive.met.forEach((what, count) -> met.merge(what, count, Integer::sum));
        }
        // A history that met none of these would prove nothing by agreeing.
        Set<String> expected =
                new TreeSet<>(Set.of("fired at creation", "fired by extremes", "fired by prices in force"));
        for (String field : List.of("LAST", "BID", "ASK", "MID")) {
            for (String comparison : List.of("LESS", "LESS_OR_EQUAL", "GREATER", "GREATER_OR_EQUAL")) {
                expected.add("flip of " + field + " " + comparison);
            }
        }
        for (Verdict verdict : List.of(
                Verdict.ACCEPTED,
                Verdict.INVALID_CONDITION,
                Verdict.UNKNOWN_INSTRUMENT,
                Verdict.LIMIT_REACHED,
                Verdict.UNKNOWN_STRATEGY,
                Verdict.UNKNOWN_CONDITION,
                Verdict.NOT_OWNER,
                Verdict.REPEATED,
                Verdict.CROSSED,
                Verdict.NON_POSITIVE)) {
            expected.add("verdict " + verdict);
        }
        met.values().removeIf(count -> count < 20);
        assertEquals(expected, met.keySet(), met::toString);
    }
}
