package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.ReadProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands say of a journal that a newer build wrote. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class NewerJournalTest {
    private static final int NEWER = MessageHeaderEncoder.SCHEMA_VERSION + 1;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeOneEvent() throws IOException {
        MessageHeaderEncoder header = new MessageHeaderEncoder();
        EventSlot slot = new EventSlot(RingConfig.defaults());
        slot.claim(1, 1_000);
        new TimeAdvancedEncoder().wrapAndApplyHeader(slot.in().reserve(64), 0, header);
        header.version(NEWER);
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + TimeAdvancedEncoder.BLOCK_LENGTH);
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = journal.begin(DiskSpaceListener.NONE);
            stage.onEvent(slot, true);
        }
    }

    private int call(String... args) {
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private void checkRefused(int exitCode) {
        String text = err.toString();
        assertEquals(ExitCode.FINDING, exitCode, text);
        assertTrue(
                text.contains("ringfence: the journal cannot be replayed by this build: ")
                        && text.endsWith(", sequence 1: an event of schema version " + NEWER
                                + ", written by a newer build; this one reads up to " + (NEWER - 1) + "\n"),
                text);
    }

    @Test
    void shouldRefuseInOneLineWhenItIsReplayed() {
        checkRefused(call("replay", "--journal", directory.toString()));
    }

    @Test
    void shouldRefuseInOneLineWhenANodeStartsOnIt() {
        checkRefused(call(
                "run",
                "--exit-at-end",
                "--set",
                "edge.enabled=false",
                "--set",
                "broker.log=" + directory.resolve("broker.log"),
                "--set",
                "journal.directory=" + directory));
    }

    @Test
    void shouldListItAsAFindingWhenItIsVerified() {
        assertEquals(ExitCode.FINDING, call("verify", "--journal", directory.toString()));
        assertTrue(out.toString().contains("sequence 1: an event of schema version " + NEWER), out::toString);
        assertTrue(
                out.toString().contains("findings=1\nnot replayed, since the journal is not sound\nnot sound"),
                out::toString);
    }

    @Test
    void shouldShowItWhenItIsDumped() {
        assertEquals(ExitCode.GOOD, call("dump", "--journal", directory.toString()));
        assertEquals(
                "{\"sequence\":1,\"timestamp\":\"1970-01-01T00:00:00.000001Z\",\"type\":\"TIME_ADVANCED\",\"schemaVersion\":"
                        + NEWER + "}\n",
                out.toString());
    }
}
