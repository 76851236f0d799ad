package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Journals on a file system that fills up. */
@Timeout(120)
final class FullDiskTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path directory;

    private static List<String> lines(Path journal, long lowBytes, long reserveBytes) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Child child = Child.start(
                FillingChild.class, journal.toString(), String.valueOf(lowBytes), String.valueOf(reserveBytes))) {
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                lines.add(line);
            }
            assertEquals(0, child.await());
            assertFalse(Files.exists(Path.of("hs_err_pid" + child.pid() + ".log")));
        }
        return lines;
    }

    private static long committed(List<String> lines) {
        String line = lines.get(lines.size() - 2);
        assertTrue(line.startsWith("committed "), lines::toString);
        return Long.parseLong(line.substring("committed ".length()));
    }

    @Test
    void shouldHaltWithTheReasonAndLoseNothingWhenTheDiskIsFull() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 32)) {
            Path ballast = disk.fill("ballast", 8);
            Path journal = directory.resolve("disk/journal");
            List<String> lines = lines(journal, 10 * MIB, 5 * MIB);
            String halted = lines.get(lines.size() - 3);
            assertTrue(
                    halted.startsWith("halted no space left on device for the next journal segment: " + journal),
                    lines::toString);
            assertEquals(
                    List.of("level NORMAL", "recovered 0", "level LOW", "level RESERVE", halted),
                    lines.subList(0, lines.size() - 2));
            assertEquals("closed", lines.get(lines.size() - 1));
            long committed = committed(lines);
            VerificationReport report = Verification.verify(journal, ReadProgress.NONE);
            assertEquals(List.of(), report.findings());
            assertEquals(Optional.empty(), report.cut());
            assertEquals(committed, report.lastSequence());

            // A host that cannot begin says what it lacks and leaves all as it is ...
            String refused = assertThrows(
                            IOException.class, () -> new Host(FillingChild.config(journal, 10 * MIB, 5 * MIB)))
                    .getMessage();
            assertTrue(
                    refused.matches("no space left on device to begin a journal segment: \\Q" + journal
                            + "\\E/segment-\\d{8}: \\d+ bytes free, \\d+ needed; free some, or .*"),
                    refused);
            // ... and goes on with all that was committed when there is room again.
            Files.delete(ballast);
            try (Host host = new Host(FillingChild.config(journal, 0, 0))) {
                assertEquals(committed, host.report.lastSequence());
                assertEquals(committed + 1, host.append(2_000, Messages.timeAdvanced(), true));
            }
            assertEquals(
                    committed + 1,
                    Verification.verify(journal, ReadProgress.NONE).lastSequence());
        }
    }

    @Test
    void shouldStartOnAFullDiskByGivingUpTheReserve() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 32)) {
            Path journal = directory.resolve("disk/journal");
            JournalConfig config = FillingChild.config(journal, 0, 6 * MIB);
            try (Host host = new Host(config)) {
                host.append(1_000, Messages.timeAdvanced(), true);
            }
            disk.fillBut("ballast", 0);
            assertTrue(Files.exists(journal.resolve("reserve")));
            List<DiskSpaceLevel> levels = new ArrayList<>();
            try (Host host = new Host(config, (level, freeBytes) -> levels.add(level))) {
                assertEquals(1, host.report.lastSequence());
                assertEquals(2, host.append(1_000, Messages.timeAdvanced(), true));
                assertEquals(List.of(DiskSpaceLevel.RESERVE), levels);
            }
            assertFalse(Files.exists(journal.resolve("reserve")));
        }
    }

    @Test
    void shouldTakeNoRoomForASegmentAfterItIsMade() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 64)) {
            JournalConfig config = FillingChild.config(directory.resolve("disk/journal"), 0, 0);
            try (Host host = new Host(config)) {
                long freeBytes = disk.freeBytes();
                byte[] message = new byte[300];
                for (int bytes = 0; bytes < FillingChild.SEGMENT_BYTES / 2 - 1_000; bytes += 400) {
                    host.append(1_000, message, true);
                }
                assertEquals(freeBytes, disk.freeBytes());
            }
            assertTrue(disk.freeBytes() > 60 * MIB, "cut when closed: " + disk.freeBytes());
        }
    }

    @Test
    void shouldGiveBackWhatAKilledHostHadReadyWhenTheNextOneStarts() throws Exception {
        try (Child child = Child.start(AppendingChild.class, directory.toString(), "5")) {
            child.readLine();
            for (int i = 0; i < 20; i++) {
                child.readLine();
            }
            child.kill();
        }
        long leftBytes = Segment.list(directory).get(0).fileBytes();
        List<Recorded> left = Host.read(directory);
        new Host(Host.config(directory)).close();
        assertTrue(Segment.list(directory).get(0).fileBytes() < leftBytes);
        assertEquals(left, Host.read(directory));
    }
}
