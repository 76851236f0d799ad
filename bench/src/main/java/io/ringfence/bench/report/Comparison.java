package io.ringfence.bench.report;

import io.ringfence.bench.rig.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run beside an older one.
 *
 * @param old names the older one
 * @param obstacles what differs so much that the two measure different things, a line each; then there are no rows
 * @param rows a figure of both runs each
 * @param warnings what else than the program may have made a difference, a line each
 */
record Comparison(String old, List<String> obstacles, List<Row> rows, List<String> warnings) {
    /**
     * Options that say where results go, how often it is measured and beside what, not what is measured. Flags of the JVM are of
     * the environment, where they make a warning.
     */
    private static final Set<String> NOT_OF_THE_SCENARIO = Set.of("out", "compare", "rounds", "peers", "jvm-args");

    /**
     * One figure of both runs.
     *
     * @param title the subject and the rate
     * @param point on the way, or {@code messages/s}
     * @param figure {@code p50} or {@code p99}; empty for a rate
     * @param before as shown
     * @param after as shown
     * @param ratio after over before
     * @param bound the wider of both runs'
     * @param verdict on it
     */
    record Row(
            String title,
            String point,
            String figure,
            String before,
            String after,
            double ratio,
            NoiseBound bound,
            Verdict verdict) {}

    /** What differs so much that the two measure different things, a line each; none where they can be compared. */
    static List<String> obstacles(Results before, String scenario, String subject, Map<String, String> options) {
        List<String> obstacles = new ArrayList<>();
        differs("scenario", before.scenario(), scenario, obstacles);
        differs("subject", before.subject(), subject, obstacles);
        Map<String, String> then = new TreeMap<>(before.options());
        Map<String, String> now = new TreeMap<>(options);
        then.keySet().removeAll(NOT_OF_THE_SCENARIO);
        now.keySet().removeAll(NOT_OF_THE_SCENARIO);
        differ("option ", then, now, obstacles);
        return obstacles;
    }

    /** Of two runs, of which the older one has a name to show. */
    static Comparison of(String old, Results before, Results after) {
        List<String> obstacles = obstacles(before, after.scenario(), after.subject(), after.options());
        return obstacles.isEmpty()
                ? of(old, before, after, Series.of(before), Series.of(after))
                : new Comparison(old, obstacles, List.of(), List.of());
    }

    private static Comparison of(String old, Results before, Results after, List<Series> then, List<Series> nows) {
        List<String> warnings = new ArrayList<>();
        differ("", before.environment(), after.environment(), warnings);
        List<Row> rows = new ArrayList<>();
        for (Series now : nows) {
            then.stream()
                    .filter(one -> one.title().equals(now.title()))
                    .findFirst()
                    .ifPresentOrElse(
                            was -> add(was, now, rows, warnings),
                            () -> warnings.add(now.title() + ": not in the old run"));
        }
        Set<String> titles = new TreeSet<>(then.stream().map(Series::title).toList());
        nows.forEach(now -> titles.remove(now.title()));
        titles.forEach(title -> warnings.add(title + ": only in the old run"));
        return new Comparison(old, List.of(), rows, warnings);
    }

    private static void add(Series old, Series now, List<Row> rows, List<String> warnings) {
        boolean provesNothing = old.hasFindings() || now.hasFindings();
        if (provesNothing) {
            warnings.add(now.title() + ": findings in the " + (old.hasFindings() ? "old" : "new") + " run");
        }
        if (now.isUnpaced()) {
            // The rates change places: more is faster.
            Verdict verdict =
                    Verdict.on(now.achievedPerSecond(), old.achievedPerSecond(), now.rateBound(), old.rateBound());
            rows.add(new Row(
                    now.title(),
                    "messages/s",
                    "",
                    Figures.count(old.achievedPerSecond()),
                    Figures.count(now.achievedPerSecond()),
                    now.achievedPerSecond() / old.achievedPerSecond(),
                    now.rateBound().or(old.rateBound()),
                    provesNothing ? Verdict.PROVES_NOTHING : verdict));
        }
        for (PointRow row : now.rows()) {
            PointRow was = old.row(row.point());
            if (was == null) {
                warnings.add(now.title() + ", " + row.point() + ": not in the old run");
                continue;
            }
            for (double percentile : new double[] {50, 99}) {
                rows.add(new Row(
                        now.title(),
                        row.point(),
                        percentile == 50 ? "p50" : "p99",
                        was.isEmpty() ? "-" : Figures.micros(was.at(percentile)),
                        row.isEmpty() ? "-" : Figures.micros(row.at(percentile)),
                        row.ratioTo(was, percentile),
                        row.boundAt(percentile).or(was.boundAt(percentile)),
                        provesNothing ? Verdict.PROVES_NOTHING : row.against(was, percentile)));
            }
        }
    }

    Table table() {
        return Table.of(
                "compared with " + old + ": microseconds; new/old below 1: faster now",
                3,
                List.of("subject", "point", "", "old", "new", "new/old", "+-", "verdict"),
                rows.stream()
                        .map(row -> List.of(
                                row.title(),
                                row.point(),
                                row.figure(),
                                row.before(),
                                row.after(),
                                Figures.ratio(row.ratio()),
                                row.bound().text(),
                                row.verdict().toString()))
                        .toList());
    }

    private static void differ(String kind, Map<String, String> then, Map<String, String> now, List<String> lines) {
        Set<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        names.forEach(name -> differs(kind + name, then.get(name), now.get(name), lines));
    }

    private static void differs(String name, String then, String now, List<String> lines) {
        if (!Objects.equals(then, now)) {
            lines.add(name + ": " + shown(then) + " then, " + shown(now) + " now");
        }
    }

    private static String shown(String value) {
        return value == null ? "nothing" : value;
    }
}
