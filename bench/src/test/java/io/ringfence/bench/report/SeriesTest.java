package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.rig.RoundResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static List<Series> of(RoundResult... rounds) {
        return Series.of(SampleResults.results(List.of(rounds)));
    }

    @Test
    void shouldTakeTheRoundsOfASubjectAtARateTogether() {
        List<Series> series = of(
                SampleResults.round("ringfence", 1, 100, Map.of("order", 400L)),
                SampleResults.round("queue", 1, 100, Map.of("order", 900L)),
                SampleResults.round("ringfence", 1, 200, Map.of("order", 500L)),
                SampleResults.round("ringfence", 2, 100, Map.of("order", 600L)));
        assertEquals(
                List.of("ringfence at 100/s", "queue at 100/s", "ringfence at 200/s"),
                series.stream().map(Series::title).toList());
        PointRow order = series.get(0).end();
        assertEquals(2_000, order.all().getTotalCount());
        // 500 times 400 ns, 500 times 600 ns, then 400 times 800 ns.
        assertEquals(600, order.at(50));
        assertEquals(800, order.at(55));
        assertEquals(20, series.get(0).noise().getCountAtValue(1_000));
    }

    @Test
    void shouldKeepItsRoundsAsTheyWere() {
        RoundResult first = SampleResults.round("ringfence", 1, 100, Map.of("order", 400L));
        RoundResult second = SampleResults.round("ringfence", 2, 100, Map.of("order", 900_000_000L));
        PointRow order = of(first, second).get(0).end();
        assertEquals(1_000, first.points().get("order").getTotalCount());
        assertEquals(1_000, second.points().get("order").getTotalCount());
        assertTrue(order.all().getMaxValue() >= 45_000_000_000L);
    }

    @Test
    void shouldSetPeersBesideThePointOfTheSameNameOrTheLast() {
        Series ours = of(SampleResults.round("ringfence", 1, 100, Map.of("1 journal", 200L, "2 order", 400L)))
                .get(0);
        List<Series> peers = of(
                SampleResults.round("append", 1, 100, Map.of("1 journal", 100L)),
                SampleResults.round("hand-off", 1, 100, Map.of("handed over", 100L)),
                SampleResults.round("dead", 1, 100, Map.of()));
        assertEquals("1 journal", ours.beside(peers.get(0).end()).point());
        assertEquals("2 order", ours.beside(peers.get(1).end()).point());
        assertNull(peers.get(2).end());
        assertEquals(
                List.of("1 journal", "2 order"),
                ours.beside(peers).stream().map(PointRow::point).toList());
    }

    @Test
    void shouldFallBehindWhenMoreThanOneInAHundredIsMissing() {
        RoundResult round = SampleResults.round("ringfence", 1, 1_000, Map.of("order", 400L));
        assertFalse(
                of(SampleResults.with(round, 990, List.of(), List.of())).get(0).fellBehind());
        assertTrue(of(SampleResults.with(round, 989.9, List.of(), List.of()))
                .get(0)
                .fellBehind());
        assertFalse(of(SampleResults.round("ringfence", 1, 0, Map.of())).get(0).fellBehind());
    }

    @Test
    void shouldReachAPercentileOnlyWhenAMessageLiesBeyond() {
        PointRow order = of(SampleResults.round("ringfence", 1, 100, Map.of("order", 400L)))
                .get(0)
                .end();
        assertTrue(order.reaches(99.9));
        assertFalse(order.reaches(99.99));
    }
}
