package io.ringfence.bench.report;

import io.ringfence.bench.report.Chart.Look;
import io.ringfence.bench.report.Chart.Point;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.RoundResult.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Latency at a subject's last point over the time of its rounds, which stand one behind the other. */
final class TimelineChart {
    private TimelineChart() {}

    /** None where the subject kept no timeline of its last point. */
    static Optional<Chart> of(Series series) {
        String point = series.end().point();
        List<Piece> all = series.rounds().stream()
                .flatMap(round -> pieces(round, point).stream())
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double least = all.stream().mapToLong(Piece::p50Ns).min().orElseThrow();
        double greatest = all.stream().mapToLong(Piece::maxNs).max().orElseThrow();
        double roundSeconds = series.plan().measureMs() / 1e3;
        Chart chart = new Chart(
                "Latency over time",
                series.title() + ", " + point + "; each round in a JVM of its own",
                Axis.linear(
                        roundSeconds * series.rounds().size(),
                        Chart.LEFT,
                        Chart.RIGHT,
                        value -> Figures.seconds(Math.round(value * 1e3))),
                "time measured, round after round",
                Axis.log(Math.max(1, least), Math.max(2, greatest), Chart.BOTTOM, Chart.TOP, Figures::time),
                "latency");
        for (int i = 0; i < series.rounds().size(); i++) {
            chart.upright(i * roundSeconds, "round " + series.rounds().get(i).round());
        }
        line(chart, series, "max", Style.other(3), Piece::maxNs);
        line(chart, series, "p99", Style.other(0), Piece::p99Ns);
        line(chart, series, "p50", Style.OURS, Piece::p50Ns);
        return Optional.of(chart);
    }

    /** Those in which something was recorded. */
    private static List<Piece> pieces(RoundResult round, String point) {
        return round.timeline().getOrDefault(point, List.of()).stream()
                .filter(piece -> piece.count() > 0)
                .toList();
    }

    /** Rounds part the line. */
    private static void line(Chart chart, Series series, String name, Look look, ToLongFunction<Piece> value) {
        List<List<Point>> lines = new ArrayList<>();
        double fromSeconds = 0;
        for (RoundResult round : series.rounds()) {
            List<Point> line = new ArrayList<>();
            for (Piece piece : pieces(round, series.end().point())) {
                line.add(new Point(fromSeconds + piece.fromMs() / 1e3, value.applyAsLong(piece)));
            }
            lines.add(line);
            fromSeconds += series.plan().measureMs() / 1e3;
        }
        LongSummaryStatistics values = series.rounds().stream()
                .flatMap(round -> pieces(round, series.end().point()).stream())
                .mapToLong(value)
                .summaryStatistics();
        String range = Figures.time(values.getMin()) + " to " + Figures.time(values.getMax());
        chart.line(name, range, look, values.getMax(), lines);
    }
}
