package io.ringfence.bench;

import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** A run as one table: the rounds of a subject at a rate taken together, a line a point; then what was wrong. */
final class PlainTable implements ResultsListener {
    @Override
    public void requireComparable(Path old, String scenario, String subject, Map<String, String> options) {
        throw new IllegalArgumentException("--compare = " + old + ": a plain table cannot be compared");
    }

    @Override
    public boolean onResults(Results results, Optional<Path> compareWith, Path directory, PrintStream out)
            throws IOException {
        StringBuilder text = new StringBuilder(results.what()).append(System.lineSeparator());
        results.environment().forEach((name, value) -> text.append(String.format("  %s: %s%n", name, value)));
        text.append(String.format(
                "%n%-18s %10s %-12s %9s %9s %9s %9s %9s%n",
                "subject", "rate", "until, us", "p50", "p90", "p99", "p99.9", "max"));
        Map<String, Map<String, Histogram>> all = new LinkedHashMap<>();
        boolean isWell = true;
        for (RoundResult round : results.rounds()) {
            Map<String, Histogram> points = all.computeIfAbsent(key(round), key -> new LinkedHashMap<>());
            round.points().forEach((point, histogram) -> add(points, point, histogram));
            add(points, "host noise", round.noise());
            isWell &= round.findings().isEmpty();
        }
        all.forEach((key, points) -> points.forEach((point, histogram) -> text.append(row(key, point, histogram))));
        for (RoundResult round : results.rounds()) {
            round.findings()
                    .forEach(finding ->
                            text.append(String.format("%s, round %d: %s%n", round.subject(), round.round(), finding)));
        }
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("table.txt"), text);
        out.print(text);
        return isWell;
    }

    private static String key(RoundResult round) {
        return String.format(
                Locale.ROOT, "%-18s %,10d", round.subject(), round.plan().ratePerSecond());
    }

    private static void add(Map<String, Histogram> points, String point, Histogram histogram) {
        Histogram sum = points.computeIfAbsent(point, made -> new Histogram(histogram));
        sum.add(histogram);
    }

    private static String row(String key, String point, Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%s %-12s %9.2f %9.2f %9.2f %9.2f %9.2f%n",
                key,
                point,
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(90) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getValueAtPercentile(99.9) / 1e3,
                histogram.getMaxValue() / 1e3);
    }
}
