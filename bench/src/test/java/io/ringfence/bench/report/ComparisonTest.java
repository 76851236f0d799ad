package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /** Rounds of ours with these medians at their order. */
    private static List<RoundResult> ours(long... medians) {
        List<RoundResult> rounds = new ArrayList<>();
        for (int i = 0; i < medians.length; i++) {
            rounds.add(SampleResults.round("ringfence", i + 1, SampleResults.RATE, Map.of("order", medians[i])));
        }
        return rounds;
    }

    private static List<String> verdicts(List<RoundResult> before, List<RoundResult> after) {
        return compare(SampleResults.results(before), SampleResults.results(after)).rows().stream()
                .map(row -> row.point() + " " + row.figure() + " " + row.before() + " " + row.after() + " "
                        + Figures.ratio(row.ratio()) + " " + row.verdict())
                .toList();
    }

    private static Comparison compare(Results before, Results after) {
        return Comparison.of("old.json", before, after);
    }

    @Test
    void shouldTellFasterSlowerAndNoise() {
        assertEquals(
                List.of("order p50 0.400 0.440 1.10 slower", "order p99 2.00 2.20 1.10 slower"),
                verdicts(ours(400, 400, 400), ours(440, 440, 440)));
        assertEquals(
                List.of("order p50 0.440 0.400 0.91 faster", "order p99 2.20 2.00 0.91 faster"),
                verdicts(ours(440, 440, 440), ours(400, 400, 400)));
        assertEquals(
                List.of("order p50 0.400 0.450 1.13 within noise", "order p99 2.00 2.25 1.13 within noise"),
                verdicts(ours(400, 400, 400), ours(430, 440, 450)));
        assertEquals(
                List.of("order p50 0.400 0.600 1.50 too noisy to tell", "order p99 2.00 3.00 1.50 too noisy to tell"),
                verdicts(ours(400, 400, 400), ours(400, 400, 600)));
        assertEquals(
                List.of("order p50 0.400 0.404 1.01 too noisy to tell", "order p99 2.00 2.02 1.01 too noisy to tell"),
                verdicts(ours(400, 400, 400), ours(404, 404)));
    }

    @Test
    void shouldTellRatesTheOtherWayRound() {
        List<RoundResult> slow = new ArrayList<>();
        List<RoundResult> quick = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            RoundResult round = SampleResults.round("ringfence", i, 0, Map.of());
            slow.add(SampleResults.with(round, 4_000_000, List.of(), List.of()));
            quick.add(SampleResults.with(round, 5_000_000, List.of(), List.of()));
        }
        assertEquals(List.of("messages/s  4,000,000 5,000,000 1.25 faster"), verdicts(slow, quick));
        assertEquals(List.of("messages/s  5,000,000 4,000,000 0.80 slower"), verdicts(quick, slow));
    }

    @Test
    void shouldProveNothingWhenARoundOfEitherHasFindings() {
        List<RoundResult> bad = ours(400, 400, 400);
        bad.set(1, SampleResults.with(bad.get(1), 100_000, List.of(), List.of("one lost")));
        List<String> nothing =
                List.of("order p50 0.400 0.400 1.00 proves nothing", "order p99 2.00 2.00 1.00 proves nothing");
        assertEquals(nothing, verdicts(bad, ours(400, 400, 400)));
        assertEquals(nothing, verdicts(ours(400, 400, 400), bad));
        assertEquals(
                List.of("ringfence at 100,000/s: findings in the old run"),
                compare(SampleResults.results(bad), SampleResults.results(ours(400, 400, 400)))
                        .warnings());
    }

    @Test
    void shouldRefuseWhatMeasuredSomethingElse() {
        Results after = SampleResults.results(ours(400, 400, 400));
        Map<String, String> options = Map.of(
                "rate", "200000", "stops", "5", "out", "there", "rounds", "9", "peers", "all", "jvm-args", "-Xint");
        Results before =
                new Results("tick-only", "", "host", options, after.environment(), after.startedAt(), after.rounds());
        Comparison comparison = compare(before, after);
        assertEquals(
                List.of(
                        "scenario: tick-only then, tick-to-order now",
                        "subject: host then, ringfence now",
                        "option rate: 200000 then, 100000 now",
                        "option stops: 5 then, nothing now"),
                comparison.obstacles());
        assertEquals(List.of(), comparison.rows());
    }

    @Test
    void shouldWarnWhenTheMachineIsAnother() {
        Results after = SampleResults.results(ours(400, 400, 400));
        Map<String, String> environment = new HashMap<>(after.environment());
        environment.put("kernel", "Linux 9");
        environment.put("governor", "powersave");
        Results before =
                new Results(after.scenario(), "", after.subject(), after.options(), environment, "", after.rounds());
        Comparison comparison = compare(before, after);
        assertEquals(
                List.of("governor: powersave then, nothing now", "kernel: Linux 9 then, Linux now"),
                comparison.warnings());
        assertEquals(2, comparison.rows().size());
    }

    @Test
    void shouldSayWhatOnlyOneRunHas() {
        List<RoundResult> before = ours(400, 400, 400);
        before.add(SampleResults.round("queue", 1, SampleResults.RATE, Map.of("order", 9L)));
        List<RoundResult> after = List.of(
                SampleResults.round("ringfence", 1, SampleResults.RATE, Map.of("order", 400L, "socket", 900L)),
                SampleResults.round("ringfence", 1, 5, Map.of("order", 400L)));
        assertEquals(
                List.of(
                        "ringfence at 100,000/s, socket: not in the old run",
                        "ringfence at 5/s: not in the old run",
                        "queue at 100,000/s: only in the old run"),
                compare(SampleResults.results(before), SampleResults.results(after))
                        .warnings());
    }
}
