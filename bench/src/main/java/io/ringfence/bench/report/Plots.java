package io.ringfence.bench.report;

import io.ringfence.bench.report.Chart.Look;
import io.ringfence.bench.report.RunTables.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which plots a run has. */
final class Plots {
    /**
     * A plot.
     *
     * @param name for its file, without an ending
     * @param chart itself
     * @param isAside whether the page shows it only when it is asked to
     */
    record Plot(String name, Chart chart, boolean isAside) {}

    private final RunTables tables;
    private final List<Series> series;

    private Plots(RunTables tables, List<Series> series) {
        this.tables = tables;
        this.series = series;
    }

    static List<Plot> of(RunTables tables, List<Series> series) {
        Plots plots = new Plots(tables, series);
        List<Plot> all = new ArrayList<>();
        for (long rate : tables.rates()) {
            tables.fields(rate).forEach(field -> plots.add(rate, field, all));
        }
        all.addAll(RateCharts.of(tables, series, plots::look));
        return all;
    }

    private void add(long rate, Field field, List<Plot> all) {
        Optional<Series> ours = field.ours();
        List<Series> peers = field.peers();
        String suffix = rate == 0 ? "-unpaced" : "-" + rate;
        // Of several subjects of ours each has plots of its own.
        String of = tables.hasOneSubjectOfOurs() ? suffix : "-" + field.name() + suffix;
        if (ours.stream().flatMap(our -> our.rows().stream()).anyMatch(row -> !row.isEmpty())) {
            all.add(new Plot("stages" + of, PercentileChart.stages(ours.get()), false));
        }
        if (peers.stream().anyMatch(Plots::hasData)) {
            all.add(new Plot("peers" + of, PercentileChart.ends(ours, peers, this::look), false));
        }
        List<Series> both = new ArrayList<>(ours.stream().toList());
        both.addAll(peers);
        both.removeIf(one -> !hasData(one));
        for (Series one : both) {
            boolean isOurs = ours.filter(our -> our == one).isPresent();
            TimelineChart.of(one)
                    .ifPresent(chart -> all.add(
                            new Plot("timeline-" + one.subject() + suffix, chart, !isOurs && ours.isPresent())));
        }
    }

    /** At its last point. */
    private static boolean hasData(Series one) {
        return one.end() != null && !one.end().isEmpty();
    }

    /** A subject looks the same in all plots but those of the stages; of several of ours, the first looks like ours. */
    private Look look(String subject) {
        List<String> others = series.stream()
                .map(Series::subject)
                .filter(name -> !tables.isFirstOfOurs(name))
                .distinct()
                .toList();
        return tables.isFirstOfOurs(subject) ? Style.OURS : Style.other(others.indexOf(subject));
    }
}
