package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.SmallNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A node that halts says so with its exit code and one clear line, whatever else breaks on its way down. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HaltTest {
    @TempDir
    private Path directory;

    private SmallNode node;
    private String feeds;

    @BeforeEach
    void writeFeed() throws Exception {
        node = new SmallNode(directory);
        feeds = "feeds=[" + node.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14") + "]";
    }

    /** Runs the node and returns the line that says why it halted, the only one of the host itself. */
    private String halt(String... more) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("run", "--exit-at-end", "--config", node.file().toString()));
        for (String setting : node.settings(more)) {
            args.add("--set");
            args.add(setting);
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int code = commandLine.execute(args.toArray(new String[0]));
        assertEquals(ExitCode.HALTED, code, err::toString);
        assertEquals("", out.toString());
        List<String> lines = err.toString()
                .lines()
                .filter(line -> line.startsWith("ringfence: "))
                .toList();
        assertEquals(1, lines.size(), err::toString);
        return lines.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "compact", "pipelined"})
    void shouldNameTheSameEventWhenStartedAgainAfterAHalt(String layout) throws Exception {
        String[] settings = {
            "ring.threading=" + layout,
            "ring.output-initial-bytes=64 B",
            "ring.output-max-bytes=64 B",
            "instruments=[AAA]",
            feeds,
            "strategies=[" + SmallNode.strategy("one", "AAA", 1_002, 1_004) + "]"
        };
        String first = halt(settings);
        assertTrue(first.startsWith("ringfence: halted: stage trade failed at sequence "), first);
        assertTrue(first.endsWith("is over the bound of 64"), first);
        assertEquals(first, halt(settings));
        assertEquals(first, halt(settings));
    }

    @Test
    void shouldExitAsHaltedWhenTheJournalCannotGoOnToItsNextSegment() throws Exception {
        Path journal = Files.createDirectories(directory.resolve("journal"));
        Files.writeString(journal.resolve("segment-00000002"), "in the way");
        String[] prices = new String[30_000];
        java.util.Arrays.fill(prices, "10");
        String line = halt(
                "journal.segment-bytes=1 MiB",
                "journal.block-bytes=1 MiB",
                "journal.max-group-bytes=128 KiB",
                "instruments=[AAA]",
                "feeds=[" + node.feed(1, "AAA", 1_000, prices) + "]");
        assertTrue(
                line.startsWith("ringfence: halted: stage journal failed at sequence ")
                        && line.contains("cannot make the journal's next segment"),
                line);
    }
}
