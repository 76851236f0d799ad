package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.Json;
import io.ringfence.config.SmallNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code stat} says of hosts that have ended, whichever way. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatTest {
    @TempDir
    private Path directory;

    private SmallNode node;
    private String feed;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void writeFeed() throws Exception {
        node = new SmallNode(directory);
        feed = node.feed(1, "AAA", 1_000, "10", "11", "-1", "12", "13", "4", "5");
    }

    private int call(List<String> args) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args.toArray(new String[0]));
    }

    private int run(String... more) throws IOException {
        List<String> args = new ArrayList<>(
                List.of("run", "--exit-at-end", "--config", node.file().toString()));
        List<String> settings = new ArrayList<>(List.of(
                "instruments=[AAA]",
                "feeds=[" + feed + "]",
                "strategies=[" + SmallNode.strategy("one", "AAA", 1_001, 1_100) + "]"));
        settings.addAll(List.of(more));
        for (String setting : node.settings(settings.toArray(new String[0]))) {
            args.add("--set");
            args.add(setting);
        }
        return call(args);
    }

    private int stat(String... more) {
        List<String> args = new ArrayList<>(
                List.of("stat", "--journal", directory.resolve("journal").toString()));
        args.addAll(List.of(more));
        return call(args);
    }

    /** The value that a run has printed. */
    private long printed(String key) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> figures(String name) throws IOException {
        assertEquals(ExitCode.FINDING, stat("--format", "json"), err::toString);
        return (Map<String, Object>) ((Map<String, Object>) Json.parse(out.toString())).get(name);
    }

    private static long count(Map<String, Object> figures, String name) {
        return ((BigDecimal) figures.get(name)).longValueExact();
    }

    @SuppressWarnings("unchecked")
    private static long timed(Map<String, Object> latencies, String point) {
        return count((Map<String, Object>) latencies.get(point), "count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "compact", "pipelined"})
    void shouldCountWhatTheHostItselfHasCounted(String layout) throws Exception {
        assertEquals(ExitCode.GOOD, run("ring.threading=" + layout, "stat.sample-every=1"), () -> err.toString());
        long sequence = printed("sequence");
        List<Long> host = Stream.of("ticks", "bad_rows", "stops_armed", "stops_fired", "orders_sent", "fills")
                .map(this::printed)
                .toList();
        assertEquals(List.of(6L, 1L, 1L, 1L, 2L, 2L), host);

        Map<String, Object> counters = figures("counters");
        assertEquals(
                host,
                Stream.of("ticks", "feed_bad_rows", "stops_armed", "stops_fired", "orders_sent", "fills")
                        .map(name -> count(counters, name))
                        .toList());
        assertEquals(
                sequence,
                Stream.of("ticks", "broker_reports", "commands", "time_events", "host_events")
                        .mapToLong(name -> count(counters, name))
                        .sum());
        for (String name : List.of("ring_claimed", "ring_completed", "journal_sequence")) {
            assertEquals(sequence, count(counters, name), name);
        }
        assertEquals(6, count(counters, "feed_ticks"));
        assertEquals(0, count(counters, "ring_slots_used"));
        assertTrue(count(counters, "event_log_position") > 0);
        if (!layout.equals("inline")) {
            assertEquals(1, count(counters, "snapshots"));
            assertEquals(sequence, count(counters, "snapshot_sequence"));
        }

        Map<String, Object> latencies = figures("latencyNs");
        for (String point : List.of("journal", "stop-loss", "trade", "gate", "broker", "scheduler", "event-log")) {
            assertEquals(sequence, timed(latencies, point), point);
        }
        assertEquals(2, timed(latencies, "order"));
    }

    @Test
    void shouldTimeEveryOrderWhenTheClockIsTheHostsAndNoEventIsSampled() throws Exception {
        assertEquals(
                ExitCode.GOOD,
                run(
                        "clock=wall",
                        "lockstep=false",
                        "stat.sample-every=1048576",
                        "strategies=[" + SmallNode.strategy("one", "AAA", 1_001, 4_102_444_800L) + "]"),
                () -> err.toString());
        long orders = printed("orders_sent");
        assertTrue(orders > 0);
        Map<String, Object> latencies = figures("latencyNs");
        assertEquals(orders, timed(latencies, "order"));
        assertEquals(0, timed(latencies, "broker"));
    }

    @Test
    void shouldSayThatItEndedInAnOrderlyWay() throws Exception {
        run();
        assertEquals(ExitCode.FINDING, stat("--watch"));
        assertTrue(out.toString().startsWith("ended     after "), out::toString);
        assertTrue(out.toString().contains("in an orderly way"), out::toString);
        assertTrue(
                out.toString()
                        .contains(
                                "    ticks                                       6                refused ones included\n"),
                out::toString);
        assertFalse(out.toString().contains("conflated"), out::toString);
        stat("--all");
        assertTrue(out.toString().contains("ticks conflated"), out::toString);
    }

    @Test
    void shouldSayWhyTheHostHaltedAndAgainWhenItHaltsAtItsStart() throws Exception {
        String[] bound = {"ring.output-initial-bytes=64 B", "ring.output-max-bytes=64 B"};
        assertEquals(ExitCode.HALTED, run(bound));
        String halted = err.toString()
                .lines()
                .filter(line -> line.startsWith("ringfence: halted: "))
                .findFirst()
                .orElseThrow();
        assertEquals(ExitCode.FINDING, stat());
        String first = out.toString().lines().findFirst().orElseThrow();
        assertTrue(first.startsWith("halted    after "), first);
        assertTrue(first.endsWith(halted.substring("ringfence: ".length())), first);

        assertEquals(ExitCode.HALTED, run(bound));
        stat();
        String again = out.toString().lines().findFirst().orElseThrow();
        assertTrue(again.endsWith(halted.substring("ringfence: ".length())), again);
    }

    @Test
    void shouldSayThatThereAreNoFiguresWhenTheHostKeptNone() throws Exception {
        run("stat.enabled=false");
        assertEquals(ExitCode.FINDING, stat());
        assertEquals(
                "ringfence: " + directory.resolve("journal") + ": no host has kept figures of this journal; one does"
                        + " with stat.enabled = true, the default\n",
                err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "8, 99, written by ringfence unpackaged with layout 99; this build reads layout 1.",
        "0, 99, not a file of figures",
        "12, 0, not a file of figures: no fact ",
        "20, 9, not a file of figures: state 9"
    })
    void shouldNameFileAndReasonWhenItIsNoFileOfFiguresThatThisBuildReads(int offset, int value, String reason)
            throws Exception {
        run();
        Path file = directory.resolve("host.stat");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.allocate(4)
                            .order(java.nio.ByteOrder.nativeOrder())
                            .putInt(0, value),
                    offset);
        }
        assertEquals(ExitCode.FINDING, stat());
        assertTrue(err.toString().startsWith("ringfence: " + file + ": " + reason), err::toString);
        assertEquals("", out.toString());

        Files.write(file, new byte[100]);
        assertEquals(ExitCode.FINDING, stat());
        assertEquals("ringfence: " + file + ": not a file of figures: it has 100 bytes\n", err.toString());
        Files.delete(file);
        assertEquals(ExitCode.FINDING, stat());
        assertTrue(err.toString().contains("the figures are not there"), err::toString);
    }

    @Test
    void shouldNotShowFiguresOfTheJournalThatOneIsACopyOf() throws Exception {
        run();
        Path journal = directory.resolve("journal");
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (Stream<Path> files = Files.list(journal)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        assertEquals(ExitCode.FINDING, call(List.of("stat", "--journal", copy.toString())));
        assertTrue(err.toString().contains("the figures are those of " + journal.toRealPath()), err::toString);

        // Moved, it has its own.
        Path moved = Files.move(journal, directory.resolve("moved"));
        assertEquals(ExitCode.FINDING, call(List.of("stat", "--journal", moved.toString())));
        assertTrue(out.toString().startsWith("ended "), out::toString);
    }
}
