package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.JournaledInputs.Input;
import io.ringfence.core.event.EventType;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.Verification;
import io.ringfence.journal.VerificationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo, its journal on a file system that fills up while it plays, and that is given room again. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
    /** What was on its way to the broker when the disk got low comes back within this, in the time of the data. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private Path journal;
    private DemoProcess demo;

    private int run(String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "journal.directory=" + journal,
                "journal.segment-bytes=1 MiB",
                "journal.block-bytes=1 MiB",
                "journal.max-group-bytes=128 KiB",
                "journal.disk-check-period=10 ms",
                "event-log.segment-bytes=1 MiB",
                "event-log.max-group-bytes=128 KiB"));
        all.addAll(Arrays.asList(settings));
        Process process = demo.start(all.toArray(new String[0]));
        process.waitFor();
        assertFalse(Files.exists(Path.of("hs_err_pid" + process.pid() + ".log")), demo::log);
        return process.exitValue();
    }

    private VerificationReport verify() throws Exception {
        VerificationReport report = Verification.verify(journal, ReadProgress.NONE);
        assertEquals(List.of(), report.findings());
        assertEquals(Optional.empty(), report.cut());
        return report;
    }

    @Test
    void shouldOnlyReduceThenHaltAndGoOnWhenThereIsRoomAgain() throws Exception {
        demo = new DemoProcess(directory.resolve("demo"));
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 40)) {
            journal = directory.resolve("disk/journal");
            Path ballast = disk.fill("ballast", 30);
            int code = run("journal.low-disk-bytes=3 MiB", "journal.reserve-bytes=2 MiB");
            assertEquals(70, code, demo::log);
            assertTrue(
                    demo.log().contains("no space left on device for the next journal segment: " + journal), demo::log);
            assertTrue(demo.log().contains("low, so nothing is opened"), demo::log);
            long committed = verify().lastSequence();
            checkOnlyReduced();

            Files.delete(ballast);
            assertEquals(0, run("journal.low-disk-bytes=0 B", "journal.reserve-bytes=0 B"), demo::log);
            assertEquals("100000", demo.results().get("ticks"), demo::log);
            assertTrue(verify().lastSequence() > committed);
            assertEquals(
                    demo.results().get("state_hash"),
                    TestNodes.replaySummary(journal).stateHash());
        }
    }

    private void checkOnlyReduced() throws Exception {
        List<Input> changes = JournaledInputs.of(journal, EventType.DISK_SPACE_CHANGED);
        assertEquals(
                List.of("LOW", "RESERVE"),
                changes.stream().map(change -> change.field("level")).toList());
        Instant low = changes.get(0).time();
        List<Input> ticks = JournaledInputs.of(journal, EventType.PRICE_TICK);
        Instant end = ticks.get(ticks.size() - 1).time();
        // Long enough for several entries of the demo to have come and been refused.
        assertTrue(end.isAfter(low.plus(Duration.ofHours(12))), low + " to " + end);
        List<StrategyRow> strategies = TestNodes.replaySummary(journal).strategies();
        List<String> entered = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (StrategyRow strategy : strategies) {
            if (Instant.ofEpochSecond(0, strategy.enteredNs()).isAfter(low.plus(UNDER_WAY))) {
                entered.add(strategy.name());
            }
            if (Instant.ofEpochSecond(0, strategy.exitedNs()).isAfter(low.plus(UNDER_WAY))) {
                left.add(strategy.name());
            }
        }
        assertEquals(List.of(), entered, "entered after " + low);
        // The disk is looked at by the wall clock, so LOW may come between two positions of the demo.
        boolean wasAnythingHeld = strategies.stream()
                .anyMatch(strategy -> strategy.enteredNs() > 0
                        && !Instant.ofEpochSecond(0, strategy.enteredNs()).isAfter(low)
                        && (strategy.exitedNs() == 0
                                || Instant.ofEpochSecond(0, strategy.exitedNs()).isAfter(low)));
        assertFalse(wasAnythingHeld && left.isEmpty(), "nothing was left after " + low);
    }
}
