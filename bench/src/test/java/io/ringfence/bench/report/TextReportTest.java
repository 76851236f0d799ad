package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static String text(List<RoundResult> rounds) {
        Results results = SampleResults.results(rounds);
        return TextReport.of(results, Series.of(results), Optional.empty());
    }

    @Test
    void shouldPrintARunAsTables() {
        assertEquals("""
                tick-to-order, 2026-01-02T03:04:05Z
                From the time a tick was due. Not inside: the network card.

                  cpu      two cores
                  kernel   Linux
                  options  rate=100000 out=here

                ringfence at 100,000/s: microseconds from the time a message was due, 3 rounds of 2 s after 0.5 s of warm-up
                  point                 p50     p90    p99   p99.9   p99.99    max   count   +-p50   +-p99
                  1 journal           0.202   0.404   1.01    10.1        -   10.1   3,000     5 %     5 %
                  2 order             0.404   0.808   2.02    20.2        -   20.2   3,000     5 %     5 %
                  host, idle thread       0       0   1.00       -        -   1.00     300

                peers at 100,000/s: microseconds; ours/peer below 1: ringfence is faster
                  subject             point             p50     p90    p99   p99.9   p99.99    max   count   ours/peer p50      p99   +-p50   +-p99
                  ringfence           2 order         0.404   0.808   2.02    20.2        -   20.2   3,000                              5 %     5 %
                  hand-off            handed over     0.260   0.520   1.30    13.0        -   13.0   3,000          1.55 ?   1.55 ?   x2.86   x2.86
                  queue <a&b>         2 order          5.10    10.2   25.5     255        -    255   3,000           0.079    0.079     9 %     9 %
                  host, idle thread   peers' rounds       0       0   1.00       -        -   1.00     600

                rounds: messages a second
                  subject         asked   reached   +-   ours/peer   rounds   GC pauses   ms
                  ringfence     100,000   100,000                         3           3   21
                  hand-off      100,000   100,000                         3           3   21
                  queue <a&b>   100,000   100,000                         3           3   21

                  +-         A second run with as many rounds is expected within this of the figure: the rounds' spread,
                             greatest over least, to the power 4 with 3 rounds, 1.6 with 5, 1 with 8; at least 5 %. x3.1: by
                             that factor; above x2 it is too noisy to tell. none: fewer than 3 rounds.
                  ours/peer  Of two subjects of this run. ~ they lie within the wider of both bounds; ? too noisy to tell.
                  host       How much longer than asked an idle thread slept in the same rounds: what the host does to anything.
                  -          Fewer messages than that percentile needs.

                checked: nothing wrong in any of 9 rounds
                  ringfence at 100,000/s: orders=1000
                  hand-off at 100,000/s: orders=1000
                  queue <a&b> at 100,000/s: orders=1000
                """, text(SampleResults.threeRounds()));
    }

    @Test
    void shouldSetRatesBesideEachOtherWhenSubjectsGoAsFastAsTheyCan() {
        List<RoundResult> rounds = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            rounds.add(SampleResults.round("ringfence", i, 0, Map.of("order", 400L)));
            rounds.add(SampleResults.with(
                    SampleResults.round("append", i, 0, Map.of("order", 100L)), 4_000_000, List.of(), List.of()));
        }
        String text = text(rounds);
        assertTrue(text.contains("ringfence as fast as it takes them: microseconds from the time a message was sent"));
        assertTrue(text.contains("  append      all it takes   4,000,000   5 %        1.25        3"), text);
    }

    @Test
    void shouldSetEachPeerBesideItsOwnWhenThereAreSeveralOfOurs() {
        List<RoundResult> rounds = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            for (long rate : new long[] {0, 1_000}) {
                rounds.add(SampleResults.round("process", i, rate, Map.of("gate", 400L)));
                rounds.add(SampleResults.with(
                        SampleResults.round("append", i, rate, Map.of("order", 100L)),
                        rate == 0 ? 4_000_000 : rate,
                        List.of(),
                        List.of()));
                rounds.add(SampleResults.with(
                        SampleResults.round("power", i, rate, Map.of("gate", 90_000L)),
                        rate == 0 ? 1_000_000 : rate,
                        List.of(),
                        List.of()));
                rounds.add(SampleResults.with(
                        SampleResults.round("sync", i, rate, Map.of("order", 80_000L)),
                        rate == 0 ? 10_000 : rate,
                        List.of(),
                        List.of()));
            }
        }
        Results results = new Results(
                "journal", "", "process", Map.of("power", "power", "sync", "power"), Map.of(), Map.of(), "", rounds);
        List<String> lines = TextReport.of(results, Series.of(results), Optional.empty())
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
        assertEquals(
                List.of(
                        "process as fast as it takes them",
                        "peers as fast as they take them",
                        "power as fast as it takes them",
                        "peers as fast as they take them",
                        "process at 1,000/s",
                        "peers at 1,000/s",
                        "power at 1,000/s",
                        "peers at 1,000/s"),
                lines.stream()
                        .filter(line -> line.contains(": microseconds"))
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .toList());
        int last = lines.lastIndexOf("sync order 80.1 160 400 4,002 - 4,002 3,000 1.12 1.12 5 % 5 %");
        assertTrue(last > 0, () -> String.join("\n", lines));
        assertEquals("power gate 90.0 180 450 4,502 - 4,502 3,000 5 % 5 %", lines.get(last - 1));
        assertTrue(lines.contains("append all it takes 4,000,000 5 % 1.25 3 3 21"), () -> String.join("\n", lines));
        assertTrue(lines.contains("sync all it takes 10,000 5 % 100 3 3 21"), () -> String.join("\n", lines));
        assertTrue(lines.contains("power all it takes 1,000,000 5 % 3 3 21"), () -> String.join("\n", lines));
    }

    @Test
    void shouldSayLoudlyAndLastWhatWasWrong() {
        List<RoundResult> rounds = SampleResults.threeRounds();
        rounds.set(
                3, SampleResults.with(rounds.get(3), 90_000, List.of(), List.of("orders=999: expected 1000", "late")));
        String text = text(rounds);
        assertTrue(text.contains("\n!!! FINDINGS: these rounds prove nothing. They stand at the end.\n"), text);
        String bar = "!".repeat(112) + "\n";
        assertTrue(
                text.endsWith(bar + "FINDINGS: these rounds prove nothing\n"
                        + "  ringfence at 100,000/s, round 2: orders=999: expected 1000\n"
                        + "  ringfence at 100,000/s, round 2: late\n" + bar),
                text);
        assertTrue(text.contains("checked: findings in 1 of 9 rounds\n"), text);
        assertTrue(text.contains("96,667"), text);
        assertTrue(text.contains("FELL BEHIND, FINDINGS\n"), text);
        // Two stages of ours, its row among the peers and that of its rate; no peer's.
        assertEquals(4, text.lines().filter(line -> line.endsWith("FINDINGS")).count(), text);
    }

    @Test
    void shouldPrintFactsOfEachRoundWhenTheyDiffer() {
        List<RoundResult> rounds = SampleResults.threeRounds();
        rounds.set(3, SampleResults.with(rounds.get(3), 100_000, List.of("orders=999", "late=1"), List.of()));
        assertTrue(text(rounds).contains("""
                  ringfence at 100,000/s, round 1: orders=1000
                  ringfence at 100,000/s, round 2: orders=999, late=1
                  ringfence at 100,000/s, round 3: orders=1000
                  hand-off at 100,000/s: orders=1000
                """.indent(0)));
    }

    @Test
    void shouldPrintAComparisonAndWarnings() {
        Results after = SampleResults.results(List.of(SampleResults.round("ringfence", 1, 100, Map.of("order", 400L))));
        Results before = new Results(
                after.scenario(), "", "ringfence", after.options(), Map.of("cpu", "two cores"), "", after.rounds());
        String text = TextReport.of(after, Series.of(after), Optional.of(Comparison.of("old.json", before, after)));
        assertTrue(text.endsWith("""

                compared with old.json: microseconds; new/old below 1: faster now
                  subject              point           old     new   new/old     +-   verdict
                  ringfence at 100/s   order   p50   0.400   0.400      1.00   none   too noisy to tell
                  ringfence at 100/s   order   p99    2.00    2.00      1.00   none   too noisy to tell
                  WARNING kernel: nothing then, Linux now
                """), text);
    }

    @Test
    void shouldSayWhyItDidNotCompare() {
        Results after = SampleResults.results(List.of(SampleResults.round("ringfence", 1, 100, Map.of("order", 400L))));
        Results before = new Results("burst", "", "ringfence", after.options(), Map.of(), "", after.rounds());
        String text = TextReport.of(after, Series.of(after), Optional.of(Comparison.of("old.json", before, after)));
        assertTrue(text.endsWith("""

                NOT COMPARED with old.json, which measured something else
                  scenario: burst then, tick-to-order now
                """), text);
    }
}
