package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.config.doctor.Finding;
import io.ringfence.config.doctor.Level;
import io.ringfence.config.doctor.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DoctorCommandTest {
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

    private static Finding finding(String name, Level level, String found, String cost, String... change) {
        return new Finding(Topic.DISK, name, level, found, cost, List.of(change), Map.of());
    }

    @Test
    void shouldExitByWhetherAnythingCostsALot() {
        Finding good = finding("a", Level.GOOD, "x", "");
        Finding little = finding("b", Level.COSTS_LITTLE, "x", "y", "z");
        Finding unknown = finding("c", Level.UNKNOWN, "x", "");
        Finding lot = finding("d", Level.COSTS_A_LOT, "x", "y", "z");
        assertEquals(ExitCode.GOOD, DoctorCommand.exitCode(List.of(good, little, unknown)));
        assertEquals(ExitCode.FINDING, DoctorCommand.exitCode(List.of(good, lot, little)));
    }

    @Test
    void shouldPrintATableWithReasonsAndRemediesUnderTheNames() {
        DoctorTable.print(
                List.of(
                        new Finding(Topic.PROCESSOR, "CPUs", Level.GOOD, "8", "", List.of(), Map.of()),
                        finding("free", Level.UNKNOWN, "it cannot be told", "", "df -h"),
                        finding(
                                "sync latency",
                                Level.COSTS_A_LOT,
                                "4 KiB and fdatasync: p50 8 ms, p99 25 ms of 180, which is long enough to need a second line",
                                "each group waits",
                                "a faster disk",
                                "or two")),
                new PrintWriter(out));
        assertEquals("""
                processor
                  good          CPUs          8
                disk
                  unknown       free          it cannot be told
                                look:   df -h
                  costs a lot   sync latency  4 KiB and fdatasync: p50 8 ms, p99 25 ms of 180, which is long enough to need a
                                              second line
                                costs:  each group waits
                                change: a faster disk
                                        or two

                3 findings: 1 good, 1 costs a lot, 1 unknown. What costs a lot: sync latency.
                """, out.toString());
    }

    @Test
    void shouldSumUpInOneLine() {
        Finding good = finding("a", Level.GOOD, "x", "");
        Finding little = finding("b", Level.COSTS_LITTLE, "x", "y", "z");
        Finding lot = finding("c", Level.COSTS_A_LOT, "x", "y", "z");
        assertEquals(
                "3 findings: 1 good, 2 cost little. Nothing costs a lot.",
                DoctorTable.summary(List.of(good, little, little)));
        assertEquals("2 findings: 2 cost a lot. What costs a lot: c, c.", DoctorTable.summary(List.of(lot, lot)));
    }

    @Test
    void shouldDescribeThisHostWhenAskedForJson() throws IOException {
        int code = call("doctor", "--journal", directory.resolve("not/yet").toString(), "--format", "json");
        Map<String, String> scalars = scalars(out.toString());
        long lots =
                levels(out.toString()).stream().filter("costs a lot"::equals).count();
        assertEquals(lots == 0 ? ExitCode.GOOD : ExitCode.FINDING, code, out::toString);
        assertEquals(Long.toString(lots), scalars.get("costs_a_lot"));
        assertEquals(Integer.toString(Runtime.getRuntime().availableProcessors()), scalars.get("cpus"));
        assertTrue(Long.parseLong(scalars.get("spun_ns")) >= 1_000_000_000L);
        assertTrue(Long.parseLong(scalars.get("free_bytes")) > 0);
        // Nothing is made, and nothing is left.
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void shouldExitWithAFindingWhenThePinsCannotBe() throws IOException {
        Path file = directory.resolve("host.conf");
        Files.writeString(file, """
                ring { threading = compact, wait = quiet }
                cpus { core = 4095 }
                """);
        assertEquals(
                ExitCode.FINDING,
                call("doctor", "--config", file.toString(), "--journal", directory.toString()),
                err::toString);
        List<String> lines = out.toString().lines().toList();
        assertEquals("processor", lines.get(0));
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.matches("  costs a lot   pinning +core on 4095; there is no CPU 4095")),
                out::toString);
        List<String> topics = lines.stream()
                .filter(line -> line.matches("\\w.*") && !line.contains("findings:"))
                .map(line -> line.replaceFirst(" \\(.*", ""))
                .toList();
        assertEquals(List.of("processor", "interruptions", "time", "memory", "disk", "JVM", "limits"), topics);
        assertTrue(
                lines.get(lines.size() - 1).matches("\\d+ findings: .*\\. What costs a lot: .*pinning.*\\."),
                out::toString);
        assertFalse(out.toString().contains("null"), out::toString);
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheConfiguration() {
        assertEquals(ExitCode.USAGE, call("doctor", "--config", "/nowhere"));
        assertEquals("ringfence: --config = /nowhere: expected a file\n", err.toString());
        assertEquals("", out.toString());
    }

    /** Every name with a text or a number, the last of each. */
    private static Map<String, String> scalars(String json) throws IOException {
        Map<String, String> scalars = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue() && parser.currentName() != null) {
                    scalars.put(parser.currentName(), parser.getText());
                }
            }
        }
        return scalars;
    }

    private static List<String> levels(String json) throws IOException {
        List<String> levels = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING && "level".equals(parser.currentName())) {
                    levels.add(parser.getText());
                }
            }
        }
        assertTrue(levels.stream().collect(Collectors.toSet()).contains("good"), () -> "no findings in " + json);
        return levels;
    }
}
