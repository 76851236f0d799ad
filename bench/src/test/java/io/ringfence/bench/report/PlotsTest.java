package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.report.Plots.Plot;
import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PlotsTest {
    private static List<Plot> plots(List<RoundResult> rounds) {
        Results results = SampleResults.results(rounds);
        List<Series> series = Series.of(results);
        return Plots.of(new RunTables(results, series), series);
    }

    private static SvgFile plot(String name, List<RoundResult> rounds) throws Exception {
        Plot found = plots(rounds).stream()
                .filter(plot -> plot.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new SvgFile(found.chart().file());
    }

    /** Across, on an axis of logarithms. */
    private static double x(double value, double min, double max) {
        return Chart.LEFT + (Chart.RIGHT - Chart.LEFT) * Math.log(value / min) / Math.log(max / min);
    }

    /** Up, on an axis of logarithms. */
    private static double y(double value, double min, double max) {
        return Chart.BOTTOM - (Chart.BOTTOM - Chart.TOP) * Math.log(value / min) / Math.log(max / min);
    }

    private static void assertAt(double x, double y, Element mark) {
        assertEquals(x, Double.parseDouble(mark.getAttribute("cx")), 0.051);
        assertEquals(y, Double.parseDouble(mark.getAttribute("cy")), 0.051);
    }

    @Test
    void shouldDrawEachStageByPercentile() throws Exception {
        SvgFile plot = plot("stages-100000", SampleResults.threeRounds());
        assertEquals(List.of("2 order", "1 journal", "host, idle thread"), plot.texts("name"));
        // 3,000 messages; from the journal's least time to the orders' greatest, in steps of 1, 2, 5.
        assertAt(x(2, 1, 3_000), y(404, 200, 50_000), plot.hinted("circle", "2 order p50: 404 ns"));
        assertAt(x(100, 1, 3_000), y(2_020, 200, 50_000), plot.hinted("circle", "2 order p99: 2.02 µs"));
        assertAt(x(2, 1, 3_000), y(202, 200, 50_000), plot.hinted("circle", "1 journal p50: 202 ns"));
        String order = plot.hinted("path", "2 order: p50 404 ns, p99 2.02 µs").getAttribute("d");
        assertTrue(order.startsWith("M76.0 " + "%.1f".formatted(y(400, 200, 50_000))), order);
        assertTrue(order.endsWith("L690.0 " + "%.1f".formatted(y(20_200, 200, 50_000))), order);
    }

    @Test
    void shouldDrawPeersBesideThePointThatTheyReach() throws Exception {
        List<RoundResult> rounds = SampleResults.threeRounds();
        rounds.add(SampleResults.round("append", 1, SampleResults.RATE, Map.of("1 journal", 100L)));
        SvgFile plot = plot("peers-100000", rounds);
        assertEquals(
                List.of(
                        "queue <a&b>",
                        "ringfence: 2 order",
                        "hand-off",
                        "ringfence: 1 journal",
                        "append",
                        "host, idle thread"),
                plot.texts("name"));
        assertEquals(
                "line c1 thick",
                plot.hinted("path", "ringfence: 2 order: p50 404 ns, p99 2.02 µs")
                        .getAttribute("class"));
    }

    @Test
    void shouldDrawRoundsOneBehindTheOther() throws Exception {
        SvgFile plot = plot("timeline-ringfence-100000", SampleResults.threeRounds());
        // Three rounds of 2 s; each piece is a second.
        String p50 = plot.hinted("path", "p50: 400 ns to 404 ns").getAttribute("d");
        String low = "%.1f".formatted(y(400, 200, 50_000));
        String high = "%.1f".formatted(y(404, 200, 50_000));
        assertEquals(
                "M76.0 " + low + "L178.3 " + low + "M280.7 " + low + "L383.0 " + low + "M485.3 " + high + "L587.7 "
                        + high,
                p50);
        assertTrue(plot.texts("tick").containsAll(List.of("round 1", "round 2", "round 3", "0 s", "6 s")));
    }

    @Test
    void shouldDrawThroughputAgainstLatencyWhenThereAreSeveralRates() throws Exception {
        assertTrue(plots(SampleResults.threeRounds()).stream()
                .noneMatch(plot -> plot.name().startsWith("rates")));
        List<RoundResult> rounds = new ArrayList<>(SampleResults.threeRounds());
        rounds.add(SampleResults.with(
                SampleResults.round("ringfence", 1, 1_000_000, Map.of("2 order", 1_000L)),
                900_000,
                List.of(),
                List.of()));
        rounds.add(SampleResults.round("queue <a&b>", 1, 0, Map.of("2 order", 900L)));
        SvgFile plot = plot("rates-p50", rounds);
        // From 100,000 to 5,000,000 a second, from 230 ns of the hand-off to 5,055 ns of the queue.
        assertAt(
                x(900_000, 100_000, 5_000_000),
                y(1_000, 200, 10_000),
                plot.hinted("circle", "ringfence: 1,000,000/s asked, 900,000/s reached, p50 1 µs"));
        assertAt(
                x(100_000, 100_000, 5_000_000),
                y(404, 200, 10_000),
                plot.hinted("circle", "ringfence: 100,000/s asked, 100,000/s reached, p50 404 ns"));
        assertEquals(List.of("queue <a&b>", "ringfence", "hand-off", "queue <a&b>"), plot.texts("name"));
        assertTrue(plot.texts("tick").contains("takes 5 M/s"));
    }

    @Test
    void shouldDrawNothingOfWhatRecordedNothing() {
        RoundResult dead = SampleResults.round("ringfence", 1, SampleResults.RATE, Map.of());
        assertEquals(List.of(), plots(List.of(dead)));
    }

    @Test
    void shouldGiveManySubjectsLooksOfTheirOwn() {
        List<Chart.Look> looks =
                IntStream.range(0, 14).mapToObj(Style::other).distinct().toList();
        assertEquals(14, looks.size());
        assertTrue(looks.stream().noneMatch(look -> look.colour().equals(Style.OURS.colour())));
    }
}
