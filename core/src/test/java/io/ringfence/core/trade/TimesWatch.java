package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.testkit.TestEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Follows the times of strategies: which question for them is open, and when what is held has to go. */
final class TimesWatch {
    private final Map<Long, Long> questions = new HashMap<>();
    private final Map<Long, Long> exitNs = new HashMap<>();
    /** Strategies whose exits the broker has refused to the bound. */
    private final Set<Long> givenUp = new HashSet<>();

    /** An answer that was taken: one to the newest question, which was open. */
    void onAnswer(TestEvent.Scheduled answer) {
        assertEquals(questions.get(answer.strategyId()), answer.resyncId(), answer::toString);
    }

    void onOutput(String[] words) {
        switch (words[0]) {
            case "SCHEDULER_RESYNC_REQUIRED" -> questions.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
            case "STRATEGY_STOPPED" -> questions.remove(Long.parseLong(words[1]));
            case "STRATEGY_READY" -> {
                questions.remove(Long.parseLong(words[1]));
                exitNs.put(Long.parseLong(words[1]), time(words[5]));
            }
            case "PositionOpened" -> givenUp.remove(Long.parseLong(words[1]));
            case "Error" -> {
                if (words[3].equals("EXITS_REFUSED")) {
                    givenUp.add(Long.parseLong(words[1]));
                }
            }
            default -> {
                // Nothing about times.
            }
        }
    }

    private static long time(String word) {
        return word.equals("none") ? TestEvent.NONE : Long.parseLong(word);
    }

    /** New terms that were taken. Those by a calendar leave the day that is under way alone. */
    void onUpdate(TestEvent.Update update) {
        if (update.terms().setup().calendarId() == 0) {
            exitNs.put(update.strategyId(), update.terms().exitTimeNs());
        }
    }

    /** An order that opens, taken or not. */
    void onOrder(long strategyId, TestEvent.PlaceOrder order) {
        exitNs.put(strategyId, order.terms().exitTimeNs());
    }

    /** Whether its question for the next times is open. */
    boolean isAsking(long strategyId) {
        return questions.containsKey(strategyId);
    }

    boolean isGivenUp(long strategyId) {
        return givenUp.contains(strategyId);
    }

    /** Whether a strategy may still hold something: it has time left or no end, or its broker takes no exit. */
    boolean mayHold(long strategyId, long nowNs) {
        long exit = exitNs.getOrDefault(strategyId, TestEvent.NONE);
        return exit == TestEvent.NONE || exit >= nowNs || givenUp.contains(strategyId);
    }
}
