package io.ringfence.bench.report;

import io.ringfence.bench.report.Plots.Plot;
import io.ringfence.bench.rig.Results;
import java.util.List;
import java.util.Optional;

/** A run as one page that needs nothing else: no scripts, no other files. */
final class HtmlReport {
    private final StringBuilder page = new StringBuilder();

    private HtmlReport() {}

    static String of(
            Results results, List<Series> series, RunTables tables, List<Plot> plots, Optional<Comparison> comparison) {
        HtmlReport report = new HtmlReport();
        report.head(results);
        report.findings(TextReport.findings(series));
        report.environment(results);
        tables.all().forEach(report::table);
        report.element("p", "soft", TextReport.checked(series));
        report.lines(TextReport.facts(series));
        report.details(
                "How to read the tables",
                () -> TextReport.LEGEND.forEach(line -> report.element("p", "", line.get(0) + ": " + line.get(1))));
        comparison.ifPresent(report::comparison);
        report.element("h2", "", "Plots");
        plots.stream().filter(plot -> !plot.isAside()).forEach(report::plot);
        if (plots.stream().anyMatch(Plot::isAside)) {
            report.details(
                    "Peers over time",
                    () -> plots.stream().filter(Plot::isAside).forEach(report::plot));
        }
        return report.page.append("</body>\n</html>\n").toString();
    }

    private void head(Results results) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\"/>\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        element("title", "", results.scenario() + ", " + results.startedAt());
        page.append("<style>\n").append(Style.CHART).append(Style.PAGE).append("</style>\n</head>\n<body>\n");
        element("h1", "", results.scenario());
        element("div", "when", results.startedAt());
        element("p", "what", results.what());
    }

    private void findings(List<String> findings) {
        if (!findings.isEmpty()) {
            page.append("<div class=\"bad\">");
            element("strong", "", TextReport.PROVE_NOTHING);
            lines(findings);
            page.append("</div>\n");
        }
    }

    private void environment(Results results) {
        page.append("<dl>\n");
        results.environment().forEach((name, value) -> {
            element("dt", "", name);
            element("dd", "", value);
        });
        results.options().forEach((name, value) -> {
            element("dt", "", "--" + name);
            element("dd", "", value);
        });
        page.append("</dl>\n");
    }

    private void comparison(Comparison comparison) {
        element("h2", "", "Beside an older run");
        if (!comparison.obstacles().isEmpty()) {
            element("p", "", "Not compared with " + comparison.old() + ", which measured something else:");
            lines(comparison.obstacles());
            return;
        }
        table(comparison.table());
        lines(comparison.warnings());
    }

    private void table(Table table) {
        page.append("<div class=\"scroll\"><table>\n");
        element("caption", "", table.title());
        page.append("<thead>");
        row("th", table, table.columns().stream().map(Table.Column::name).toList());
        page.append("</thead>\n<tbody>\n");
        table.rows().forEach(row -> row("td", table, row));
        page.append("</tbody>\n</table></div>\n");
    }

    private void row(String tag, Table table, List<String> cells) {
        page.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            element(tag, table.columns().get(i).isWords() ? "words" : "", cells.get(i));
        }
        page.append("</tr>\n");
    }

    private void plot(Plot plot) {
        page.append("<figure>\n").append(plot.chart().svg()).append("</figure>\n");
    }

    private void lines(List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("<ul>\n");
            lines.forEach(line -> element("li", "", line));
            page.append("</ul>\n");
        }
    }

    private void details(String summary, Runnable content) {
        page.append("<details>\n");
        element("summary", "", summary);
        content.run();
        page.append("</details>\n");
    }

    private void element(String tag, String kind, String text) {
        page.append('<').append(tag);
        if (!kind.isEmpty()) {
            page.append(" class=\"").append(kind).append('"');
        }
        // The terminal's letters are few.
        page.append('>')
                .append(Chart.escape(text.replace("+-", "±")))
                .append("</")
                .append(tag)
                .append(">\n");
    }
}
