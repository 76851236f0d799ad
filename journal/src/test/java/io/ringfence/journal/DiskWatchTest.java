package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels over a disk whose free space the test sets; low below 1,000 units, a reserve of 400. */
final class DiskWatchTest {
    private static final int UNIT_BYTES = 10_000;

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private long freeBytes;
    private DiskWatch watch;
    private Path reserve;

    @BeforeEach
    void make() {
        reserve = directory.resolve("reserve");
        watch = watch(400);
    }

    private DiskWatch watch(long reserveUnits) {
        JournalConfig config = new JournalConfig(
                directory,
                Durability.POWER,
                1_024,
                1 << 20,
                1 << 20,
                1_000 * UNIT_BYTES,
                reserveUnits * UNIT_BYTES,
                1_000);
        return new DiskWatch(
                config,
                () -> freeBytes,
                new DiskReserve(config),
                (level, free) -> told.add(level + " " + free / UNIT_BYTES));
    }

    private String measure(long free) throws IOException {
        freeBytes = free * UNIT_BYTES;
        told.clear();
        watch.measure(false);
        return String.join(", ", told);
    }

    @Test
    void shouldTellTheFirstLevelAndThenOnlyChanges() throws IOException {
        assertEquals("NORMAL 1000", measure(1_000));
        assertEquals("", measure(5_000));
        assertEquals("LOW 999", measure(999));
        assertEquals("", measure(1));
    }

    @Test
    void shouldBeLowUntilATenthMoreIsFree() throws IOException {
        assertEquals("LOW 999", measure(999));
        assertEquals("", measure(1_099));
        assertEquals("NORMAL 1100", measure(1_100));
        assertEquals("", measure(1_000));
    }

    @Test
    void shouldMakeTheReserveAtTheStart() throws IOException {
        measure(1_000);
        assertEquals(400 * UNIT_BYTES, Files.size(reserve));
        assertTrue(watch.spend());
        assertFalse(Files.exists(reserve));
        assertFalse(watch.spend());
    }

    @Test
    void shouldMakeTheReserveAgainWhenThereIsRoomForBoth() throws IOException {
        measure(1_000);
        watch.spend();
        assertEquals("RESERVE 2000", measureWaiting(2_000));
        assertEquals("", measure(1_499));
        assertFalse(Files.exists(reserve));
        assertEquals("NORMAL 1500", measure(1_500));
        assertEquals(400 * UNIT_BYTES, Files.size(reserve));
    }

    /** While a segment still finds no room, what looks like room is none. */
    private String measureWaiting(long free) throws IOException {
        freeBytes = free * UNIT_BYTES;
        told.clear();
        watch.measure(true);
        return String.join(", ", told);
    }

    @Test
    void shouldTakeAReserveThatAPersonRemovedAsSpent() throws IOException {
        measure(1_000);
        Files.delete(reserve);
        assertEquals("RESERVE 1200", measure(1_200));
        assertFalse(Files.exists(reserve));
    }

    @Test
    void shouldMakeAReserveAnewThatAnEarlierHostLeftUnfinished() throws IOException {
        Files.write(reserve, new byte[100]);
        assertEquals("NORMAL 1000", measure(1_000));
        assertEquals(400 * UNIT_BYTES, Files.size(reserve));
    }

    @Test
    void shouldStandAtTheReservesEndWhenThereWasNoRoomForItAtTheStart() throws IOException {
        watch = watch(100_000_000);
        assertEquals("RESERVE 5000", measure(5_000));
        assertFalse(Files.exists(reserve));
    }

    @Test
    void shouldStillTellOfASegmentWithoutRoomWhenThereIsNoReserve() throws IOException {
        watch = watch(0);
        assertEquals("NORMAL 1000", measure(1_000));
        watch.spend();
        assertEquals("RESERVE 1000", measure(1_000));
        assertEquals("NORMAL 1100", measure(1_100));
    }
}
