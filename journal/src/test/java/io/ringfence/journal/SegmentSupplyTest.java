package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The next segment: made ahead by another thread, tried again, and missed only where the last one is full. */
@Timeout(60)
final class SegmentSupplyTest {
    private static final int GROUP_BYTES = 1_024;
    private static final int SEGMENT_BYTES = 16 * GROUP_BYTES;

    @TempDir
    Path directory;

    private final List<String> made = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<DiskSpaceLevel> levels = new LinkedBlockingQueue<>();
    private final ByteBuffer group = ByteBuffer.allocateDirect(GROUP_BYTES);
    private volatile boolean isFull;
    private long nextSequence = 1;

    private JournalConfig config(long reserveBytes) {
        return new JournalConfig(
                directory, Durability.PROCESS, GROUP_BYTES, SEGMENT_BYTES, 1 << 20, 0, reserveBytes, 10);
    }

    private SegmentSupply supply(JournalConfig config) {
        SegmentSupply.Maker real = Supplies.maker(config);
        return Supplies.of(config, (level, freeBytes) -> levels.add(level), (number, pace) -> {
            made.add(number + " " + Thread.currentThread().getName());
            // What the reserve held has room for one.
            boolean isReserveFree = config.reserveBytes() > 0 && !Files.exists(directory.resolve("reserve"));
            if (isFull && !isReserveFree) {
                throw new NoSpaceException(directory, 5, 3);
            }
            return real.make(number, pace);
        });
    }

    private void append(JournalAppender appender, int groups) {
        for (int i = 0; i < groups; i++) {
            int segment = appender.prepare(nextSequence, 1_000, GROUP_BYTES);
            GroupLayout.seal(new CRC32C(), group, 0, nextSequence, 0, GROUP_BYTES - GroupLayout.HEADER_BYTES, segment);
            appender.append(group, GROUP_BYTES);
        }
    }

    @Test
    void shouldMakeEverySegmentButTheFirstOnItsOwnThread() throws IOException {
        JournalConfig config = config(0);
        SegmentSupply supply = supply(config);
        try (JournalAppender appender = new JournalAppender(SEGMENT_BYTES, supply, supply.start(1, 10), 1, 0)) {
            append(appender, 60);
        }
        String here = Thread.currentThread().getName();
        assertEquals(
                List.of(
                        "1 " + here,
                        "2 " + SegmentSupply.THREAD,
                        "3 " + SegmentSupply.THREAD,
                        "4 " + SegmentSupply.THREAD),
                made.subList(0, 4));
    }

    @Test
    void shouldAskForTheNextSegmentWhenHalfOfTheOneBeforeIsLeft() throws Exception {
        CountDownLatch secondIsMade = new CountDownLatch(1);
        JournalConfig config = config(0);
        SegmentSupply supply = Supplies.of(config, DiskSpaceListener.NONE, (number, pace) -> {
            SegmentAppender segment = Supplies.maker(config).make(number, pace);
            if (number == 2) {
                secondIsMade.countDown();
            }
            return segment;
        });
        try (JournalAppender appender = new JournalAppender(SEGMENT_BYTES, supply, supply.start(1, 10_000), 1, 0)) {
            append(appender, 7);
            assertFalse(Files.exists(Segment.of(directory, 2).directory()));
            append(appender, 1);
            // Nothing more is appended: the segment comes by itself.
            secondIsMade.await();
            append(appender, 7);
            assertEquals(1, appender.prepare(nextSequence, 1_000, 64));
            assertEquals(2, appender.prepare(nextSequence, 1_000, GROUP_BYTES));
        }
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldHurryWhenTheNextSegmentIsWantedSoon() throws Exception {
        CountDownLatch isPaused = new CountDownLatch(1);
        CountDownLatch isHurried = new CountDownLatch(1);
        JournalConfig config = config(0);
        SegmentSupply supply = Supplies.of(config, DiskSpaceListener.NONE, (number, pace) -> {
            if (number == 2) {
                isPaused.countDown();
                // Pieces of nothing are always done too soon, until somebody is in a hurry.
                pace.begin(1);
                while (!pace.isHurried()) {
                    pace.done(0);
                }
                isHurried.countDown();
            }
            return Supplies.maker(config).make(number, Pace.atOnce());
        });
        try (JournalAppender appender = new JournalAppender(SEGMENT_BYTES, supply, supply.start(1, 10_000), 1, 0)) {
            append(appender, 8);
            isPaused.await();
            append(appender, 3);
            assertEquals(1, isHurried.getCount());
            append(appender, 1);
            isHurried.await();
        }
    }

    @Test
    void shouldAppendToTheEndOfTheSegmentBeforeItSaysThatTheDiskIsFull() throws Exception {
        SegmentSupply supply = supply(config(0));
        try (JournalAppender appender = new JournalAppender(SEGMENT_BYTES, supply, supply.start(1, 10), 1, 0)) {
            assertEquals(DiskSpaceLevel.NORMAL, levels.take());
            isFull = true;
            append(appender, 15);
            assertEquals(DiskSpaceLevel.RESERVE, levels.take());
            UncheckedIOException failure =
                    assertThrows(UncheckedIOException.class, () -> appender.prepare(nextSequence, 1_000, GROUP_BYTES));
            assertEquals(
                    "no space left on device for the next journal segment: " + directory + ": 3 bytes free, 5 needed",
                    failure.getMessage());
        }
        assertEquals(1, Segment.list(directory).size());
    }

    @Test
    void shouldGoOnWhenRoomIsMadeBeforeTheSegmentIsFull() throws Exception {
        SegmentSupply supply = supply(config(0));
        try (JournalAppender appender = new JournalAppender(SEGMENT_BYTES, supply, supply.start(1, 10), 1, 0)) {
            assertEquals(DiskSpaceLevel.NORMAL, levels.take());
            isFull = true;
            append(appender, 10);
            assertEquals(DiskSpaceLevel.RESERVE, levels.take());
            isFull = false;
            assertEquals(DiskSpaceLevel.NORMAL, levels.take());
            append(appender, 10);
        }
        assertEquals(2, Segment.list(directory).size());
    }

    @Test
    void shouldGiveUpTheReserveForTheSegmentWhenThereIsNoOtherRoom() throws Exception {
        SegmentSupply supply = supply(config(2 << 20));
        try (JournalAppender appender = new JournalAppender(SEGMENT_BYTES, supply, supply.start(1, 10), 1, 0)) {
            assertEquals(DiskSpaceLevel.NORMAL, levels.take());
            assertEquals(2 << 20, Files.size(directory.resolve("reserve")));
            isFull = true;
            append(appender, 20);
            assertEquals(2, appender.prepare(nextSequence, 1_000, 64));
        }
        assertEquals(2, Collections.frequency(made, "2 " + SegmentSupply.THREAD));
    }

    @Test
    void shouldLeaveNothingOfASegmentThatCouldNotBeMade() throws IOException {
        Files.writeString(directory.resolve("segment-00000001"), "in the way");
        SegmentSupply supply = supply(config(0));
        assertThrows(IOException.class, () -> supply.start(1, 10));
        supply.close();
        assertEquals("in the way", Files.readString(directory.resolve("segment-00000001")));
    }
}
