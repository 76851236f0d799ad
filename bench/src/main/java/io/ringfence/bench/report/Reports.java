package io.ringfence.bench.report;

import io.ringfence.bench.report.Plots.Plot;
import io.ringfence.bench.rig.Results;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Prints a run and writes its files. */
public final class Reports {
    private static final int STEPS_PER_HALVING = 5;
    private static final double NS_PER_US = 1e3;

    private Reports() {}

    /**
     * Says before a run whether it can be compared with an older one, so that nobody waits for a run in vain.
     *
     * @param old a {@code results.json}
     * @param scenario of the run to come
     * @param subject of the run to come
     * @param options of the run to come, as they will stand in its {@link Results}
     * @throws IllegalArgumentException in one line, naming what differs, or when the file holds no results
     */
    public static void requireComparable(Path old, String scenario, String subject, Map<String, String> options)
            throws IOException {
        List<String> obstacles = Comparison.obstacles(ResultsJson.read(old), scenario, subject, options);
        if (!obstacles.isEmpty()) {
            throw new IllegalArgumentException(
                    "compare = " + old + ": measured something else: " + String.join("; ", obstacles));
        }
    }

    /**
     * Prints the tables and writes {@code report.txt}, {@code report.html}, {@code results.json}, {@code plots/*.svg} and
     * {@code hgrm/*.hgrm}, which replace files of the same names.
     *
     * @param results of at least one round
     * @param compareWith a {@code results.json} of an older run of the same scenario with the same options
     * @param directory for the files; made where it is missing
     * @param out for the tables
     * @return whether all is well: no round has a finding, and a comparison that was asked for could be made
     * @throws IllegalArgumentException in one line, when the older file holds no results
     */
    public static boolean write(Results results, Optional<Path> compareWith, Path directory, PrintStream out)
            throws IOException {
        // Read first: the older run may stand where this one goes.
        Optional<Results> before = Optional.empty();
        if (compareWith.isPresent()) {
            before = Optional.of(ResultsJson.read(compareWith.get()));
        }
        Optional<Comparison> comparison =
                before.map(old -> Comparison.of(compareWith.get() + " of " + old.startedAt(), old, results));
        List<Series> series = Series.of(results);
        RunTables tables = new RunTables(results, series);
        String text = TextReport.of(results, series, comparison);
        Files.createDirectories(directory);
        ResultsJson.write(results, series, directory.resolve("results.json"));
        Files.writeString(directory.resolve("report.txt"), text);
        List<Plot> plots = Plots.of(tables, series);
        writePlots(plots, Files.createDirectories(directory.resolve("plots")));
        Files.writeString(directory.resolve("report.html"), HtmlReport.of(results, series, tables, plots, comparison));
        writeHistograms(series, Files.createDirectories(directory.resolve("hgrm")));
        out.println(text);
        out.println("written to " + directory + ": report.html, report.txt, results.json, plots, hgrm");
        return series.stream().noneMatch(Series::hasFindings)
                && comparison.map(Comparison::obstacles).orElse(List.of()).isEmpty();
    }

    private static void writePlots(List<Plot> plots, Path directory) throws IOException {
        FileNames names = new FileNames(directory);
        for (Plot plot : plots) {
            Files.writeString(names.next(plot.name(), ".svg"), plot.chart().file());
        }
    }

    /** In microseconds, in the form that HdrHistogram's own plotter reads. */
    private static void writeHistograms(List<Series> series, Path directory) throws IOException {
        FileNames names = new FileNames(directory);
        for (Series one : series) {
            String name = one.subject() + "-" + (one.isUnpaced() ? "unpaced" : one.ratePerSecond());
            for (PointRow row : one.rows()) {
                write(row.all(), names.next(name + "-" + row.point(), ".hgrm"));
            }
            write(one.noise(), names.next(name + "-host-noise", ".hgrm"));
        }
    }

    private static void write(Histogram histogram, Path file) throws IOException {
        try (PrintStream out =
                new PrintStream(new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, STEPS_PER_HALVING, NS_PER_US);
            if (out.checkError()) {
                throw new IOException("could not be written: " + file);
            }
        }
    }
}
