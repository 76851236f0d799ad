package io.ringfence.config.cli;

import io.ringfence.config.doctor.Finding;
import io.ringfence.config.doctor.HostFacts;
import io.ringfence.config.doctor.Level;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings for programs, one object:
 *
 * <pre>
 *   {"findings":[{"topic":"disk","name":"sync latency","level":"good","found":"...","cost":"","change":[],
 *                 "values":{"p50_ns":81000,...}}, ...],
 *    "counts":{"good":20,"costs_little":9,"costs_a_lot":0,"unknown":1},
 *    "host":{"cpu_model":"...", ...}}
 * </pre>
 */
final class DoctorJson {
    private DoctorJson() {}

    static void print(List<Finding> findings, HostFacts host, PrintWriter out) {
        out.println("{\"findings\":[");
        out.println(findings.stream().map(DoctorJson::object).collect(Collectors.joining(",\n")));
        out.println("],\"counts\":{" + counts(findings) + "},");
        out.println("\"host\":{" + texts(host.asMap()) + "}}");
    }

    private static String object(Finding finding) {
        return "{\"topic\":" + text(finding.topic().title())
                + ",\"name\":" + text(finding.name())
                + ",\"level\":" + text(finding.level().title())
                + ",\"found\":" + text(finding.found())
                + ",\"cost\":" + text(finding.cost())
                + ",\"change\":["
                + finding.change().stream().map(DoctorJson::text).collect(Collectors.joining(","))
                + "],\"values\":{"
                + finding.values().entrySet().stream()
                        .map(value -> text(value.getKey()) + ":" + value.getValue())
                        .collect(Collectors.joining(","))
                + "}}";
    }

    private static String counts(List<Finding> findings) {
        return List.of(Level.values()).stream()
                .map(level -> text(level.name().toLowerCase(Locale.ROOT)) + ":"
                        + findings.stream()
                                .filter(finding -> finding.level() == level)
                                .count())
                .collect(Collectors.joining(","));
    }

    private static String texts(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> text(value.getKey()) + ":" + text(value.getValue()))
                .collect(Collectors.joining(","));
    }

    /** Quoted, and escaped where it has to be. */
    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
