package io.ringfence.config.cli;

import io.ringfence.config.stat.HostCounter;
import io.ringfence.config.stat.LatencyReading;
import io.ringfence.config.stat.StatReading;
import java.time.Instant;
import java.util.Map;

/**
 * A look at a host's figures, as one JSON object: times as ISO-8601, latencies in nanoseconds, every counter, under the names of
 * {@link HostCounter}.
 */
final class StatJson {
    private final StringBuilder json = new StringBuilder("{");

    private StatJson() {}

    /** A look, and what came since an earlier one at the same start, which may be null. */
    static String line(StatReading look, StatReading earlier) {
        StatJson object = new StatJson();
        object.text("state", look.state().word());
        object.text("journal", look.facts().journal().toString());
        object.number("pid", look.facts().pid());
        object.text("build", look.facts().build());
        object.time("started", look.facts().startedMs());
        object.time("looked", look.lookedMs());
        object.time("countersAsOf", look.beatMs());
        object.text("threading", look.facts().threading());
        object.text("wait", look.facts().waitProfile());
        object.text("durability", look.facts().durability());
        object.text("clock", look.facts().clock());
        object.number("sampleEvery", look.facts().sampleEvery());
        if (!look.haltReason().isEmpty()) {
            object.number("haltSequence", look.haltSequence());
            object.text("haltReason", look.haltReason());
        }
        object.counters("counters", look, null);
        object.latencies("latencyNs", look.latencies());
        if (earlier != null) {
            object.begin("sinceLast");
            object.number("ms", look.lookedMs() - earlier.lookedMs());
            object.number("countersMs", look.beatMs() - earlier.beatMs());
            object.counters("counters", look, earlier);
            object.latencies("latencyNs", look.latenciesSince(earlier));
            object.end();
        }
        return object.json.append('}').toString();
    }

    /** Values, or growths since an earlier look. */
    private void counters(String name, StatReading look, StatReading earlier) {
        begin(name);
        for (HostCounter counter : HostCounter.values()) {
            if (earlier == null) {
                number(counter.key(), look.counter(counter));
            } else if (counter.kind() == HostCounter.Kind.COUNT) {
                number(counter.key(), look.growth(counter, earlier));
            }
        }
        end();
    }

    private void latencies(String name, Map<String, LatencyReading> latencies) {
        begin(name);
        latencies.forEach((point, latency) -> {
            begin(point);
            number("count", latency.count());
            number("p50", latency.percentileNs(50));
            number("p90", latency.percentileNs(90));
            number("p99", latency.percentileNs(99));
            number("p999", latency.percentileNs(99.9));
            number("max", latency.maxNs());
            end();
        });
        end();
    }

    private void begin(String name) {
        name(name);
        json.append('{');
    }

    private void end() {
        json.append('}');
    }

    private void number(String name, long value) {
        name(name);
        json.append(value);
    }

    private void time(String name, long epochMs) {
        text(name, Instant.ofEpochMilli(epochMs).toString());
    }

    private void text(String name, String value) {
        name(name);
        json.append('"');
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ' || c > '~') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        json.append('"');
    }

    private void name(String name) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
        json.append('"').append(name).append("\":");
    }
}
