package io.ringfence.core.trade;

import io.ringfence.core.testkit.StrategyEvents.Scheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Answers questions for the next times: late, twice, or once more when the question is no longer the newest. */
final class RandomCalendar {
    private final Random random;
    private final List<Scheduled> answers = new ArrayList<>();

    RandomCalendar(Random random) {
        this.random = random;
    }

    /** Takes a SCHEDULER_RESYNC_REQUIRED apart: strategy, question, "after", time, ... and how a late start is treated. */
    void onQuestion(String[] words) {
        long afterNs = Long.parseLong(words[4]);
        boolean mayBeUnderWay = words[words.length - 1].equals("FIRE");
        long entryNs = afterNs + (mayBeUnderWay ? random.nextInt(60) - 15 : 1 + random.nextInt(60));
        long exitNs = Math.max(entryNs, afterNs) + 1 + random.nextInt(80);
        answers.add(new Scheduled(Long.parseLong(words[1]), Long.parseLong(words[2]), entryNs, exitNs));
    }

    /** An answer that arrives now, or null. */
    Scheduled next() {
        if (answers.isEmpty() || random.nextInt(3) > 0) {
            return null;
        }
        int at = random.nextInt(answers.size());
        if (random.nextInt(10) == 0) {
            // Lost; it is asked again when the host starts.
            answers.remove(at);
            return null;
        }
        return random.nextInt(5) == 0 ? answers.get(at) : answers.remove(at);
    }

    /** Nobody waits for an answer. */
    boolean isQuiet() {
        return answers.isEmpty();
    }

    /** All that have not been given. */
    List<Scheduled> all() {
        List<Scheduled> all = List.copyOf(answers);
        answers.clear();
        return all;
    }
}
