package io.ringfence.config.node;

import io.ringfence.config.stat.HostCounter;
import io.ringfence.config.stat.LatencyReading;
import io.ringfence.config.stat.StatReading;
import io.ringfence.core.ring.Halt;
import io.ringfence.transport.http.HostHealth;
import io.ringfence.transport.http.MetricsText;
import io.ringfence.transport.http.MetricsText.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the node is, for {@code /readyz} and {@code /metrics}. Figures are those of the command {@code stat}, from the same
 * memory; they are read at most once in a while, however often they are asked for. Any thread.
 */
final class NodeHealth implements HostHealth {
    private static final long KEPT_NS = 500_000_000;
    private static final double NS_PER_SECOND = 1e9;
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

    private final Supplier<Optional<StatReading>> figures;
    private final Supplier<Halt> halt;
    private final Supplier<Optional<String>> feedFailure;
    /** Set by the node's thread once everything runs. */
    private volatile boolean isRunning;
    /** Guarded by this. */
    private Optional<StatReading> newest = Optional.empty();

    private long readNs = System.nanoTime() - KEPT_NS;

    NodeHealth(Supplier<Optional<StatReading>> figures, Supplier<Halt> halt, Supplier<Optional<String>> feedFailure) {
        this.figures = figures;
        this.halt = halt;
        this.feedFailure = feedFailure;
    }

    void running() {
        isRunning = true;
    }

    @Override
    public List<String> notReady() {
        List<String> reasons = new ArrayList<>();
        if (!isRunning) {
            reasons.add("the host is starting");
            return reasons;
        }
        Halt halted = halt.get();
        if (halted != null) {
            reasons.add(halted.describe());
        }
        feedFailure.get().ifPresent(failure -> reasons.add("a feed has ended: " + failure));
        return reasons;
    }

    @Override
    public void writeMetrics(MetricsText metrics) {
        metrics.gauge(
                "ringfence_ready", "1 while the host can trade", notReady().isEmpty() ? 1 : 0);
        reading().ifPresent(reading -> {
            for (HostCounter counter : HostCounter.values()) {
                write(metrics, counter, reading.counter(counter));
            }
            writeLatencies(metrics, reading);
        });
    }

    private static void write(MetricsText metrics, HostCounter counter, long value) {
        String name = "ringfence_" + counter.key();
        String help = counter.group().label() + ": " + counter.label() + "; " + counter.meaning();
        switch (counter.kind()) {
            case COUNT -> metrics.counter(name + "_total", help, value);
            case LEVEL -> metrics.gauge(name, help, value);
            case TIME -> metrics.gauge(name + "_seconds", help, value / NS_PER_SECOND);
        }
    }

    private static void writeLatencies(MetricsText metrics, StatReading reading) {
        String name = "ringfence_event_latency_seconds";
        metrics.head(name, "From an event's claim to a point of its way, of sampled events since the start", "summary");
        reading.latencies().forEach((point, latency) -> write(metrics, name, point, latency));
    }

    private static void write(MetricsText metrics, String name, String point, LatencyReading latency) {
        Label at = new Label("point", point);
        for (double quantile : QUANTILES) {
            metrics.sample(
                    name,
                    List.of(at, new Label("quantile", Double.toString(quantile))),
                    latency.percentileNs(quantile * 100) / NS_PER_SECOND);
        }
        metrics.sample(name + "_count", List.of(at), latency.count());
    }

    private synchronized Optional<StatReading> reading() {
        if (System.nanoTime() - readNs >= KEPT_NS) {
            readNs = System.nanoTime();
            newest = figures.get();
        }
        return newest;
    }
}
