package io.ringfence.bench.report;

import io.ringfence.bench.report.Chart.Look;
import io.ringfence.bench.report.Chart.Point;
import io.ringfence.bench.report.Plots.Plot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Throughput against latency: where a subject's latency begins to climb. Drawn where a subject ran at several rates. */
final class RateCharts {
    private final RunTables tables;
    private final double percentile;
    private final Function<String, Look> look;

    private RateCharts(RunTables tables, double percentile, Function<String, Look> look) {
        this.tables = tables;
        this.percentile = percentile;
        this.look = look;
    }

    static List<Plot> of(RunTables tables, List<Series> series, Function<String, Look> look) {
        Map<String, List<Series>> bySubject = new LinkedHashMap<>();
        for (Series one : series) {
            if (!one.isUnpaced()
                    && one.end() != null
                    && !tables.besideOthers(one).isEmpty()) {
                bySubject
                        .computeIfAbsent(one.subject(), unknown -> new ArrayList<>())
                        .add(one);
            }
        }
        if (bySubject.values().stream().noneMatch(rates -> rates.size() > 1)) {
            return List.of();
        }
        bySubject.values().forEach(rates -> rates.sort(Comparator.comparingDouble(Series::achievedPerSecond)));
        List<Series> unpaced = series.stream().filter(Series::isUnpaced).toList();
        return List.of(
                new Plot("rates-p50", new RateCharts(tables, 50, look).chart(bySubject, unpaced), false),
                new Plot("rates-p99", new RateCharts(tables, 99, look).chart(bySubject, unpaced), false));
    }

    private Chart chart(Map<String, List<Series>> bySubject, List<Series> unpaced) {
        List<Series> all = bySubject.values().stream().flatMap(List::stream).toList();
        double[] rates = all.stream().mapToDouble(Series::achievedPerSecond).toArray();
        double most =
                unpaced.stream().mapToDouble(Series::achievedPerSecond).max().orElse(0);
        double[] times = all.stream().mapToDouble(this::ns).toArray();
        Chart chart = new Chart(
                "Throughput against latency, p" + Figures.plain(percentile),
                "each where it is set beside the others, by the rate that it reached",
                Axis.log(least(rates), Math.max(most, greatest(rates)), Chart.LEFT, Chart.RIGHT, Figures::shortCount),
                "messages a second",
                Axis.log(least(times), greatest(times), Chart.BOTTOM, Chart.TOP, Figures::time),
                "latency");
        unpaced.forEach(one -> chart.upright(
                one.achievedPerSecond(),
                one.subject(),
                "takes " + Figures.shortCount(one.achievedPerSecond()) + "/s",
                look.apply(one.subject())));
        bySubject.forEach((subject, atRates) -> draw(chart, subject, atRates));
        return chart;
    }

    private void draw(Chart chart, String subject, List<Series> atRates) {
        List<Point> points = atRates.stream()
                .map(one -> new Point(one.achievedPerSecond(), ns(one)))
                .toList();
        Series last = atRates.get(atRates.size() - 1);
        String values = Figures.time(ns(last)) + " at " + Figures.shortCount(last.achievedPerSecond()) + "/s";
        chart.line(subject, values, look.apply(subject), ns(last), List.of(points));
        for (int i = 0; i < points.size(); i++) {
            Series one = atRates.get(i);
            String hint = subject + ": " + Figures.count(one.ratePerSecond()) + "/s asked, "
                    + Figures.count(one.achievedPerSecond()) + "/s reached, p" + Figures.plain(percentile) + " "
                    + Figures.time(points.get(i).y());
            chart.mark(look.apply(subject), points.get(i), hint);
        }
    }

    private double ns(Series one) {
        return tables.besideOthers(one).at(percentile);
    }

    private static double least(double... values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return Math.max(1, least);
    }

    private static double greatest(double... values) {
        double greatest = 2;
        for (double value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
