package io.ringfence.bench.report;

import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as it is printed on the terminal. */
final class TextReport {
    static final String PROVE_NOTHING = "FINDINGS: these rounds prove nothing";

    /** How the tables are read; also on the page. */
    static final List<List<String>> LEGEND = List.of(
            List.of(
                    "+-",
                    "A second run with as many rounds is expected within this of the figure: the rounds' spread, greatest"
                            + " over least, to the power 4 with 3 rounds, 1.6 with 5, 1 with 8; at least 5 %."
                            + " x3.1: by that factor; above x2 it is too noisy to tell. none: fewer than 3 rounds."),
            List.of(
                    "ours/peer",
                    "Of two subjects of this run. ~ they lie within the wider of both bounds; ? too noisy to tell."),
            List.of(
                    "host",
                    "How much longer than asked an idle thread slept in the same rounds: what the host does to anything."),
            List.of("-", "Fewer messages than that percentile needs."));

    private static final int WIDTH = 112;
    private static final String BAR = "!".repeat(WIDTH);

    private final Results results;
    private final List<Series> series;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Results results, List<Series> series) {
        this.results = results;
        this.series = series;
    }

    /** Findings stand last, where they are seen. */
    static String of(Results results, List<Series> series, Optional<Comparison> comparison) {
        TextReport report = new TextReport(results, series);
        report.header();
        new RunTables(results, series).all().forEach(report::table);
        report.legend();
        report.facts();
        comparison.ifPresent(report::comparison);
        report.findings();
        return report.text.toString();
    }

    /** Findings of all rounds, each with the round it is of. */
    static List<String> findings(List<Series> series) {
        List<String> lines = new ArrayList<>();
        for (Series one : series) {
            for (RoundResult round : one.rounds()) {
                round.findings()
                        .forEach(finding -> lines.add(one.title() + ", round " + round.round() + ": " + finding));
            }
        }
        return lines;
    }

    /** What the subjects said of their rounds, once where all rounds agree. */
    static List<String> facts(List<Series> series) {
        List<String> lines = new ArrayList<>();
        for (Series one : series) {
            List<List<String>> facts =
                    one.rounds().stream().map(RoundResult::facts).distinct().toList();
            if (facts.size() == 1 && !facts.get(0).isEmpty()) {
                lines.add(one.title() + ": " + String.join(", ", facts.get(0)));
            } else if (facts.size() > 1) {
                for (RoundResult round : one.rounds()) {
                    lines.add(one.title() + ", round " + round.round() + ": " + String.join(", ", round.facts()));
                }
            }
        }
        return lines;
    }

    /** What the checks came to, in a sentence. */
    static String checked(List<Series> series) {
        long rounds = series.stream().mapToLong(one -> one.rounds().size()).sum();
        long bad = series.stream()
                .flatMap(one -> one.rounds().stream())
                .filter(round -> !round.findings().isEmpty())
                .count();
        return bad == 0
                ? "checked: nothing wrong in " + (rounds == 1 ? "the only round" : "any of " + rounds + " rounds")
                : "checked: findings in " + bad + " of " + rounds + " rounds";
    }

    private void header() {
        text.append(results.scenario()).append(", ").append(results.startedAt()).append('\n');
        wrap("", results.what());
        text.append('\n');
        int width = results.environment().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        width = Math.max(width, "options".length());
        for (Map.Entry<String, String> entry : results.environment().entrySet()) {
            wrap(head(entry.getKey(), width), entry.getValue());
        }
        List<String> options = new ArrayList<>();
        results.options().forEach((name, value) -> options.add(name + "=" + value));
        wrap(head("options", width), String.join(" ", options));
        if (series.stream().anyMatch(Series::hasFindings)) {
            text.append("\n!!! ").append(PROVE_NOTHING).append(". They stand at the end.\n");
        }
    }

    private static String head(String name, int width) {
        return "  " + name + " ".repeat(width - name.length() + 2);
    }

    private void table(Table table) {
        text.append('\n').append(table.text());
    }

    private void legend() {
        text.append('\n');
        for (List<String> line : LEGEND) {
            wrap(head(line.get(0), "ours/peer".length()), line.get(1));
        }
    }

    private void facts() {
        text.append('\n').append(checked(series)).append('\n');
        facts(series).forEach(line -> wrap("  ", line));
    }

    /** The verdicts, or why there are none. */
    private void comparison(Comparison comparison) {
        if (!comparison.obstacles().isEmpty()) {
            text.append("\nNOT COMPARED with ").append(comparison.old()).append(", which measured something else\n");
            comparison.obstacles().forEach(obstacle -> wrap("  ", obstacle));
            return;
        }
        table(comparison.table());
        comparison.warnings().forEach(warning -> wrap("  WARNING ", warning));
    }

    private void findings() {
        List<String> findings = findings(series);
        if (findings.isEmpty()) {
            return;
        }
        text.append('\n').append(BAR).append('\n').append(PROVE_NOTHING).append('\n');
        findings.forEach(finding -> text.append("  ").append(finding).append('\n'));
        text.append(BAR).append('\n');
    }

    /** Words behind a head; further lines stand under the first. A word longer than a line is left whole. */
    private void wrap(String head, String words) {
        StringBuilder line = new StringBuilder(head);
        boolean isFirst = true;
        for (String word : words.split(" +")) {
            if (!isFirst && !word.startsWith("%") && line.length() + 1 + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(head.length()));
                isFirst = true;
            }
            line.append(isFirst ? "" : " ").append(word);
            isFirst = false;
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
