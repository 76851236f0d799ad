package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.transport.feed.FeedFixture.Tick;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed driven by the test's own thread. */
class CsvFeedTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String MIXED = "10,1,5\nbad\n11,2,0\n12,0,1\n11,3,7\n\n13,4,1\n14,5,1\n";

    @TempDir
    Path dir;

    @Test
    void shouldPublishGoodRowsStampedWithTheirOwnTimeWhenStepped() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(FeedFixture.of(dir, MIXED).config(), 0, TickBarrier.NONE)) {
            assertEquals(FeedState.NEW, feed.state());

            assertEquals(5, drive(feed));

            assertEquals(
                    List.of(
                            trade(1, 10, 100_000_000, 500_000_000),
                            trade(2, 11, 200_000_000, 0),
                            trade(3, 11, 300_000_000, 700_000_000),
                            trade(4, 13, 400_000_000, 100_000_000),
                            trade(5, 14, 500_000_000, 100_000_000)),
                    core.ticks);
            assertEquals(FeedState.ENDED, feed.state());
            assertNull(feed.failure());
            assertEquals(
                    List.of(5L, 3L, 0L, 14 * SECOND_NS),
                    List.of(feed.tickCount(), feed.badRowCount(), feed.resumedRowCount(), feed.sourceTimeNs()));
            assertEquals(
                    List.of((long) MIXED.length(), (long) MIXED.length()),
                    List.of(feed.consumedBytes(), feed.totalBytes()));
        }
    }

    @Test
    void shouldSetEveryFieldWhenTheBufferStillHoldsAnotherMessage() {
        FeedFixture fixture = FeedFixture.of(dir, "1,2,3\n");
        fixture.columns = FeedFixture.QUOTES;
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(fixture.config(), 0, TickBarrier.NONE)) {
            long claim = core.core.publisher().tryClaim(Admission.VITAL);
            core.core.publisher().slot(claim).in().reserve(128).setMemory(0, 128, (byte) 0x5A);
            new TickEncoder(1, 1)
                    .encode(full(), 9, core.core.publisher().slot(claim).in());
            core.core.publisher().publish(claim);

            drive(feed);

            assertEquals(
                    new Tick(
                            SECOND_NS,
                            SECOND_NS,
                            1,
                            null,
                            0,
                            null,
                            null,
                            200_000_000L,
                            300_000_000L,
                            null,
                            null,
                            RecordingCore.INSTRUMENT_ID,
                            7),
                    core.ticks.get(1));
        }
    }

    private static CsvRow full() {
        CsvRow row = new CsvRow();
        row.timeNs = 1;
        row.lastScaled = 2;
        row.quantityScaled = 3;
        row.bidScaled = 4;
        row.askScaled = 5;
        return row;
    }

    @Test
    void shouldPublishExactlyWhatRemainsWhenResumedAtAnyPosition() {
        CsvFeedConfig config = FeedFixture.of(dir, MIXED).config();
        List<Tick> all;
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(config, 0, TickBarrier.NONE)) {
            drive(feed);
            all = List.copyOf(core.ticks);
        }
        for (int journaled = 0; journaled <= all.size(); journaled++) {
            try (RecordingCore core = RecordingCore.inline();
                    CsvFeed feed = core.feed(config, journaled, TickBarrier.NONE)) {
                drive(feed);

                assertEquals(all.subList(journaled, all.size()), core.ticks);
                assertEquals(FeedState.ENDED, feed.state());
                assertEquals(
                        List.of((long) all.size() - journaled, 3L, (long) journaled),
                        List.of(feed.tickCount(), feed.badRowCount(), feed.resumedRowCount()));
            }
        }
    }

    @Test
    void shouldFailWhenFileHoldsFewerRowsThanAreJournaled() {
        FeedFixture fixture = FeedFixture.of(dir, MIXED);
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(fixture.config(), 6, TickBarrier.NONE)) {
            assertEquals(0, drive(feed));

            assertEquals(FeedState.FAILED, feed.state());
            assertEquals(
                    fixture.source
                            + ": holds 5 good rows, but 6 of them are journaled: not the file that was played before",
                    feed.failure().getMessage());
        }
    }

    @Test
    void shouldFailAfterTheTicksBeforeItWhenTooManyRowsAreBad() {
        FeedFixture fixture = FeedFixture.of(dir, MIXED);
        fixture.maxBadRows = 1;
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(fixture.config(), 0, TickBarrier.NONE)) {
            assertEquals(2, drive(feed));

            assertEquals(FeedState.FAILED, feed.state());
            assertEquals(
                    fixture.source + ":4: more than 1 bad rows (feed.test.max-bad-rows)",
                    feed.failure().getMessage());
            assertEquals(2, core.ticks.size());
        }
    }

    @Test
    void shouldFailWithTheSourceNamedWhenThereIsNoFile() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(new FeedFixture("no/such.csv").config(), 0, TickBarrier.NONE)) {
            assertFalse(feed.step());

            assertEquals(FeedState.FAILED, feed.state());
            assertEquals("no/such.csv: no such file", feed.failure().getMessage());
        }
    }

    @Test
    void shouldEndAsHaltedWhenTheCoreHalts() {
        try (RecordingCore core = RecordingCore.failingAt(4, ThreadingMode.INLINE);
                CsvFeed feed = core.feed(FeedFixture.of(dir, MIXED).config(), 0, TickBarrier.NONE)) {
            drive(feed);

            assertEquals(FeedState.HALTED, feed.state());
            assertEquals(2, core.ticks.size());
            assertEquals(4, core.core.halt().sequence());
        }
    }

    @Test
    void shouldAskTheBarrierWithTheEventsSequenceWhenAnEventIsPublished() {
        List<List<Long>> calls = new ArrayList<>();
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(
                        FeedFixture.of(dir, MIXED).config(),
                        0,
                        sequence -> calls.add(List.of(sequence, (long) core.ticks.size())))) {
            drive(feed);

            assertEquals(
                    List.of(
                            List.of(1L, 0L),
                            List.of(2L, 1L),
                            List.of(3L, 2L),
                            List.of(4L, 3L),
                            List.of(5L, 4L),
                            List.of(6L, 5L)),
                    calls);
        }
    }

    @Test
    void shouldStopAfterTheTickWhenItsBarrierIsInterrupted() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(FeedFixture.of(dir, MIXED).config(), 0, sequence -> {
                    if (sequence == 2) {
                        throw new InterruptedException();
                    }
                })) {
            assertTrue(feed.step());
            assertTrue(Thread.interrupted(), "the interrupt is passed on to the caller");

            assertFalse(feed.step());
            assertEquals(FeedState.CLOSED, feed.state());
            assertEquals(1, feed.tickCount());
        }
    }

    @Test
    void shouldPublishNothingMoreWhenClosed() {
        try (RecordingCore core = RecordingCore.inline()) {
            CsvFeed feed = core.feed(FeedFixture.of(dir, MIXED).config(), 0, TickBarrier.NONE);
            assertTrue(feed.step());

            feed.close();
            feed.close();

            assertFalse(feed.step());
            assertEquals(FeedState.CLOSED, feed.state());
            assertEquals(1, core.ticks.size());
            assertThrows(IllegalStateException.class, feed::start);
        }
    }

    @Test
    void shouldRefuseWhenResumePositionIsNegative() {
        try (RecordingCore core = RecordingCore.inline()) {
            CsvFeedConfig config = FeedFixture.of(dir, MIXED).config();

            assertThrows(IllegalArgumentException.class, () -> core.feed(config, -1, TickBarrier.NONE));
        }
    }

    @Test
    void shouldAllocateNothingPerRowWhenRowsAreGood() {
        int rows = 60_000;
        FeedFixture fixture = FeedFixture.of(dir, "1385337663,770.49,12.345\n".repeat(rows));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Stage nothing = (slot, endOfBatch) -> {};
        try (EventCore core = new EventCore(
                        RingConfig.defaults().with(ThreadingMode.INLINE),
                        () -> 0,
                        0,
                        new Stages(nothing, nothing, nothing, List.of()),
                        StageThreads.unpinned());
                CsvFeed feed = new CsvFeed(
                        fixture.config(),
                        1,
                        0,
                        core.publisher(),
                        SourceTime.NONE,
                        TickBarrier.NONE,
                        BadRowListener.NONE)) {
            core.start();
            while (feed.tickCount() < rows / 2) {
                assertTrue(feed.step());
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (feed.step()) {
                continue;
            }
            long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;

            assertEquals(rows, feed.tickCount());
            // The compiler and each refill of the read buffer may take a little.
            assertTrue(allocatedBytes < rows / 2, () -> allocatedBytes + " bytes");
        }
    }

    private static int drive(CsvFeed feed) {
        int published = 0;
        while (feed.step()) {
            published++;
        }
        assertTrue(feed.state().isTerminal());
        return published;
    }

    private static Tick trade(long feedSequence, long second, long last, long quantity) {
        return new Tick(
                second * SECOND_NS,
                second * SECOND_NS,
                feedSequence,
                last,
                quantity,
                null,
                null,
                null,
                null,
                null,
                null,
                RecordingCore.INSTRUMENT_ID,
                7);
    }
}
