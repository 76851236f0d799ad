package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private boolean write(Results results, Optional<Path> compareWith) throws IOException {
        return Reports.write(results, compareWith, directory, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private static Results sample() {
        return SampleResults.results(SampleResults.threeRounds());
    }

    @Test
    void shouldWriteAFileOfEachKind() throws Exception {
        assertTrue(write(sample(), Optional.empty()));
        try (Stream<Path> files = Files.walk(directory)) {
            assertEquals(
                    List.of(
                            "hgrm/hand-off-100000-handed-over.hgrm",
                            "hgrm/hand-off-100000-host-noise.hgrm",
                            "hgrm/queue-a-b-100000-2-order.hgrm",
                            "hgrm/queue-a-b-100000-host-noise.hgrm",
                            "hgrm/ringfence-100000-1-journal.hgrm",
                            "hgrm/ringfence-100000-2-order.hgrm",
                            "hgrm/ringfence-100000-host-noise.hgrm",
                            "plots/peers-100000.svg",
                            "plots/stages-100000.svg",
                            "plots/timeline-hand-off-100000.svg",
                            "plots/timeline-queue-a-b-100000.svg",
                            "plots/timeline-ringfence-100000.svg",
                            "report.html",
                            "report.txt",
                            "results.json"),
                    files.filter(Files::isRegularFile)
                            .map(file -> directory.relativize(file).toString())
                            .sorted()
                            .toList());
        }
        assertEquals(sample(), ResultsJson.read(directory.resolve("results.json")));
        String text = Files.readString(directory.resolve("report.txt"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).startsWith(text));
    }

    @Test
    void shouldWritePercentilesInMicroseconds() throws IOException {
        write(sample(), Optional.empty());
        List<String> lines = Files.readAllLines(directory.resolve("hgrm/ringfence-100000-2-order.hgrm"));
        assertEquals("       Value     Percentile TotalCount 1/(1-Percentile)", lines.get(0));
        assertEquals("       0.400 0.000000000000       1000           1.00", lines.get(2));
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.startsWith("#[Max     =       20.207, Total count    =         3000]")),
                () -> String.join("\n", lines));
    }

    @Test
    void shouldWriteAPageThatNeedsNothingElse() throws Exception {
        write(sample(), Optional.empty());
        String page = Files.readString(directory.resolve("report.html"));
        SvgFile parsed = new SvgFile(page);
        assertEquals(5, parsed.all("svg").size());
        assertEquals(3, parsed.all("table").size());
        assertTrue(
                parsed.all("td").stream().anyMatch(cell -> cell.getTextContent().equals("queue <a&b>")));
        assertEquals(2, parsed.all("details").size());
        for (String from : List.of("<script", "<link", "<img", "src=", "href=", "url(", "@import")) {
            assertFalse(page.contains(from), from);
        }
    }

    @Test
    void shouldNotBeWellWhenARoundHasFindings() throws Exception {
        List<RoundResult> rounds = SampleResults.threeRounds();
        rounds.set(0, SampleResults.with(rounds.get(0), 100_000, List.of(), List.of("<lost> & gone")));
        assertFalse(write(SampleResults.results(rounds), Optional.empty()));
        SvgFile page = new SvgFile(Files.readString(directory.resolve("report.html")));
        assertTrue(page.all("div").stream()
                .anyMatch(div -> div.getAttribute("class").equals("bad")
                        && div.getTextContent().contains("<lost> & gone")));
    }

    @Test
    void shouldCompareWithTheRunWhosePlaceItTakes() throws Exception {
        assertTrue(write(sample(), Optional.empty()));
        assertTrue(write(sample(), Optional.of(directory.resolve("results.json"))));
        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("results.json of 2026-01-02T03:04:05Z"), text);
        assertTrue(text.contains("within noise\n"), text);
        SvgFile page = new SvgFile(Files.readString(directory.resolve("report.html")));
        assertEquals(4, page.all("table").size());
    }

    @Test
    void shouldNotBeWellWhenTheComparisonIsRefused() throws Exception {
        Results old = sample();
        Path file = directory.resolve("old.json");
        ResultsJson.write(
                new Results("burst", "", "ringfence", Map.of(), old.environment(), "", old.rounds()),
                Series.of(old),
                file);
        assertFalse(write(sample(), Optional.of(file)));
        assertTrue(Files.readString(directory.resolve("report.txt")).contains("NOT COMPARED with " + file));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Reports.requireComparable(file, "burst", "ringfence", Map.of("rate", "5")))
                .getMessage();
        assertEquals("compare = " + file + ": measured something else: option rate: nothing then, 5 now", message);
        Reports.requireComparable(file, "burst", "ringfence", Map.of("out", "there"));
    }

    @Test
    void shouldNotDieOfSubjectsThatDid() throws Exception {
        RoundResult dead = SampleResults.with(
                SampleResults.round("ringfence", 1, 100, Map.of()), 0, List.of(), List.of("the JVM died"));
        RoundResult deadPeer = SampleResults.with(
                SampleResults.round("queue", 1, 100, Map.of()), 0, List.of(), List.of("the JVM died"));
        RoundResult silent = new RoundResult(
                "silent",
                1,
                dead.plan(),
                0,
                Map.of("order", new Histogram(3)),
                Map.of("order", List.of()),
                new Histogram(3),
                Map.of(),
                List.of(),
                List.of("nothing came"));
        RoundResult ours = SampleResults.round("ringfence", 1, 100, Map.of("order", 400L));
        RoundResult peer = SampleResults.round("queue", 1, 100, Map.of("order", 900L));
        for (List<RoundResult> rounds : List.of(
                List.of(dead),
                List.of(dead, deadPeer),
                List.of(ours, deadPeer),
                List.of(dead, peer),
                List.of(silent, dead),
                List.of(ours, silent, peer))) {
            assertFalse(write(SampleResults.results(rounds), Optional.empty()), rounds::toString);
            new SvgFile(Files.readString(directory.resolve("report.html")));
        }
        String text = Files.readString(directory.resolve("report.txt"));
        assertTrue(
                text.contains(
                        "  silent              order               -       -      -       -        -      -       0"),
                text);
        assertTrue(text.contains("  silent at 100/s, round 1: nothing came\n"), text);
    }

    @Test
    void shouldGiveEachNameAFileOfItsOwn() {
        FileNames names = new FileNames(directory);
        assertEquals(directory.resolve("a-b-99.9.svg"), names.next("A b/99.9", ".svg"));
        assertEquals(directory.resolve("a-b-99.9-2.svg"), names.next("a (b) 99.9", ".svg"));
    }
}
