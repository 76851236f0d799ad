package io.ringfence.bench.rig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs several subjects in turns, A B C A B C, so that what changes on the machine meanwhile hits all of them alike.
 */
public final class Campaign {
    private final List<Turn> turns;
    private final int rounds;
    private final Runner runner;

    /**
     * A subject under a load, once in each round.
     *
     * @param load of one round
     */
    public record Turn(SubjectSpec subject, LoadPlan load) {
        long lengthMs() {
            return load.warmUpMs() + load.measureMs();
        }
    }

    /** Runs one round; a {@link Fork} does. */
    @FunctionalInterface
    public interface Runner {
        /** Returns when the round is over. */
        RoundResult run(SubjectSpec subject, int round, LoadPlan load, Fork.Waiting waiting)
                throws IOException, InterruptedException;
    }

    /** Told how far it is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * About ten times a second.
         *
         * @param doneMs of the time all rounds are expected to take
         * @param totalMs that time
         * @param what is running
         */
        void onProgress(long doneMs, long totalMs, String what);
    }

    /** These turns, as often as there are rounds. */
    public Campaign(List<Turn> turns, int rounds, Runner runner) {
        this.turns = List.copyOf(turns);
        this.rounds = rounds;
        this.runner = runner;
    }

    /** Runs them all, in the order of the results. */
    public List<RoundResult> run(Listener listener) throws IOException, InterruptedException {
        List<RoundResult> results = new ArrayList<>();
        long total = (long) turns.size() * rounds;
        long loadMs = turns.stream().mapToLong(Turn::lengthMs).sum() * rounds;
        long spentMs = 0;
        long spentLoadMs = 0;
        for (int round = 1; round <= rounds; round++) {
            for (Turn turn : turns) {
                String what = turn.subject.name() + ", round " + round + " of " + rounds;
                // What a round takes besides its load is learnt from those before.
                long besidesMs = results.isEmpty() ? 0 : Math.max(0, spentMs - spentLoadMs) / results.size();
                long beforeMs = spentMs;
                long leftMs = loadMs - spentLoadMs + besidesMs * (total - results.size());
                long startNs = System.nanoTime();
                results.add(runner.run(
                        turn.subject,
                        round,
                        turn.load,
                        elapsedMs -> listener.onProgress(
                                beforeMs + elapsedMs, beforeMs + Math.max(elapsedMs, leftMs), what)));
                spentMs += (System.nanoTime() - startNs) / 1_000_000;
                spentLoadMs += turn.lengthMs();
            }
        }
        return results;
    }
}
