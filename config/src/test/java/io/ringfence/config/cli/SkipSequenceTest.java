package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.SmallNode;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchSetEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Journaled events that halt the node at every start, and an operator who leaves them out. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SkipSequenceTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SmallNode files;
    private String[] settings;

    @BeforeEach
    void write() throws Exception {
        files = new SmallNode(directory);
        settings = new String[] {
            "ring.wait=balanced",
            "instruments=[AAA]",
            "feeds=[" + files.feed(1, "AAA", 1_000, "10", "11", "12", "13", "14", "15") + "]",
            "strategies=[" + SmallNode.strategy("one", "AAA", 1_002, 1_004) + "]"
        };
    }

    /** Journals kill switches at a level that there is not, as a bug of a producer would. */
    private List<Long> poison(int count) throws IOException {
        List<Long> sequences = new ArrayList<>();
        try (Journal journal = Journal.open(JournalConfig.defaults(directory.resolve("journal")))) {
            RecoveryReport report =
                    journal.recover(1, (sequence, time, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = journal.begin(DiskSpaceListener.NONE);
            EventSlot slot = new EventSlot(RingConfig.defaults());
            for (long i = 1; i <= count; i++) {
                slot.claim(report.lastSequence() + i, report.lastTimestampNs());
                KillSwitchSetEncoder set = new KillSwitchSetEncoder()
                        .wrapAndApplyHeader(slot.in().reserve(256), 0, new MessageHeaderEncoder())
                        .accountId(KillSwitchSetEncoder.accountIdNullValue())
                        .level(KillLevel.FLATTEN)
                        .commandId("");
                int level = MessageHeaderEncoder.ENCODED_LENGTH + KillSwitchSetEncoder.levelEncodingOffset();
                slot.in().reserve(256).putByte(level, (byte) 200);
                slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + set.encodedLength());
                stage.onEvent(slot, true);
                sequences.add(slot.sequence());
            }
        }
        return sequences;
    }

    private int call(List<String> args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args.toArray(String[]::new));
    }

    private int run(String layout, String... options) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("run", "--exit-at-end", "--config", files.file().toString()));
        for (String setting : files.settings(settings)) {
            args.addAll(List.of("--set", setting));
        }
        args.addAll(List.of("--set", "ring.threading=" + layout));
        args.addAll(Arrays.asList(options));
        return call(args);
    }

    private String journal() {
        return directory.resolve("journal").toString();
    }

    private String replayed(String key, String... options) {
        List<String> args = new ArrayList<>(List.of("replay", "--journal", journal()));
        args.addAll(Arrays.asList(options));
        assertEquals(ExitCode.GOOD, call(args), err::toString);
        return value(key);
    }

    private String value(String key) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is missing in: " + out));
    }

    /** Starts the node, which halts, and says the event and how to go on. */
    private void assertHalts(long sequence, String layout, String... options) throws Exception {
        assertEquals(ExitCode.HALTED, run(layout, options), err::toString);
        String line = haltLine();
        assertTrue(line.startsWith("ringfence: halted: stage trade failed at sequence " + sequence + ": "), line);
        assertTrue(err.toString().endsWith("run --skip-sequence " + sequence + "\n"), err::toString);
    }

    private static String[] skipping(long... sequences) {
        return Arrays.stream(sequences)
                .boxed()
                .flatMap(sequence -> Stream.of("--skip-sequence", String.valueOf(sequence)))
                .toArray(String[]::new);
    }

    private String haltLine() {
        return err.toString()
                .lines()
                .filter(line -> line.startsWith("ringfence: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(err));
    }

    private List<String> files() throws Exception {
        try (Stream<Path> paths = Files.walk(directory.resolve("journal"))) {
            return paths.filter(path -> !path.endsWith("lock"))
                    .map(path -> path + " " + path.toFile().length())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldGoOnWithoutTheEventsThatAnOperatorLeavesOut() throws Exception {
        String layout = "compact";
        assertEquals(ExitCode.GOOD, run(layout), err::toString);
        List<Long> poison = poison(2);
        long first = poison.get(0);
        long second = poison.get(1);
        List<String> before = files();
        assertHalts(first, layout);
        assertHalts(first, layout);
        assertHalts(first, layout, skipping(first - 1));
        assertHalts(second, layout, skipping(first));
        assertEquals(ExitCode.USAGE, run(layout, skipping(first, second, first - 1)));
        assertEquals(
                "ringfence: --skip-sequence = " + (first - 1)
                        + ": the event with this sequence does not halt the replay,"
                        + " so there is nothing to leave out",
                haltLine());
        assertEquals(before, files());

        assertEquals(ExitCode.GOOD, run(layout, skipping(first, second)), err::toString);
        String hash = value("state_hash");
        List<String> leftOut = List.of(
                "left out by an operator's decision: sequence " + first,
                "left out by an operator's decision: sequence " + second);
        assertEquals(leftOut, leftOut());
        assertEquals(hash, replayed("state_hash", "--from-genesis"));
        assertEquals(leftOut, leftOut());
        assertEquals(hash, replayed("state_hash"));
        assertEquals(List.of(), leftOut());
        assertEquals(String.valueOf(second), replayed("sequence", "--to", String.valueOf(second)));

        assertEquals(ExitCode.GOOD, run(layout), err::toString);
        hash = value("state_hash");
        assertEquals(hash, replayed("state_hash"));
        assertEquals(hash, replayed("state_hash", "--from-genesis"));
        assertEquals(ExitCode.GOOD, call(List.of("dump", "--journal", journal(), "--type", "SEQUENCE_SKIPPED")));
        List<String> decisions = out.toString().lines().toList();
        assertEquals(2, decisions.size(), out::toString);
        assertTrue(decisions.get(0).contains("\"skippedSequence\":" + first), out::toString);
        assertTrue(decisions.get(1).contains("\"skippedSequence\":" + second), out::toString);
        assertEquals(ExitCode.USAGE, run(layout, skipping(second)));
    }

    private List<String> leftOut() {
        return err.toString()
                .lines()
                .filter(line -> line.startsWith("left out"))
                .toList();
    }

    @Test
    void shouldRefuseWhatIsNoSequence() throws Exception {
        assertEquals(ExitCode.USAGE, run("inline", "--skip-sequence", "0"));
        assertEquals("ringfence: --skip-sequence = 0: expected a sequence, from 1", haltLine());
    }
}
