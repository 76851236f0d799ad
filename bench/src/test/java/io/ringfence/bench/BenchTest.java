package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.subject.CaptureFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        CommandLine bench = Bench.commandLine();
        bench.setOut(new PrintWriter(out));
        bench.setErr(new PrintWriter(err));
        return bench.execute(args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tick-to-order",
                "tick-only",
                "commands",
                "burst",
                "journal",
                "soak",
                "feed",
                "timer",
                "fan-out",
                "idle-connections",
                "replay",
                "recovery"
            })
    void shouldExplainAScenarioWhenAsked(String scenario) {
        assertEquals(0, execute(scenario, "--help"));
        assertTrue(out.toString().contains("Usage: ringfence-bench " + scenario), out::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timer --timers 0|--timers = 0: expected 1 to 50000",
                "timer --interval 3|--interval = 3: expected milliseconds that divide a second, such as 1, 10 or 500",
                "timer --interval 2000|--interval = 2000: expected milliseconds that divide a second, such as 1, 10 or 500",
                "timer --load 0,1000001|--load = 1000001: expected 0 to 1000000",
                "timer --load -1|--load = -1: expected 0 to 1000000",
                "timer --wait quiet,busy|--wait = busy: expected some of quiet, balanced, spin",
                "timer --warm-up 61|--warm-up = 61: expected 0 to 60",
                "timer --rounds 0|--rounds = 0: expected 1 to 1000",
                "idle-connections --connections 0|--connections = 0: expected 1 to 100000",
                "fan-out --clients 0|--clients = 0: expected 1 to 10000",
                "fan-out --rate 1000001|--rate = 1000001: expected 0 to 1000000",
                "fan-out --wait busy|--wait = busy: expected one of quiet, balanced, spin",
                "fan-out --threading one|--threading = one: expected one of inline, compact, pipelined",
                "fan-out --window 0|--window = 0: expected 1 to 65536",
                "replay ten|EVENTS = ten: expected 1 to 1000000000",
                "tick-to-order --rate -1|rate = -1: expected 0 to 1000000000 a second",
                "tick-to-order --seconds 0|--seconds = 0: expected 1 to 86400",
                "tick-to-order --rounds 0|--rounds = 0: expected 1 to 1000",
                "tick-to-order --warm-up 601|warm-up = 601000: expected 0 to 600000 ms",
                "tick-to-order --fire-every 1|--fire-every = 1: expected 2 to 1000000000",
                "tick-to-order --slots 100|ring.slots = 100: expected a power of two from 64 to 4194304",
                "tick-to-order --wait busy|ring.wait = busy: expected one of quiet, balanced, spin",
                "tick-to-order --threading one|ring.threading = one: expected one of inline, compact, pipelined",
                "tick-to-order --durability no|journal.durability = no: expected one of process, power, off",
                "tick-to-order --with me|with = me: expected one of edge, stalled-client, event-log",
                "burst --peers ring-hand-off|--peers = ring-hand-off: expected none, all, or some of no-journal",
                "tick-only --stage-sample 0|--stage-sample = 0: expected 1 to 1000000000",
                "journal --durability no|--durability = no: expected process, power or both",
                "journal --durability process,off|--durability = off: expected process, power or both",
                "journal --group 0|--group = 0: expected 1 to 4096",
                "journal --group 5000|--group = 5000: expected 1 to 4096",
                "journal --slots 512|ring.max-batch-events = 1024: expected 1 to 512",
                "journal --threading inline|--group = 1024: expected 1 with threading inline, where each event is a group of its own",
                "journal --with edge|--with = edge: expected none, the journal is measured alone",
                "journal --stage-sample 0|--stage-sample = 0: expected 1 to 1000000000",
                "journal --peers no-journal|--peers = no-journal: expected none, all, or some of chronicle-append, bare-sync",
                "soak --rate 0|--rate = 0: expected 1 to 1000000000",
                "soak --minutes 0|--minutes = 0: expected 1 to 1440",
                "soak --fire-every 1|--fire-every = 1: expected 2 to 1000000000",
                "feed --file none --rate 5|--rate: expected none, the capture has its own; see --speed",
                "burst --stops 0|stops = 0: expected 1 to 65536 to fire on one tick",
            })
    void shouldSayInOneLineWhatIsWrongWhenAnArgumentIsRefused(String line, String message) {
        assertEquals(2, execute(line.split(" ")));
        assertEquals("ringfence-bench: " + message, err.toString().strip());
    }

    @Test
    void shouldNameAllPeersWhenOneIsUnknown() {
        assertEquals(2, execute("tick-to-order", "--peers", "me"));
        assertEquals(
                "ringfence-bench: --peers = me: expected none, all, or some of no-journal, ring-hand-off,"
                        + " ArrayBlockingQueue, chronicle-append, exchange-core, exchange-core-journaled, redis-list-queue",
                err.toString().strip());
    }

    @Test
    void shouldRefuseBeforeTheRunToCompareWithWhatIsNoResult() throws Exception {
        Path old = Files.writeString(directory.resolve("old.json"), "{}");
        assertEquals(2, execute("burst", "--compare", old.toString()));
        assertTrue(err.toString().contains(old.toString()), err::toString);
    }

    @Test
    void shouldRefuseAnOptionWhenItIsUnknown() {
        assertEquals(2, execute("tick-to-order", "--latency"));
        assertTrue(err.toString().contains("'--latency'"), err::toString);
    }

    @Test
    void shouldMeasureTheJournalInBothDurabilities() throws Exception {
        int code = execute(
                "journal",
                "--rate=0",
                "--seconds=1",
                "--warm-up=0",
                "--rounds=1",
                "--peers=none",
                "--group=64",
                "--wait=quiet",
                "--jvm-args=-Xmx512m -XX:TieredStopAtLevel=1",
                "--directory=" + directory.resolve("journals"),
                "--out=" + directory.resolve("out"));
        String table = Files.readString(directory.resolve("out").resolve("report.txt"));
        assertEquals(0, code, table);
        // Both are ours: each has its stages.
        assertTrue(table.contains("process, 64 a group as fast as it takes them: microseconds"), table);
        assertTrue(table.contains("power, 64 a group as fast as it takes them: microseconds"), table);
        try (Stream<Path> left = Files.list(directory.resolve("journals"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void shouldSayHowMuchRoomIsMissingWhenTheJournalOfALongRunWillNotFit() {
        assertEquals(
                1, execute("soak", "--rate=1000000000", "--minutes=1440", "--directory=" + directory.resolve("a/b")));
        String message = err.toString();
        assertTrue(
                message.startsWith("ringfence-bench: the journal of 86,405 s at 1,000,000,000/s may need 12,3"),
                err::toString);
        assertTrue(message.contains(directory.resolve("a/b") + " has "), err::toString);
        assertFalse(Files.exists(directory.resolve("a")));
    }

    @Test
    void shouldTellOfItsPartsWhenAHostIsLoadedForLong() throws Exception {
        int code = execute(
                "soak",
                "--seconds=2",
                "--rate=5000",
                "--warm-up=1",
                "--wait=quiet",
                "--stops=10",
                "--fire-every=10",
                "--jvm-args=-Xmx512m -Xms512m -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1",
                "--directory=" + directory.resolve("journals"),
                "--out=" + directory.resolve("out"));
        String table = Files.readString(directory.resolve("out/report.txt"));
        assertTrue(table.contains("\n  0.1 s  "), table);
        assertTrue(table.contains("\n    2 s  "), table);
        assertTrue(table.contains("order p99.9, us"), table);
        assertTrue(table.contains("reachable heap, MiB"), table);
        assertEquals(0, code, table);
    }

    @Test
    void shouldSayWhichFileIsMissingWhenThereIsNoCapture() {
        Path file = directory.resolve("market.gz");
        assertEquals(1, execute("feed", "--file=" + file));
        assertEquals(
                "ringfence-bench: " + file + ": no such file", err.toString().strip());
    }

    @Test
    void shouldPlayACaptureAtItsPaceAndAsFastAsItIsTaken() throws Exception {
        Path file = CaptureFile.walk(directory.resolve("market.gz"), 200);
        int code = execute(
                "feed",
                "--file=" + file,
                "--speed=3,0",
                "--seconds=1",
                "--warm-up=0",
                "--rounds=1",
                "--wait=quiet",
                "--stops=10",
                "--jvm-args=-Xmx512m",
                "--directory=" + directory.resolve("journals"),
                "--out=" + directory.resolve("out"));
        String table = Files.readString(directory.resolve("out/report.txt"));
        assertTrue(table.contains("ringfence 3 times as fast, "), table);
        assertTrue(table.contains("ringfence as fast as it takes them"), table);
        // A busy machine may not keep the market's pace, which is a finding; nothing else may be one.
        List<String> findings = table.lines()
                .filter(line -> line.matches("  .*, round \\d+: .*"))
                .toList();
        assertTrue(findings.stream().allMatch(line -> line.contains(" were reached, ")), table);
        assertEquals(findings.isEmpty() ? 0 : 1, code, table);
    }

    @Test
    void shouldMeasureHostAndPeerInJvmsOfTheirOwn() throws Exception {
        int code = execute(
                "tick-to-order",
                "--rate=0",
                "--seconds=1",
                "--warm-up=0",
                "--rounds=2",
                "--peers=no-journal,ring-hand-off",
                "--wait=quiet",
                "--stops=10",
                "--fire-every=10",
                "--jvm-args=-Xmx512m -XX:TieredStopAtLevel=1",
                "--directory=" + directory.resolve("journals"),
                "--out=" + directory.resolve("out"));
        Path results = directory.resolve("out");
        String table = Files.readString(results.resolve("report.txt"));
        assertEquals(0, code, table);
        assertTrue(table.contains("ringfence"), table);
        assertTrue(table.contains("without journal"), table);
        assertTrue(table.contains("ring hand-off"), table);
        assertTrue(Files.exists(results.resolve("results.json")), table);
        try (Stream<Path> left = Files.list(directory.resolve("journals"))) {
            assertEquals(List.of(), left.toList());
        }
    }
}
