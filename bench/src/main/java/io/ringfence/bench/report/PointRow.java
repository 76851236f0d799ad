package io.ringfence.bench.report;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A row of a table: the latencies of one subject, at one rate, at one point.
 *
 * @param point its name
 * @param all the rounds' latencies together, in nanoseconds
 * @param p50Bound of the median
 * @param p99Bound of the 99th percentile
 */
record PointRow(String point, Histogram all, NoiseBound p50Bound, NoiseBound p99Bound) {
    /** The percentiles of a table's columns. */
    static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

    /** From the rounds' histograms of that point. A round in which nothing was recorded tells nothing of the spread. */
    static PointRow of(String point, List<Histogram> rounds) {
        List<Histogram> recorded =
                rounds.stream().filter(round -> round.getTotalCount() > 0).toList();
        return new PointRow(point, together(rounds), bound(recorded, 50), bound(recorded, 99));
    }

    /** All the values of these, of which there is at least one. */
    static Histogram together(List<Histogram> histograms) {
        Histogram sum = new Histogram(histograms.get(0));
        sum.setAutoResize(true);
        histograms.forEach(sum::add);
        return sum;
    }

    boolean isEmpty() {
        return all.getTotalCount() == 0;
    }

    /** In nanoseconds. */
    long at(double percentile) {
        return all.getValueAtPercentile(percentile);
    }

    /** Whether any message lies beyond a percentile; where none does it is the slowest message. */
    boolean reaches(double percentile) {
        return reaches(all.getTotalCount(), percentile);
    }

    /** The same of so many messages. */
    static boolean reaches(long count, double percentile) {
        return count * (100 - percentile) >= 100 - 1e-6;
    }

    /** This row's time over another's; not a number where one of them is empty. */
    double ratioTo(PointRow other, double percentile) {
        return isEmpty() || other.isEmpty() ? Double.NaN : (double) at(percentile) / Math.max(1, other.at(percentile));
    }

    /** Whether this row is faster or slower than another at the median or the 99th percentile. */
    Verdict against(PointRow other, double percentile) {
        if (isEmpty() || other.isEmpty()) {
            return Verdict.PROVES_NOTHING;
        }
        return Verdict.on(other.at(percentile), at(percentile), other.boundAt(percentile), boundAt(percentile));
    }

    /** Of the median or the 99th percentile. */
    NoiseBound boundAt(double percentile) {
        return percentile == 50 ? p50Bound : p99Bound;
    }

    private static NoiseBound bound(List<Histogram> rounds, double percentile) {
        return NoiseBound.of(rounds.stream()
                .mapToDouble(round -> round.getValueAtPercentile(percentile))
                .toArray());
    }
}
