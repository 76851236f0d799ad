package io.ringfence.bench.report;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * The rounds of one subject at one rate, taken together.
 *
 * @param subject its name
 * @param plan of the first round
 * @param rounds at least one
 * @param rows a point each, in the order of the way
 * @param noise of the host in these rounds, in nanoseconds
 * @param rateBound of the rate that was reached
 */
record Series(
        String subject,
        LoadPlan plan,
        List<RoundResult> rounds,
        List<PointRow> rows,
        Histogram noise,
        NoiseBound rateBound) {
    /** What a run's rounds belong to, in the order in which they first came. */
    static List<Series> of(Results results) {
        Map<String, List<RoundResult>> bySubject = new LinkedHashMap<>();
        for (RoundResult round : results.rounds()) {
            String key = round.subject() + "\n" + round.plan().ratePerSecond();
            bySubject.computeIfAbsent(key, unknown -> new ArrayList<>()).add(round);
        }
        return bySubject.values().stream().map(Series::of).toList();
    }

    private static Series of(List<RoundResult> rounds) {
        Set<String> points = new LinkedHashSet<>();
        rounds.forEach(round -> points.addAll(round.points().keySet()));
        List<PointRow> rows = points.stream()
                .map(point -> PointRow.of(
                        point,
                        rounds.stream()
                                .filter(round -> round.points().containsKey(point))
                                .map(round -> round.points().get(point))
                                .toList()))
                .toList();
        RoundResult first = rounds.get(0);
        NoiseBound rateBound = NoiseBound.of(
                rounds.stream().mapToDouble(RoundResult::achievedPerSecond).toArray());
        Histogram noise =
                PointRow.together(rounds.stream().map(RoundResult::noise).toList());
        return new Series(first.subject(), first.plan(), List.copyOf(rounds), rows, noise, rateBound);
    }

    long ratePerSecond() {
        return plan.ratePerSecond();
    }

    /** Of all rounds, on average. */
    double achievedPerSecond() {
        return rounds.stream()
                .mapToDouble(RoundResult::achievedPerSecond)
                .average()
                .orElseThrow();
    }

    /** Whether a rate was asked for and missed by more than one in a hundred. */
    boolean fellBehind() {
        return achievedPerSecond() < 0.99 * ratePerSecond();
    }

    /** Whether a subject was asked to take messages as fast as it can. */
    boolean isUnpaced() {
        return ratePerSecond() == 0;
    }

    boolean hasFindings() {
        return rounds.stream().anyMatch(round -> !round.findings().isEmpty());
    }

    /** The row of a point, or null where the subject does not pass it. */
    PointRow row(String point) {
        return rows.stream()
                .filter(row -> row.point().equals(point))
                .findFirst()
                .orElse(null);
    }

    /** The last point on the way, or null where a subject has none. */
    PointRow end() {
        return rows.isEmpty() ? null : rows.get(rows.size() - 1);
    }

    /** What of this series is set beside a peer's last point: the point of that name, or else the last. */
    PointRow beside(PointRow peerEnd) {
        PointRow same = row(peerEnd.point());
        return same == null ? end() : same;
    }

    /** All that is set beside any of these peers, in the order of the way. */
    List<PointRow> beside(List<Series> peers) {
        Set<PointRow> beside = new HashSet<>();
        peers.stream().filter(peer -> peer.end() != null).forEach(peer -> beside.add(beside(peer.end())));
        return rows.stream().filter(beside::contains).toList();
    }

    /** As in titles: {@code ringfence at 100,000/s}. */
    String title() {
        String pace = plan.speed() == 0
                ? ""
                : plan.speed() == 1 ? " at its own pace," : " " + Figures.count(plan.speed()) + " times as fast,";
        if (!pace.isEmpty()) {
            return subject + pace + " " + Figures.count(ratePerSecond()) + "/s";
        }
        return subject + (isUnpaced() ? " as fast as it takes them" : " at " + Figures.count(ratePerSecond()) + "/s");
    }
}
