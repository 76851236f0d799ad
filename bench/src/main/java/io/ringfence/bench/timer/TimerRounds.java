package io.ringfence.bench.timer;

import io.ringfence.bench.rig.RoundPlan;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.RoundRunner;
import io.ringfence.bench.subject.RoundDirectory;
import java.nio.file.Path;
import java.util.Optional;

/** Rounds of timers in a node: as many as the plan has messages, under a load of ticks that is an option. */
public final class TimerRounds implements RoundRunner {
    /** Name of the option: the node's wait profile. */
    public static final String WAIT = "ring.wait";
    /** Name of the option: ticks a second; 0: none. */
    public static final String TICKS_PER_SECOND = "ticks-per-second";
    /** Name of the option: where the node's files go. */
    public static final String DIRECTORY = "directory";

    /** For the node to start in; twice that the next time, where it was not enough. */
    private static final long START_MS = 4_000;

    private static final long MAX_START_MS = 8 * START_MS;

    @Override
    public RoundResult run(RoundPlan plan) throws Exception {
        long ticksPerSecond = Long.parseLong(plan.options().get(TICKS_PER_SECOND));
        for (long startMs = START_MS; startMs <= MAX_START_MS; startMs *= 2) {
            try (RoundDirectory directory =
                    RoundDirectory.in(Path.of(plan.options().get(DIRECTORY)))) {
                // On whole milliseconds: the client is told no more of a due time.
                TimerGrid grid = TimerGrid.of(plan.load(), System.currentTimeMillis() + startMs);
                Optional<RoundResult> result = new TimerRound(plan, ticksPerSecond, directory.path(), grid).run();
                if (result.isPresent()) {
                    return result.get();
                }
            }
        }
        throw new IllegalStateException("the node was not up after " + MAX_START_MS / 1_000 + " s");
    }
}
