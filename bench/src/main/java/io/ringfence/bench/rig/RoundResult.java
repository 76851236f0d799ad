package io.ringfence.bench.rig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What one subject did in one round.
 *
 * @param subject its name, as in the tables: {@code ringfence}, {@code ring hand-off}
 * @param round from 1
 * @param plan what was asked
 * @param achievedPerSecond messages a second that were sent while it was recorded
 * @param points latencies by point, in nanoseconds, 3 digits; in the order of the way
 * @param timeline by point: percentiles of consecutive pieces of the measured time
 * @param noise how much longer than asked an idle thread slept beside it, in nanoseconds
 * @param gcPauses count and total milliseconds of collections while it was recorded, as {@code count}, {@code ms}
 * @param facts {@code name=value}, of the subject
 * @param course over time, where the subject is one that is watched
 * @param findings what was wrong; a round with any proves nothing
 */
public record RoundResult(
        String subject,
        int round,
        LoadPlan plan,
        double achievedPerSecond,
        Map<String, Histogram> points,
        Map<String, List<Piece>> timeline,
        Histogram noise,
        Map<String, Long> gcPauses,
        List<String> facts,
        Optional<Course> course,
        List<String> findings) {
    /** Of a subject that is not watched. */
    public RoundResult(
            String subject,
            int round,
            LoadPlan plan,
            double achievedPerSecond,
            Map<String, Histogram> points,
            Map<String, List<Piece>> timeline,
            Histogram noise,
            Map<String, Long> gcPauses,
            List<String> facts,
            List<String> findings) {
        this(
                subject,
                round,
                plan,
                achievedPerSecond,
                points,
                timeline,
                noise,
                gcPauses,
                facts,
                Optional.empty(),
                findings);
    }

    /**
     * A piece of the measured time.
     *
     * @param fromMs since the warm-up's end
     * @param count of messages recorded
     * @param p50Ns half were as quick or quicker
     * @param p99Ns 99 of 100 were
     * @param maxNs the slowest
     */
    public record Piece(long fromMs, long count, long p50Ns, long p99Ns, long maxNs) {}
}
