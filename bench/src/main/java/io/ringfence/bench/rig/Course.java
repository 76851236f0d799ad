package io.ringfence.bench.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * How a round went over time.
 *
 * @param point whose latencies these are: the last on the way
 * @param begin of the measured time
 * @param parts of equal length, into which that time is divided
 * @param firstThird latencies of what was due in the first third of it, in nanoseconds
 * @param lastThird the same of the last
 * @param liveBeforeBytes of the heap, after a full collection before the load
 * @param liveAfterBytes the same behind it
 * @param looks at what the threads of the path had allocated
 * @param cleanLooks of these, found nothing new
 */
public record Course(
        String point,
        Vitals begin,
        List<Part> parts,
        Histogram firstThird,
        Histogram lastThird,
        long liveBeforeBytes,
        long liveAfterBytes,
        long looks,
        long cleanLooks) {
    /** Into so many parts. */
    public static final int PARTS = 20;

    /** What is reachable may grow by so much: code is still compiled and classes are loaded. */
    public static final long MAX_LIVE_GROWTH_BYTES = 16L << 20;

    /** The mean of resident memory that is no file's may grow by so much from the first third to the last. */
    public static final long MAX_ANON_GROWTH_BYTES = 32L << 20;

    /**
     * A part of the measured time.
     *
     * @param latency of what was due in it, in nanoseconds
     * @param end as the process was at its end
     */
    public record Part(Histogram latency, Vitals end) {}

    /** Last over first, of a percentile; not a number when nothing was recorded in one of them. */
    public double drift(double percentile) {
        return firstThird.getTotalCount() == 0 || lastThird.getTotalCount() == 0
                ? Double.NaN
                : (double) lastThird.getValueAtPercentile(percentile) / firstThird.getValueAtPercentile(percentile);
    }

    /** Of a third of the parts, 0 to 2, on average; where they are not told {@value Vitals#UNKNOWN}. */
    public long mean(int third, ToLongFunction<Vitals> value) {
        int from = third * parts.size() / 3;
        int to = (third + 1) * parts.size() / 3;
        return Math.round(parts.subList(from, to).stream()
                .map(Part::end)
                .mapToLong(value)
                .average()
                .orElse(Vitals.UNKNOWN));
    }

    /** What must not be when a subject runs for long, a line each. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        // In some looks a segment of the journal began or a class was loaded. What comes with every event is in all of
        // them.
        if (2 * cleanLooks < looks) {
            findings.add(String.format(
                    Locale.ROOT,
                    "threads of the path allocated %,d bytes, and in most of the time some: only %,d of %,d looks found"
                            + " nothing new",
                    parts.get(parts.size() - 1).end().pathBytes() - begin.pathBytes(),
                    cleanLooks,
                    looks));
        }
        grown(findings, "the heap's reachable part", liveBeforeBytes, liveAfterBytes, MAX_LIVE_GROWTH_BYTES);
        long first = mean(0, Vitals::anonBytes);
        long middle = mean(1, Vitals::anonBytes);
        long last = mean(2, Vitals::anonBytes);
        if (first < middle && middle < last) {
            grown(findings, "RssAnon, third by third,", first, last, MAX_ANON_GROWTH_BYTES);
        }
        return findings;
    }

    private static void grown(List<String> findings, String what, long from, long to, long bound) {
        if (to - from > bound) {
            findings.add(String.format(
                    Locale.ROOT,
                    "%s grew by %.1f MiB, from %.1f to %.1f: more than %d MiB",
                    what,
                    mib(to - from),
                    mib(from),
                    mib(to),
                    bound >> 20));
        }
    }

    private static double mib(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
