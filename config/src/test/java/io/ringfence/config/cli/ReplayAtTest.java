package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.SmallNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the state was at a time, as a person asks and reads. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ReplayAtTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A tick a second, from 00:16:40; one is bought at 00:16:42 and sold at 00:16:46, another is held. */
    @BeforeEach
    void run() throws Exception {
        SmallNode files = new SmallNode(directory);
        List<String> args = new ArrayList<>(
                List.of("run", "--exit-at-end", "--config", files.file().toString()));
        for (String setting : files.settings(
                "ring.wait=balanced",
                "broker.latency=2 s",
                "instruments=[AAA]",
                "feeds=[" + files.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14", "15", "16", "17", "18", "19")
                        + "]",
                "strategies=[" + SmallNode.strategy("first", "AAA", 1_002, 1_006) + ", "
                        + SmallNode.strategy("second", "AAA", 1_003, 90_000) + "]")) {
            args.addAll(List.of("--set", setting));
        }
        assertEquals(ExitCode.GOOD, call(args.toArray(String[]::new)), err::toString);
    }

    private int call(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private String journal() {
        return directory.resolve("journal").toString();
    }

    private List<String> replay(String... options) {
        List<String> args = new ArrayList<>(List.of("replay", "--journal", journal()));
        args.addAll(Arrays.asList(options));
        assertEquals(ExitCode.GOOD, call(args.toArray(String[]::new)), err::toString);
        return out.toString().lines().toList();
    }

    private String sequenceAt(String time) {
        return replay("--at", time).stream()
                .filter(line -> line.startsWith("sequence="))
                .findFirst()
                .orElseThrow();
    }

    /** Sequences of the events at a time. */
    private List<String> dumped(String from, String to) {
        assertEquals(ExitCode.GOOD, call("dump", "--journal", journal(), "--from-time", from, "--to-time", to));
        return out.toString()
                .lines()
                .map(line -> line.replaceAll("\\{\"sequence\":(\\d+),.*", "$1"))
                .toList();
    }

    @Test
    void shouldTakeAllEventsOfTheTimeAndNoLaterOne() {
        List<String> atOnce = dumped("1970-01-01T00:16:40Z", "1970-01-01T00:16:40Z");
        // The start and the first tick are of one time.
        assertTrue(atOnce.size() > 3, atOnce::toString);
        assertEquals("sequence=" + atOnce.get(atOnce.size() - 1), sequenceAt("1970-01-01T00:16:40Z"));
        assertEquals("sequence=" + atOnce.get(atOnce.size() - 1), sequenceAt("1970-01-01T00:16:40.999999999Z"));
        List<String> upToThen = dumped("1970-01-01T00:16:40Z", "1970-01-01T00:16:44Z");
        assertEquals("sequence=" + upToThen.get(upToThen.size() - 1), sequenceAt("00:16:44"));
    }

    @Test
    void shouldGoToTheEndForALaterTimeAndNameAnEarlierOne() {
        List<String> whole =
                replay().stream().filter(line -> !line.startsWith("events_per")).toList();
        List<String> later = replay("--at", "1970-01-01T05:00:00Z").stream()
                .filter(line -> !line.startsWith("events_per"))
                .toList();
        assertEquals(whole, later);
        assertTrue(whole.get(0).startsWith("snapshot="), whole::toString);
        assertEquals(ExitCode.USAGE, call("replay", "--journal", journal(), "--at", "1970-01-01T00:16:39.999999999Z"));
        assertEquals(
                "ringfence: --at = 1970-01-01T00:16:39.999999999Z: expected a time not before the journal's first event\n",
                err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldPrintWhatAPersonAsksFor() {
        assertEquals("""
                no order is open

                nothing is held

                no position stands under a stop""", tables("00:16:41", "--print", "orders", "--print", "positions,stops"));
        assertEquals("""
                order   strategy  symbol  side  purpose  state      quantity  filled  limit
                655360  first     AAA     buy   entry    submitted  1         0       -
                720896  second    AAA     buy   entry    submitted  1         0       -""", tables("00:16:43", "--print", "orders"));
        assertEquals("""
                order    strategy  symbol  side  purpose  state      quantity  filled  limit
                1179648  first     AAA     sell  exit     submitted  1         0       -

                strategy  symbol  side  quantity  entry  state
                first     AAA     long  1         13     exiting
                second    AAA     long  1         14     in position

                strategy  symbol  side  quantity  stop  kind   best  target
                first     AAA     long  1         6.5   fixed  -     -
                second    AAA     long  1         7     fixed  -     -""", tables("00:16:47", "--print", "orders,positions,stops"));
        String strategies = tables("00:16:47", "--print", "strategies");
        assertEquals(3, strategies.lines().count(), strategies);
        assertTrue(strategies.contains("13.00 01-01 00:16:44"), strategies);
    }

    /** What is printed behind the figures. */
    private String tables(String at, String... options) {
        List<String> args = new ArrayList<>(List.of("--at", at));
        args.addAll(Arrays.asList(options));
        List<String> lines = replay(args.toArray(String[]::new));
        return String.join("\n", lines.subList(lines.indexOf("") + 1, lines.size()));
    }
}
