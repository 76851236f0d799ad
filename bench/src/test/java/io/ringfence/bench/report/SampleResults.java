package io.ringfence.bench.report;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.RoundResult.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Runs that never were. */
final class SampleResults {
    static final long RATE = 100_000;

    private SampleResults() {}

    /** Of 1,000 messages: p50 as given, p90 twice, p99 five times and p99.9 and max fifty times as long. */
    static Histogram histogram(long p50Ns) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(p50Ns, 500);
        histogram.recordValueWithCount(2 * p50Ns, 400);
        histogram.recordValueWithCount(5 * p50Ns, 95);
        histogram.recordValueWithCount(50 * p50Ns, 5);
        return histogram;
    }

    /** A round with the medians of its points, in nanoseconds; points that come in the order of their names. */
    static RoundResult round(String subject, int round, long rate, Map<String, Long> medians) {
        Map<String, Histogram> points = new LinkedHashMap<>();
        Map<String, List<Piece>> timeline = new LinkedHashMap<>();
        medians.keySet().stream().sorted().forEach(point -> {
            long p50 = medians.get(point);
            points.put(point, histogram(p50));
            timeline.put(
                    point,
                    List.of(new Piece(0, 500, p50, 5 * p50, 5 * p50), new Piece(1000, 500, p50, 5 * p50, 50 * p50)));
        });
        Histogram noise = new Histogram(3);
        noise.recordValueWithCount(0, 90);
        noise.recordValueWithCount(1_000, 10);
        return new RoundResult(
                subject,
                round,
                new LoadPlan(rate, 500, 2_000),
                rate == 0 ? 5_000_000 : rate,
                points,
                timeline,
                noise,
                Map.of("count", 1L, "ms", 7L),
                List.of("orders=1000"),
                List.of());
    }

    static RoundResult with(RoundResult round, double achievedPerSecond, List<String> facts, List<String> findings) {
        return new RoundResult(
                round.subject(),
                round.round(),
                round.plan(),
                achievedPerSecond,
                round.points(),
                round.timeline(),
                round.noise(),
                round.gcPauses(),
                facts,
                findings);
    }

    static Results results(List<RoundResult> rounds) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rate", "100000");
        options.put("out", "here");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("cpu", "two cores");
        environment.put("kernel", "Linux");
        return new Results(
                "tick-to-order",
                "From the time a tick was due. Not inside: the network card.",
                "ringfence",
                options,
                environment,
                "2026-01-02T03:04:05Z",
                rounds);
    }

    /** Three rounds of ours and of two peers: one that agrees with itself and one that does not. */
    static List<RoundResult> threeRounds() {
        List<RoundResult> rounds = new ArrayList<>();
        long[] ours = {400, 400, 404};
        long[] queue = {5_000, 5_100, 5_050};
        long[] handOff = {200, 260, 230};
        for (int i = 0; i < 3; i++) {
            rounds.add(round("ringfence", i + 1, RATE, Map.of("1 journal", ours[i] / 2, "2 order", ours[i])));
            rounds.add(round("hand-off", i + 1, RATE, Map.of("handed over", handOff[i])));
            rounds.add(round("queue <a&b>", i + 1, RATE, Map.of("2 order", queue[i])));
        }
        return rounds;
    }
}
