package io.ringfence.config.stat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of a host at one look.
 *
 * @param file they stand in
 * @param facts that do not change
 * @param state as the host says, or, where it can say nothing any more, as its process shows
 * @param lookedMs when this look was, since the epoch
 * @param beatMs as of when the counters are, since the epoch; latencies and events are as of the look
 * @param haltSequence event that halted it; 0 where it did not halt
 * @param haltReason why, empty where it did not
 * @param counters since the host's start
 * @param latencies by point, in the order of an event's way; since the host's start
 */
public record StatReading(
        Path file,
        HostFacts facts,
        HostState state,
        long lookedMs,
        long beatMs,
        long haltSequence,
        String haltReason,
        Map<HostCounter, Long> counters,
        Map<String, LatencyReading> latencies) {

    /** A host that has not written for so long, and some of its periods, is silent. */
    private static final long SILENT_MS = 5_000;

    private static final int SILENT_PERIODS = 5;

    static StatReading of(
            Path file,
            HostFacts facts,
            HostState told,
            long beatMs,
            long haltSequence,
            String haltReason,
            Map<HostCounter, Long> counters,
            Map<String, LatencyReading> latencies) {
        long lookedMs = System.currentTimeMillis();
        return new StatReading(
                file,
                facts,
                state(facts, told, lookedMs - beatMs),
                lookedMs,
                beatMs,
                haltSequence,
                haltReason,
                counters,
                latencies);
    }

    private static HostState state(HostFacts facts, HostState told, long silentMs) {
        if (!told.isUp()) {
            return told;
        }
        if (!facts.isAlive()) {
            return HostState.DEAD;
        }
        return silentMs > SILENT_MS + (long) SILENT_PERIODS * facts.periodMs() ? HostState.SILENT : told;
    }

    /** Whether both looks are at one start of a host. */
    public boolean isSameStart(StatReading other) {
        return facts.equals(other.facts);
    }

    /** Value of a counter. */
    public long counter(HostCounter counter) {
        return counters.get(counter);
    }

    /** By how much a counter has grown since an earlier look at the same start. */
    public long growth(HostCounter counter, StatReading earlier) {
        return counter(counter) - earlier.counter(counter);
    }

    /** Time over which a counter's growth came, in seconds. */
    public double seconds(HostCounter counter, StatReading earlier) {
        return (counter.group().isCopied() ? beatMs - earlier.beatMs : lookedMs - earlier.lookedMs) / 1e3;
    }

    /** What was timed since an earlier look at the same start. */
    public Map<String, LatencyReading> latenciesSince(StatReading earlier) {
        Map<String, LatencyReading> since = new LinkedHashMap<>();
        latencies.forEach((point, now) -> {
            LatencyReading before = earlier.latencies.get(point);
            since.put(point, before == null ? now : now.since(before));
        });
        return since;
    }
}
