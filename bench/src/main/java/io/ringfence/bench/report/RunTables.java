package io.ringfence.bench.report;

import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The tables of one run. */
final class RunTables {
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "p99.99", "max", "count");
    private static final List<String> NO_BOUNDS = List.of("", "");
    private static final String HOST = "host, idle thread";

    private final Results results;
    private final List<Series> series;

    /**
     * Series of one rate that are set beside each other.
     *
     * @param name of the subject of ours
     * @param ours its series, if it was measured at that rate
     * @param peers those that are shown as ratios to it
     */
    record Field(String name, Optional<Series> ours, List<Series> peers) {}

    RunTables(Results results, List<Series> series) {
        this.results = results;
        this.series = series;
    }

    /**
     * For each rate the stages of each subject of ours and then, where it has peers, the ends of both; at the end the rounds.
     */
    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        for (long rate : rates()) {
            for (Field field : fields(rate)) {
                field.ours().ifPresent(our -> {
                    tables.add(stages(our));
                    tables.addAll(CourseTables.of(our));
                });
                if (!field.peers().isEmpty()) {
                    tables.add(ends(rate, field));
                }
            }
        }
        tables.add(rounds());
        return tables;
    }

    List<Long> rates() {
        return series.stream().map(Series::ratePerSecond).distinct().toList();
    }

    /** What is set beside each other at a rate, in the order in which subjects of ours first came in the run. */
    List<Field> fields(long rate) {
        return series.stream()
                .map(one -> results.oursBeside(one.subject()))
                .distinct()
                .map(name -> field(rate, name))
                .filter(field -> field.ours().isPresent() || !field.peers().isEmpty())
                .toList();
    }

    private Field field(long rate, String name) {
        List<Series> members = series.stream()
                .filter(one -> one.ratePerSecond() == rate
                        && results.oursBeside(one.subject()).equals(name))
                .toList();
        return new Field(
                name,
                members.stream().filter(one -> isOurs(one.subject())).findFirst(),
                members.stream().filter(one -> !isOurs(one.subject())).toList());
    }

    /** Where a series is set beside others: a peer at its last point, ours at the last of those that peers reach. */
    PointRow besideOthers(Series one) {
        List<PointRow> beside = isOurs(one.subject())
                ? one.beside(field(one.ratePerSecond(), one.subject()).peers())
                : List.of();
        return beside.isEmpty() ? one.end() : beside.get(beside.size() - 1);
    }

    private boolean isOurs(String subject) {
        return results.isOurs(subject);
    }

    boolean isFirstOfOurs(String subject) {
        return subject.equals(results.subject());
    }

    boolean hasOneSubjectOfOurs() {
        return results.besides().isEmpty();
    }

    private Table stages(Series our) {
        String title = our.title() + ": microseconds from the time a message was "
                + (our.isUnpaced() ? "sent, " : "due, ")
                + (our.rounds().size() == 1 ? "1 round" : our.rounds().size() + " rounds") + " of "
                + Figures.seconds(our.plan().measureMs()) + " after "
                + Figures.seconds(our.plan().warmUpMs()) + " of warm-up";
        List<List<String>> rows = new ArrayList<>();
        for (PointRow row : our.rows()) {
            rows.add(cells(List.of(row.point()), percentiles(row), bounds(row), List.of(remark(our, row))));
        }
        rows.add(cells(List.of(HOST), percentiles(noise(our.noise())), NO_BOUNDS, List.of("")));
        return Table.of(title, 1, cells(List.of("point"), PERCENTILES, List.of("+-p50", "+-p99", "")), rows);
    }

    /** Peers at the last point of their way, ours where they are set beside it, and what ours takes over what they take. */
    private Table ends(long rate, Field field) {
        List<List<String>> rows = new ArrayList<>();
        List<Series> peers = field.peers();
        Optional<Series> ours = field.ours();
        ours.ifPresent(our -> our.beside(peers)
                .forEach(row -> rows.add(cells(
                        List.of(our.subject(), row.point()),
                        percentiles(row),
                        List.of("", ""),
                        bounds(row),
                        List.of(flaw(our))))));
        for (Series peer : peers) {
            PointRow end = peer.end();
            if (end != null) {
                rows.add(cells(
                        List.of(peer.subject(), end.point()),
                        percentiles(end),
                        List.of(ratio(ours, end, 50), ratio(ours, end, 99)),
                        bounds(end),
                        List.of(flaw(peer))));
            }
        }
        PointRow noise =
                noise(PointRow.together(peers.stream().map(Series::noise).toList()));
        rows.add(cells(List.of(HOST, "peers' rounds"), percentiles(noise), List.of("", ""), NO_BOUNDS, List.of("")));
        return Table.of(
                "peers" + (rate == 0 ? " as fast as they take them" : " at " + Figures.count(rate) + "/s")
                        + ": microseconds; ours/peer below 1: " + field.name() + " is faster",
                2,
                cells(List.of("subject", "point"), PERCENTILES, List.of("ours/peer p50", "p99", "+-p50", "+-p99", "")),
                rows);
    }

    private static String ratio(Optional<Series> ours, PointRow peerEnd, double percentile) {
        PointRow our = ours.map(series -> series.beside(peerEnd)).orElse(null);
        if (our == null || our.isEmpty() || peerEnd.isEmpty()) {
            return "";
        }
        Verdict verdict = our.against(peerEnd, percentile);
        return Figures.ratio(our.ratioTo(peerEnd, percentile)) + verdict.mark();
    }

    private Table rounds() {
        List<List<String>> rows = new ArrayList<>();
        for (Series one : series) {
            rows.add(List.of(
                    one.subject(),
                    one.isUnpaced() ? "all it takes" : Figures.count(one.ratePerSecond()),
                    Figures.count(one.achievedPerSecond()),
                    one.isUnpaced() ? one.rateBound().text() : "",
                    rateRatio(one),
                    Integer.toString(one.rounds().size()),
                    Figures.count(gc(one, "count")),
                    Figures.count(gc(one, "ms")),
                    both(one.fellBehind() ? "FELL BEHIND" : "", flaw(one))));
        }
        return Table.of(
                "rounds: messages a second",
                1,
                List.of("subject", "asked", "reached", "+-", "ours/peer", "rounds", "GC pauses", "ms", ""),
                rows);
    }

    /** A ratio of rates says something only where subjects went as fast as they can. */
    private String rateRatio(Series peer) {
        Optional<Series> ours = field(0, results.oursBeside(peer.subject())).ours();
        if (!peer.isUnpaced() || isOurs(peer.subject()) || ours.isEmpty()) {
            return "";
        }
        Series our = ours.get();
        Verdict verdict =
                Verdict.on(our.achievedPerSecond(), peer.achievedPerSecond(), our.rateBound(), peer.rateBound());
        return Figures.ratio(our.achievedPerSecond() / peer.achievedPerSecond()) + verdict.mark();
    }

    private static double gc(Series one, String figure) {
        return one.rounds().stream()
                .map(RoundResult::gcPauses)
                .map(pauses -> pauses.get(figure))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<String> percentiles(PointRow row) {
        List<String> cells = new ArrayList<>();
        for (double percentile : PointRow.PERCENTILES) {
            cells.add(row.reaches(percentile) ? Figures.micros(row.at(percentile)) : "-");
        }
        cells.add(row.isEmpty() ? "-" : Figures.micros(row.all().getMaxValue()));
        cells.add(Figures.count(row.all().getTotalCount()));
        return cells;
    }

    private static List<String> bounds(PointRow row) {
        return List.of(row.p50Bound().text(), row.p99Bound().text());
    }

    private static String remark(Series our, PointRow row) {
        if (row.isEmpty()) {
            return both("nothing recorded", flaw(our));
        }
        String noisy = row.p50Bound().tells() ? "p99 too noisy to tell" : "p50 too noisy to tell";
        if (row.p50Bound().tells() == row.p99Bound().tells()) {
            noisy = row.p50Bound().tells() ? "" : "too noisy to tell";
        }
        return both(noisy, flaw(our));
    }

    /** What stands in each row of a subject of which a round proves nothing. */
    private static String flaw(Series one) {
        return one.hasFindings() ? "FINDINGS" : "";
    }

    private static String both(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
    }

    private static PointRow noise(Histogram noise) {
        return new PointRow(HOST, noise, NoiseBound.NONE, NoiseBound.NONE);
    }

    @SafeVarargs
    private static List<String> cells(List<String>... parts) {
        List<String> cells = new ArrayList<>();
        for (List<String> part : parts) {
            cells.addAll(part);
        }
        return cells;
    }
}
