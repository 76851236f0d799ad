package io.ringfence.config.cli;

import io.ringfence.config.stat.HostCounter;
import io.ringfence.config.stat.HostFacts;
import io.ringfence.config.stat.LatencyReading;
import io.ringfence.config.stat.StatReading;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A look at a host's figures, as a table for people. */
final class StatTable {
    private static final String COUNTER_ROW = "  %-26s %20s %12s   %s";
    private static final String LATENCY_ROW = "  %-26s %20s %10s %10s %10s %10s %10s";

    private final PrintWriter out;
    private final boolean isAll;

    /** Prints counters that are 0 only where {@code isAll}. */
    StatTable(PrintWriter out, boolean isAll) {
        this.out = out;
        this.isAll = isAll;
    }

    /** Prints a look, and what came since an earlier one at the same start, which may be null. */
    void print(StatReading look, StatReading earlier) {
        header(look);
        for (HostCounter.Group group : HostCounter.Group.values()) {
            counters(group, look, earlier);
        }
        latencies("latency, us, since the start", look.latencies());
        if (earlier != null) {
            double seconds = (look.lookedMs() - earlier.lookedMs()) / 1e3;
            latencies(text("latency, us, in the last %.1f s", seconds), look.latenciesSince(earlier));
        }
        notes(look.facts(), look.latencies());
    }

    private void header(StatReading look) {
        HostFacts facts = look.facts();
        line("%-9s %s", look.state().word(), explanation(look));
        line("%-9s %s", "journal", facts.journal());
        line("%-9s pid %d, ringfence %s, started %s", "process", facts.pid(), facts.build(), time(facts.startedMs()));
        line(
                "%-9s %s, %s; journal %s; clock %s",
                "host", facts.threading(), facts.waitProfile(), facts.durability(), facts.clock());
    }

    private static String explanation(StatReading look) {
        String age = duration(look.lookedMs() - look.beatMs());
        String life = duration(look.beatMs() - look.facts().startedMs());
        return switch (look.state()) {
            case STARTING, RUNNING -> "for " + life + ", counters as of " + age + " ago";
            case HALTED -> "after " + life + ": " + look.haltReason();
            case ENDED -> "after " + life + ", in an orderly way, " + age + " ago";
            case DEAD -> "its process is gone without a word; it lived " + life + ", to " + age + " ago";
            case SILENT -> "its process is there, but has written nothing for " + age;
        };
    }

    private void counters(HostCounter.Group group, StatReading look, StatReading earlier) {
        List<HostCounter> shown = Arrays.stream(HostCounter.values())
                .filter(counter -> counter.group() == group)
                .filter(counter -> isAll || look.counter(counter) != 0)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        out.println();
        line(COUNTER_ROW, group.label(), "", earlier == null ? "" : "a second", "");
        for (HostCounter counter : shown) {
            line(
                    COUNTER_ROW,
                    "  " + counter.label(),
                    value(counter, look),
                    rate(counter, look, earlier),
                    counter.meaning());
        }
    }

    private static String value(HostCounter counter, StatReading look) {
        long value = look.counter(counter);
        if (counter.kind() == HostCounter.Kind.TIME) {
            return value == 0 ? "-" : time(value / 1_000_000);
        }
        return text("%,d", value);
    }

    private static String rate(HostCounter counter, StatReading look, StatReading earlier) {
        if (earlier == null || counter.kind() != HostCounter.Kind.COUNT) {
            return "";
        }
        double seconds = look.seconds(counter, earlier);
        return seconds <= 0 ? "-" : text("%,.0f", look.growth(counter, earlier) / seconds);
    }

    private void latencies(String title, Map<String, LatencyReading> latencies) {
        out.println();
        line(LATENCY_ROW, title, "timed", "p50", "p90", "p99", "p99.9", "max");
        if (latencies.values().stream().allMatch(latency -> latency.count() == 0)) {
            line("    none yet");
        }
        latencies.forEach((point, latency) -> {
            if (latency.count() > 0) {
                line(
                        LATENCY_ROW,
                        "  " + point,
                        text("%,d", latency.count()),
                        micros(latency.percentileNs(50)),
                        micros(latency.percentileNs(90)),
                        micros(latency.percentileNs(99)),
                        micros(latency.percentileNs(99.9)),
                        micros(latency.maxNs()));
            }
        });
    }

    private void notes(HostFacts facts, Map<String, LatencyReading> latencies) {
        out.println();
        line("From a producer's claim of a slot to the end of each stage, of each %dth event.", facts.sampleEvery());
        line(
                facts.clock().equals("wall")
                        ? "order: to the return of the broker's submit, of every order."
                        : "order: to the return of the broker's submit, of sampled events only, since the clock is the feed's.");
        if (latencies.containsKey("socket")) {
            line("socket: to the kernel, of events that a client got and kept up with.");
        }
    }

    private void line(String format, Object... cells) {
        out.println(text(format, cells).stripTrailing());
    }

    private static String text(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells);
    }

    private static String micros(long ns) {
        return text("%,.2f", ns / 1e3);
    }

    private static String time(long epochMs) {
        return Instant.ofEpochMilli(epochMs).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In the two largest units that it has. */
    private static String duration(long ms) {
        Duration time = Duration.ofMillis(Math.max(0, ms));
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return text("%.1f s", time.toMillis() / 1e3);
    }
}
