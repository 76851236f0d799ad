package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RecoveryTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeTwoSegments() throws IOException {
        for (int start = 0; start < 2; start++) {
            try (Host host = new Host(Host.config(directory))) {
                for (int i = 0; i < 5; i++) {
                    host.append(1_000 + host.report.lastSequence() + i, new byte[] {1}, i % 2 == 0);
                }
            }
        }
    }

    private RecoveryReport recover(long from) throws IOException {
        RecoveryReport report =
                new Recovery(directory, from, Long.MAX_VALUE, new Recorded.Listener()).run(ReadProgress.NONE);
        return new RecoveryReport(
                report.segments(),
                report.groups(),
                report.events(),
                report.firstSequence(),
                report.lastSequence(),
                report.lastTimestampNs(),
                report.cut(),
                0);
    }

    @Test
    void shouldReportWhatItReadWhenItStartsFromGenesis() throws IOException {
        assertEquals(new RecoveryReport(2, 6, 10, 1, 10, 1_009, Optional.empty(), 0), recover(1));
    }

    @Test
    void shouldReadOnlyTheSegmentsItNeedsWhenItStartsFromASnapshot() throws IOException {
        assertEquals(new RecoveryReport(1, 3, 3, 8, 10, 1_009, Optional.empty(), 0), recover(8));
        assertEquals(new RecoveryReport(1, 3, 0, 0, 10, 1_009, Optional.empty(), 0), recover(11));
    }

    @Test
    void shouldKnowTheTimeWhenTheOlderSegmentsAreGoneAndNothingCameAfter() throws IOException {
        new Host(Host.config(directory)).close();
        JournalRoundTripTest.delete(directory.resolve("segment-00000001"));
        JournalRoundTripTest.delete(directory.resolve("segment-00000002"));
        assertEquals(new RecoveryReport(1, 0, 0, 0, 10, 1_009, Optional.empty(), 0), recover(11));
    }

    @Test
    void shouldLeaveNoSegmentUnusedWhenOneWasMadeAhead() throws IOException {
        JournalConfig config = Host.config(directory, 1_024, 4_096);
        try (Host host = new Host(config)) {
            for (int i = 0; i < 3; i++) {
                host.append(2_000, new byte[900], true);
            }
        }
        assertEquals(3, Segment.list(directory).size());
        assertEquals(13, recover(1).lastSequence());
    }

    @Test
    void shouldPassOverASegmentWhenItWasMadeAheadAndNeverUsed() throws IOException {
        SegmentAppender.create(Host.config(directory), Segment.of(directory, 3), Pace.atOnce())
                .close();
        assertEquals(new RecoveryReport(2, 6, 10, 1, 10, 1_009, Optional.empty(), 0), recover(1));
        new Host(Host.config(directory)).close();
        assertEquals(new RecoveryReport(3, 6, 10, 1, 10, 1_009, Optional.empty(), 0), recover(1));
    }

    @Test
    void shouldRefuseWhenTheJournalEndsBeforeTheSnapshot() {
        assertEquals(
                new Finding(directory, 0, 11, "the journal ends before sequence 12, where to go on"),
                assertThrows(JournalDamagedException.class, () -> recover(12)).finding());
    }

    @Test
    void shouldShowTheWholeWhenProgressIsAtItsEnd() throws IOException {
        List<List<Long>> shown = new ArrayList<>();
        VerificationReport report = Verification.verify(directory, (done, total) -> shown.add(List.of(done, total)));
        assertEquals(List.of(List.of(report.fileBytes(), report.fileBytes())), shown);
    }
}
