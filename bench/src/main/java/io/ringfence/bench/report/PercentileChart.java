package io.ringfence.bench.report;

import io.ringfence.bench.report.Chart.Look;
import io.ringfence.bench.report.Chart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Latency by percentile: to the right, ten times fewer messages lie beyond with each nine. */
final class PercentileChart {
    private static final int STEPS_PER_HALVING = 5;
    private static final double[] MARKED = {50, 99, 99.9};

    private record Curve(String name, Look look, Histogram histogram) {}

    private PercentileChart() {}

    /** Every point of one subject, with data at one of them; the last is the one to look at. */
    static Chart stages(Series our) {
        List<Curve> curves = new ArrayList<>();
        int others = 0;
        for (PointRow row : our.rows()) {
            Look look = row == our.end() ? Style.OURS : Style.other(others++);
            curves.add(new Curve(row.point(), look, row.all()));
        }
        return chart(
                "Latency by stage",
                our.title() + ", from the time a message was " + (our.isUnpaced() ? "sent" : "due"),
                curves,
                our.noise());
    }

    /** The last point of each peer, with data at one of them, and ours where they are set beside it. */
    static Chart ends(Optional<Series> ours, List<Series> peers, Function<String, Look> look) {
        List<Curve> curves = new ArrayList<>();
        List<Histogram> noises = new ArrayList<>();
        ours.ifPresent(our -> {
            noises.add(our.noise());
            List<PointRow> rows = our.beside(peers);
            for (PointRow row : rows) {
                boolean isLast = row == rows.get(rows.size() - 1);
                Look thin = new Look(Style.OURS.colour(), false, false);
                curves.add(new Curve(our.subject() + ": " + row.point(), isLast ? Style.OURS : thin, row.all()));
            }
        });
        for (Series peer : peers) {
            noises.add(peer.noise());
            if (peer.end() != null) {
                curves.add(new Curve(
                        peer.subject(), look.apply(peer.subject()), peer.end().all()));
            }
        }
        Series first = peers.get(0);
        String rate = first.title().substring(first.subject().length());
        return chart("Latency beside peers", "each at its last point," + rate, curves, PointRow.together(noises));
    }

    private static Chart chart(String title, String subtitle, List<Curve> curves, Histogram noise) {
        List<Curve> filled = new ArrayList<>(curves);
        filled.removeIf(curve -> curve.histogram().getTotalCount() == 0);
        long count = filled.stream()
                .mapToLong(curve -> curve.histogram().getTotalCount())
                .max()
                .orElseThrow();
        // An idle thread often sleeps as long as it asked; its noughts should not stretch the axis.
        double least = filled.stream()
                .mapToDouble(curve -> curve.histogram().getMinValue())
                .min()
                .orElseThrow();
        double greatest = Math.max(
                noise.getMaxValue(),
                filled.stream()
                        .mapToDouble(curve -> curve.histogram().getMaxValue())
                        .max()
                        .orElseThrow());
        Chart chart = new Chart(
                title,
                subtitle,
                Axis.nines(count, Chart.LEFT, Chart.RIGHT),
                "share of messages that were as quick or quicker",
                Axis.log(Math.max(1, least), Math.max(2, greatest), Chart.BOTTOM, Chart.TOP, Figures::time),
                "latency");
        draw(chart, new Curve("host, idle thread", Style.HOST, noise), least);
        filled.forEach(curve -> draw(chart, curve, 0));
        return chart;
    }

    /** Without what is below the least time. */
    private static void draw(Chart chart, Curve curve, double leastNs) {
        Histogram histogram = curve.histogram();
        List<Point> points = points(histogram);
        points.removeIf(point -> point.y() < leastNs);
        chart.line(curve.name(), values(histogram), curve.look(), histogram.getValueAtPercentile(50), List.of(points));
        for (double percentile : MARKED) {
            double value = histogram.getValueAtPercentile(percentile);
            if (percentile < 100 - 100.0 / histogram.getTotalCount() && value >= leastNs) {
                String label = curve.name() + " p" + Figures.plain(percentile) + ": " + Figures.time(value);
                chart.mark(curve.look(), new Point(100 / (100 - percentile), value), label);
            }
        }
    }

    /** As far as one message in all lies beyond; that one is the slowest. */
    private static List<Point> points(Histogram histogram) {
        List<Point> points = new ArrayList<>();
        long count = histogram.getTotalCount();
        if (count == 0) {
            return points;
        }
        points.add(new Point(1, histogram.getMinValue()));
        for (HistogramIterationValue step : histogram.percentiles(STEPS_PER_HALVING)) {
            double oneIn = 100 / (100 - step.getPercentileLevelIteratedTo());
            if (oneIn > 1 && oneIn < count) {
                points.add(new Point(oneIn, step.getValueIteratedTo()));
            }
        }
        points.add(new Point(count, histogram.getMaxValue()));
        return points;
    }

    private static String values(Histogram histogram) {
        return "p50 " + Figures.time(histogram.getValueAtPercentile(50)) + ", p99 "
                + Figures.time(histogram.getValueAtPercentile(99));
    }
}
