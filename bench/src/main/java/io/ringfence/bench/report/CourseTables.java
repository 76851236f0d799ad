package io.ringfence.bench.report;

import io.ringfence.bench.rig.Course;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** How rounds went over time, where they were watched: a table of their parts, and one of their thirds. */
final class CourseTables {
    private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);
    private static final double MIB = 1 << 20;

    private final Series series;
    private final RoundResult round;
    private final Course course;

    private CourseTables(Series series, RoundResult round) {
        this.series = series;
        this.round = round;
        this.course = round.course().orElseThrow();
    }

    /** Two for each round that was watched. */
    static List<Table> of(Series series) {
        List<Table> tables = new ArrayList<>();
        for (RoundResult round : series.rounds()) {
            if (round.course().isPresent()) {
                CourseTables of = new CourseTables(series, round);
                tables.add(of.parts());
                tables.add(of.thirds());
            }
        }
        return tables;
    }

    private String title(String rest) {
        String which = series.rounds().size() == 1 ? "" : ", round " + round.round();
        return series.title() + which + rest;
    }

    private Table parts() {
        List<List<String>> rows = new ArrayList<>();
        long partMs = round.plan().measureMs() / course.parts().size();
        Vitals before = course.begin();
        for (int i = 0; i < course.parts().size(); i++) {
            Course.Part part = course.parts().get(i);
            Vitals end = part.end();
            List<String> row = new ArrayList<>();
            row.add(Figures.seconds((i + 1) * partMs));
            PERCENTILES.forEach(percentile -> row.add(micros(part.latency(), percentile)));
            row.add(micros(part.latency(), 100));
            row.add(Figures.count(part.latency().getTotalCount()));
            row.add(Figures.count(end.gcPauses() - before.gcPauses()));
            row.add(Figures.count(end.gcMs() - before.gcMs()));
            row.add(Figures.count(end.pathBytes() - before.pathBytes()));
            row.add(mib(Math.max(0, end.allocatedBytes() - before.allocatedBytes())));
            row.add(mib(end.heapBytes()));
            row.add(mib(end.anonBytes()));
            row.add(mib(end.fileBytes()));
            row.add(mib(end.storedBytes()));
            row.add("");
            rows.add(row);
            before = end;
        }
        return Table.of(
                title(": until then, point " + course.point()
                        + " in microseconds, what was allocated meanwhile, and MiB at the end of it"),
                0,
                List.of(
                        "until",
                        "p50",
                        "p99",
                        "p99.9",
                        "max",
                        "count",
                        "GC pauses",
                        "ms",
                        "path alloc B",
                        "all alloc",
                        "heap",
                        "RssAnon",
                        "RssFile",
                        "disk",
                        ""),
                rows);
    }

    private Table thirds() {
        List<List<String>> rows = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            rows.add(List.of(
                    course.point() + " p" + Figures.plain(percentile) + ", us",
                    micros(course.firstThird(), percentile),
                    micros(course.lastThird(), percentile),
                    isReached(course.firstThird(), percentile) && isReached(course.lastThird(), percentile)
                            ? Figures.ratio(course.drift(percentile))
                            : "-",
                    "times"));
        }
        rows.add(grown("RssAnon, MiB", Vitals::anonBytes, "a finding above " + plus(Course.MAX_ANON_GROWTH_BYTES)));
        rows.add(grown("RssFile and RssShmem, MiB", Vitals::fileBytes, "the journal's mapped pages are in it"));
        rows.add(List.of(
                "reachable heap, MiB",
                mib(course.liveBeforeBytes()),
                mib(course.liveAfterBytes()),
                plus(course.liveAfterBytes() - course.liveBeforeBytes()),
                "before and after the load; a finding above " + plus(Course.MAX_LIVE_GROWTH_BYTES)));
        Vitals end = course.parts().get(course.parts().size() - 1).end();
        rows.add(List.of(
                "GC pauses",
                "",
                Figures.count(end.gcPauses() - course.begin().gcPauses()),
                "",
                "each stops the path's threads too"));
        rows.add(List.of(
                "path's threads allocated nothing",
                "",
                String.format(Locale.ROOT, "%.1f %%", 100.0 * course.cleanLooks() / Math.max(1, course.looks())),
                "",
                "of " + Figures.count(course.looks()) + " looks; a finding below half of them"));
        return Table.of(
                title(": the first third and the last"), 1, List.of("figure", "first", "last", "change", ""), rows);
    }

    private List<String> grown(String name, ToLongFunction<Vitals> value, String remark) {
        long first = course.mean(0, value);
        long last = course.mean(2, value);
        return List.of(name, mib(first), mib(last), first == Vitals.UNKNOWN ? "-" : plus(last - first), remark);
    }

    private static String micros(Histogram histogram, double percentile) {
        return isReached(histogram, percentile) ? Figures.micros(histogram.getValueAtPercentile(percentile)) : "-";
    }

    /** The greatest is reached by any. */
    private static boolean isReached(Histogram histogram, double percentile) {
        return percentile == 100
                ? histogram.getTotalCount() > 0
                : PointRow.reaches(histogram.getTotalCount(), percentile);
    }

    private static String mib(long bytes) {
        return bytes == Vitals.UNKNOWN ? "-" : String.format(Locale.ROOT, "%,.1f", bytes / MIB);
    }

    private static String plus(long bytes) {
        return String.format(Locale.ROOT, "%+,.1f", bytes / MIB);
    }
}
