package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import java.io.IOException;
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

/** The commands as a person calls them: exit codes, and every word of what they print when something is wrong. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CommandLineTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int call(String... args) {
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    @Test
    void shouldPrintUsageWhenThereIsNoCommand() {
        assertEquals(ExitCode.USAGE, call());
        assertTrue(err.toString().startsWith("a command is missing\nUsage: ringfence"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fly", "run --fast", "replay", "dump --journal x --from abc"})
    void shouldPrintUsageWhenTheCommandIsWrong(String line) {
        assertEquals(ExitCode.USAGE, call(line.split(" ")));
        assertTrue(err.toString().contains("Usage: ringfence"), err::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay --journal /nowhere | --journal = /nowhere: expected a journal's directory",
                "verify --journal / | --journal = /: expected a journal's directory (it holds no segment-00000001 or later)",
                "dump --journal /nowhere | --journal = /nowhere: expected a journal's directory",
                "stat --journal /nowhere | --journal = /nowhere: expected a journal's directory",
                "run --profile tower | --profile = tower: expected one of colocated, laptop",
                "replay --journal / --to 0 | --to = 0: expected a sequence, from 1",
                "dump --journal / --from 0 | --from = 0: expected a sequence, from 1",
                "dump --journal / --from 5 --to 4 | --to = 4: expected a sequence not before --from = 5",
                "dump --journal / --type FLY | --type = FLY: expected one of NODE_STARTED, ",
                "dump --journal / --type ORDER_FILLED | --type = ORDER_FILLED: expected an input (this is an output, not",
                "dump --journal / --events --type PRICE_TICK | --type = PRICE_TICK: expected an output (this is an input, in",
                "dump --journal / --from-time 9h | --from-time = 9h: expected an instant such as 2013-11-25T09:31:00Z, or a time",
                "dump --journal / --to-time 24:00 | --to-time = 24:00: expected an instant such as ",
                "dump --journal / --to-time 2013-11-25T09:31 | --to-time = 2013-11-25T09:31: expected an instant such as ",
                "dump --journal / --to-time 9999-01-01T00:00:00Z | --to-time = 9999-01-01T00:00:00Z: expected an instant",
            })
    void shouldNameOptionValueAndReasonInOneLineWhenAValueIsWrong(String line, String expected) {
        assertEquals(ExitCode.USAGE, call(line.split(" ")));
        assertTrue(err.toString().startsWith("ringfence: " + expected), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "replay", "verify", "dump", "doctor", "stat"})
    void shouldDescribeACommandWhenAskedForHelp(String command) {
        assertEquals(ExitCode.GOOD, call(command, "--help"));
        assertTrue(out.toString().startsWith("Usage: ringfence " + command), out::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stat.sample-every=100      | stat.sample-every = 100: expected a power of two from 1 to 1048576",
                "stat.period=1 ms           | stat.period = 1 ms: expected 10 ms to 1 minute",
                "edge.port=99999            | edge.port = 99999: expected 0 to 65535",
                "edge.prt=80                | edge.prt (--set): unknown key, expected one of ",
                "broker.latency=5           | broker.latency = 5 (--set): expected a duration with its unit, such as 50 ms, 1 s, 5 minutes",
                "broker.latency=5 parsecs   | broker.latency = 5 parsecs (--set): expected a duration such as 50 ms, 1 s, 5 minutes",
                "broker.latency=-1 ms       | broker.latency = -1000000 ns: expected 0 to 1 hour",
                "broker.reject-rate=1.5     | broker.reject-rate = 1.5: expected 0 to 1",
                "broker.drop-rate=1.5       | broker.drop-rate = 1.5: expected 0 to 1",
                "broker.reject-reasons=[x]  | broker.reject-reasons = [x]: expected a list of insufficient-margin, invalid-symbol, market-closed, token-expired, server-down, other",
                "broker.disconnect-every=1 s| broker.disconnect-for = 1000000000 ns: expected more than 0 and less than broker.disconnect-every = 1000000000 ns",
                "broker.fee-rate=abc        | broker.fee-rate = abc (--set): \"abc\" is not a decimal number",
                "ring.slots=1000            | ring.slots = 1000: expected a power of two from 64 to 4194304",
                "ring.slots=lots            | ring.slots = lots (--set): expected a whole number",
                "ring.threading=parallel    | ring.threading = parallel (--set): expected one of inline, compact, pipelined",
                "ring.input-max-bytes=3 apples | ring.input-max-bytes = 3 apples (--set): expected a size such as 64 KiB",
                "journal.block-bytes=5 MiB  | journal.block-bytes = 5242880: expected a power of two",
                "lockstep=perhaps           | lockstep = perhaps (--set): expected true or false",
                "instruments=[]             | feed.bitstamp.symbol = BTCUSD: expected one of instruments []",
                "cpus.teapot=1              | cpus.teapot (--set): unknown key, expected one of ",
                "clock=wall                 | lockstep = true: expected clock = feed where lockstep = true",
                "feeds=[{name=x}]           | feeds[0].id: missing, expected text",
                "strategies=[{name=x, stop={percent=1, level=2}}] | strategies[0].buy-at: missing, expected text",
                "=5                         | --set =5: expected key=value",
            })
    void shouldNameKeyValueAndReasonInOneLineWhenASettingIsWrong(String setting, String expected) {
        assertEquals(ExitCode.USAGE, call("run", "--exit-at-end", "--set", setting));
        String printed = err.toString();
        assertTrue(printed.startsWith("ringfence: " + expected), printed);
        assertEquals(1, printed.lines().count(), printed);
        assertEquals("", out.toString());
    }

    @Test
    void shouldNameFileAndLineWhenAFileIsWrong() throws IOException {
        Path file = directory.resolve("node.conf");
        Files.writeString(file, "instruments = [SOL]\n\nedge {\n  prot = 8080\n}\n");
        assertEquals(ExitCode.USAGE, call("run", "--config", file.toString()));
        assertTrue(err.toString().startsWith("ringfence: edge.prot (" + file + ":4): unknown key"), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void shouldNameFileAndLineWhenAStrategiesFileIsWrong() throws IOException {
        Path file = directory.resolve("mine.conf");
        Files.writeString(file, "strategies = []\n\nedge.port = 8080\n");
        assertEquals(ExitCode.USAGE, call("run", "--strategies", file.toString()));
        assertEquals(
                "ringfence: edge (" + file
                        + ":3): unknown key, expected one of accounts, calendars, commands, conditions,"
                        + " instruments, strategies\n",
                err.toString());
        forget();
        assertEquals(ExitCode.USAGE, call("run", "--strategies", "/nowhere"));
        assertEquals("ringfence: --strategies = /nowhere: expected a file\n", err.toString());
    }

    @Test
    void shouldNameTheStrategyWhenItsTermsAreWrong() throws IOException {
        Path file = directory.resolve("node.conf");
        Files.writeString(file, """
                instruments = [SOL]
                strategies = [{ name = breakfast, symbol = SOL, quantity = 1, stop { percent = 2 }
                  buy-at = "2026-01-05T09:00:00Z", sell-at = "2026-01-05T08:00:00Z" }]
                """);
        assertEquals(ExitCode.USAGE, call("run", "--config", file.toString()));
        assertEquals(
                "ringfence: strategy breakfast: sell-at = 2026-01-05T08:00:00Z: expected a time after the entry\n",
                err.toString());
    }

    @Test
    void shouldSayWhoHasTheJournalWhenAnotherHostRunsOnIt() throws Exception {
        Path journal = directory.resolve("journal");
        try (Journal first = Journal.open(JournalConfig.defaults(journal))) {
            assertNotNull(first);
            int code = call("run", "--set", "journal.directory=" + journal, "--set", "edge.enabled=false");
            assertEquals(ExitCode.FINDING, code);
            assertTrue(err.toString().contains("pid " + ProcessHandle.current().pid()), err::toString);
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
    }

    @Test
    void shouldAgreeOnOneRunWhenReplayedVerifiedAndDumped() throws IOException {
        String journal = directory.resolve("journal").toString();
        assertEquals(
                ExitCode.GOOD,
                call(
                        "run",
                        "--exit-at-end",
                        "--set",
                        "journal.directory=" + journal,
                        "--set",
                        "broker.log=" + directory.resolve("broker.log"),
                        "--set",
                        "edge.enabled=false",
                        "--set",
                        "ring.threading=inline"));
        String hash = value("state_hash");
        String digest = value("output_digest");
        String sequence = value("sequence");
        assertEquals("100000", value("ticks"));
        assertEquals("0", value("bad_rows"));
        assertTrue(out.toString().contains("stopped out") && out.toString().contains("on time"), out::toString);

        forget();
        assertEquals(ExitCode.GOOD, call("replay", "--journal", journal, "--from-genesis"));
        assertEquals(hash, value("state_hash"));
        assertEquals(digest, value("output_digest"));
        assertEquals(sequence, value("sequence"));
        assertEquals(sequence, value("events"));

        forget();
        assertEquals(ExitCode.GOOD, call("replay", "--journal", journal, "--to", "1000"));
        assertEquals("1000", value("sequence"));

        forget();
        assertEquals(ExitCode.GOOD, call("verify", "--journal", journal), out::toString);
        assertEquals(sequence, value("last_sequence"));

        forget();
        assertEquals(ExitCode.GOOD, call("dump", "--journal", journal, "--to", "1"));
        assertTrue(out.toString().startsWith("{\"sequence\":1,"), out::toString);
        checkFilters(journal, sequence);

        forget();
        corrupt(directory.resolve("journal"));
        assertEquals(ExitCode.FINDING, call("verify", "--journal", journal));
        assertEquals(ExitCode.FINDING, call("replay", "--journal", journal));
        assertEquals(ExitCode.FINDING, call("run", "--exit-at-end", "--set", "journal.directory=" + journal));
        assertEquals(
                2,
                err.toString().lines().filter(line -> line.contains("sequence")).count(),
                err::toString);

        forget();
        assertEquals(ExitCode.FINDING, call("dump", "--journal", journal, "--type", "NODE_STARTED"));
        assertTrue(out.toString().startsWith("{\"sequence\":1,"), out::toString);
    }

    /** Of the demo's journal. */
    private void checkFilters(String journal, String lastSequence) {
        List<String> created = dump(journal, "--type", "strategy-created", "--strategy", "long-01");
        assertEquals(1, created.size(), created::toString);
        String id = created.get(0).replaceAll("\\{\"sequence\":(\\d+),.*", "$1");
        List<String> reports = dump(journal, "--type", "EXECUTION_REPORT").stream()
                .filter(line -> line.contains("\"strategyId\":" + id + ","))
                .toList();
        assertTrue(reports.size() >= 4, reports::toString);
        assertEquals(reports, dump(journal, "--type", "EXECUTION_REPORT", "--strategy", "long-01"));
        assertEquals(reports, dump(journal, "--type", "EXECUTION_REPORT", "--strategy", id));
        assertTrue(dump(journal, "--symbol", "BTCUSD").size() > 100_000);
        assertEquals(reports, dump(journal, "--account", "host", "--strategy", id, "--type", "EXECUTION_REPORT"));

        List<String> filled = dump(journal, "--events", "--type", "order-filled", "--strategy", "long-01");
        assertTrue(filled.size() >= 2, filled::toString);
        assertTrue(
                filled.get(0)
                        .matches(
                                "\\{\"sequence\":\\d+,\"timestamp\":\"2013-.*\",\"type\":\"ORDER_FILLED\",\"position\":\\d+,"
                                        + "\"index\":\\d+,\"account\":0,\"streamPosition\":\\d+,.*\"strategyId\":" + id
                                        + ",.*}"),
                filled::toString);
        assertEquals(
                filled.size(),
                dump(journal, "--events", "--account", "host", "--type", "ORDER_FILLED", "--strategy", id)
                        .size());

        String lastDay = dump(journal, "--from", lastSequence).get(0).replaceAll(".*\"timestamp\":\"(.{10}).*", "$1");
        List<String> ofLastDay = dump(journal, "--from-time", "00:00", "--to-time", "00:05:00");
        assertTrue(
                ofLastDay.stream().allMatch(line -> line.contains("\"timestamp\":\"" + lastDay + "T00:0")),
                ofLastDay::toString);
        assertTrue(ofLastDay.size() > 1, ofLastDay::toString);
        assertEquals(
                ofLastDay, dump(journal, "--from-time", lastDay + "T00:00:00Z", "--to-time", lastDay + "T00:05:00Z"));

        forget();
        assertEquals(ExitCode.USAGE, call("dump", "--journal", journal, "--from-time", "01:00", "--to-time", "00:59"));
        assertEquals(ExitCode.USAGE, call("dump", "--journal", journal, "--symbol", "XBTUSD"));
        assertEquals(ExitCode.USAGE, call("dump", "--journal", journal, "--account", "ann"));
        assertEquals(
                List.of(
                        "ringfence: --to-time = 00:59: expected a time not before --from-time = 01:00",
                        "ringfence: --symbol = XBTUSD: expected one of BTCUSD",
                        "ringfence: --account = ann: expected one of 0 (host)"),
                err.toString().lines().toList());
        assertEquals("", out.toString());
    }

    private List<String> dump(String journal, String... filters) {
        forget();
        String[] args = Stream.concat(Stream.of("dump", "--journal", journal), Stream.of(filters))
                .toArray(String[]::new);
        assertEquals(ExitCode.GOOD, call(args), err::toString);
        return out.toString().lines().toList();
    }

    private void forget() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    private String value(String key) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is missing in: " + out));
    }

    /** Flips a byte in the middle of the journal's data. */
    private static void corrupt(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal.resolve("segment-00000001"))) {
            Path file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            try (var channel = java.nio.channels.FileChannel.open(
                    file, java.nio.file.StandardOpenOption.READ, java.nio.file.StandardOpenOption.WRITE)) {
                java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
                long position = 2_000_000;
                channel.read(one, position);
                one.put(0, (byte) (one.get(0) ^ 0x55)).flip();
                channel.write(one, position);
            }
        }
    }
}
