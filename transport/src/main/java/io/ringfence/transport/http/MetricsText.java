package io.ringfence.transport.http;

import java.util.List;
import java.util.Locale;

/**
 * Figures in Prometheus' text format, version 0.0.4. Each figure has one HELP and one TYPE line, whatever it is of; names
 * are in base units, those of counters end with {@code _total}.
 */
public final class MetricsText {
    /** Type of the body. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(1 << 12);

    /** What a figure is of: a name and a value. */
    public record Label(String name, String value) {}

    /** Something that only rises. */
    public MetricsText counter(String name, String help, double value) {
        if (!name.endsWith("_total")) {
            throw new IllegalArgumentException("counter " + name + ": expected a name that ends with _total");
        }
        return head(name, help, "counter").sample(name, List.of(), value);
    }

    /** Something that rises and falls. */
    public MetricsText gauge(String name, String help, double value) {
        return head(name, help, "gauge").sample(name, List.of(), value);
    }

    /** HELP and TYPE of figures of several things, whose samples follow. */
    public MetricsText head(String name, String help, String type) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("figure " + name + ": expected a-z, 0-9 and _");
        }
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** One figure of those that were headed. */
    public MetricsText sample(String name, List<Label> labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{');
            for (int i = 0; i < labels.size(); i++) {
                Label label = labels.get(i);
                text.append(i == 0 ? "" : ",").append(label.name()).append("=\"");
                text.append(escaped(label.value()).replace("\"", "\\\"")).append('"');
            }
            text.append('}');
        }
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return String.format(Locale.ROOT, "%.9g", value);
    }

    private static String escaped(String plain) {
        return plain.replace("\\", "\\\\").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
