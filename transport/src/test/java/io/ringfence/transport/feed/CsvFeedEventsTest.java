package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventType;
import io.ringfence.core.ring.Admission;
import io.ringfence.transport.feed.FeedFixture.Said;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a feed says of itself: that it is up, and that it has failed. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class CsvFeedEventsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String ROWS = "10,1,5\n11,2,1\n13,3,1\n";
    private static final int FEED_ID = 7;

    @TempDir
    Path dir;

    @Test
    void shouldSayThatItIsUpOnceAndBeforeTheFirstTickWhenARunHasTicks() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(FeedFixture.of(dir, ROWS).config(), 0, TickBarrier.NONE)) {
            assertEquals(3, drive(feed));

            assertEquals(List.of(connected(1, 0)), core.said);
            assertEquals(4, core.core.completedSequence());
            assertEquals(10 * SECOND_NS, core.ticks.get(0).timestampNs());
        }
    }

    @Test
    void shouldSayThatItIsUpAgainWhenARestartHasMoreTicks() {
        CsvFeedConfig config = FeedFixture.of(dir, ROWS).config();
        List<List<Said>> bySkipped = new ArrayList<>();
        for (int journaled = 0; journaled <= 3; journaled++) {
            try (RecordingCore core = RecordingCore.inline();
                    CsvFeed feed = core.feed(config, journaled, TickBarrier.NONE)) {
                drive(feed);
                bySkipped.add(List.copyOf(core.said));
                assertEquals(FeedState.ENDED, feed.state());
            }
        }

        assertEquals(
                List.of(List.of(connected(1, 0)), List.of(connected(1, 0)), List.of(connected(1, 0)), List.of()),
                bySkipped);
    }

    @Test
    void shouldSayNothingWhenItIsStoppedOrHasNoTick() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed empty = core.feed(FeedFixture.of(dir, "\n").config(), 0, TickBarrier.NONE);
                CsvFeed closed = core.feed(FeedFixture.of(dir, ROWS).config(), 0, TickBarrier.NONE)) {
            drive(empty);
            closed.stop();
            drive(closed);

            assertEquals(List.of(FeedState.ENDED, FeedState.CLOSED), List.of(empty.state(), closed.state()));
            assertEquals(0, core.core.completedSequence());
        }
    }

    @Test
    void shouldSayOnceThatItHasFailedWhenTheSourceCannotBeRead() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(new FeedFixture("no/such.csv").config(), 0, TickBarrier.NONE)) {
            assertFalse(feed.step());
            assertFalse(feed.step());
            assertEquals(Long.MAX_VALUE, feed.nextTimeNs());

            assertEquals(List.of(failed(1, 0)), core.said);
            assertEquals(FeedState.FAILED, feed.state());
            assertEquals("no/such.csv: no such file", feed.failure().getMessage());
        }
    }

    @Test
    void shouldSayAtItsLastTicksTimeThatItHasFailedWhenTooManyRowsAreBad() {
        FeedFixture fixture = FeedFixture.of(dir, "10,1,5\n11,2,1\nbad\n13,3,1\n");
        fixture.maxBadRows = 0;
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(fixture.config(), 0, TickBarrier.NONE)) {
            assertEquals(2, drive(feed));

            assertEquals(List.of(connected(1, 0), failed(4, 11)), core.said);
            assertEquals(FeedState.FAILED, feed.state());
        }
    }

    @Test
    void shouldSayThatItHasFailedAndNeverThatItWasUpWhenTooFewRowsAreThereAtResume() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(FeedFixture.of(dir, ROWS).config(), 4, TickBarrier.NONE)) {
            drive(feed);

            assertEquals(List.of(failed(1, 0)), core.said);
            assertEquals(FeedState.FAILED, feed.state());
        }
    }

    /** A caller that merges feeds asks for times, and it is then that a feed fails. */
    @Test
    void shouldSayThatItHasFailedAndAwaitTheBarrierWhenTheNextTimeIsAskedFor() {
        FeedFixture fixture = FeedFixture.of(dir, "10,1,5\nbad\n");
        fixture.maxBadRows = 0;
        List<Long> barriers = new ArrayList<>();
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(fixture.config(), 0, barriers::add)) {
            assertEquals(10 * SECOND_NS, feed.nextTimeNs());
            assertEquals(List.of(), core.said, "up is said with the tick, not before");
            assertTrue(feed.step());
            assertEquals(Long.MAX_VALUE, feed.nextTimeNs());
            assertFalse(feed.step());

            assertEquals(List.of(connected(1, 0), failed(3, 10)), core.said);
            assertEquals(List.of(1L, 2L, 3L), barriers);
            assertEquals(FeedState.FAILED, feed.state());
        }
    }

    @Test
    void shouldKeepItsFailureWhenTheBarrierFailsToo() {
        RuntimeException another = new IllegalStateException("broken barrier");
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(new FeedFixture("no/such.csv").config(), 0, sequence -> {
                    throw another;
                })) {
            assertFalse(feed.step());

            assertEquals(FeedState.FAILED, feed.state());
            assertEquals("no/such.csv: no such file", feed.failure().getMessage());
            assertArrayEquals(new Throwable[] {another}, feed.failure().getSuppressed());
        }
    }

    @Test
    void shouldKeepItsFailureWhenItsBarrierIsInterrupted() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(new FeedFixture("no/such.csv").config(), 0, sequence -> {
                    throw new InterruptedException();
                })) {
            assertFalse(feed.step());

            assertTrue(Thread.interrupted(), "the interrupt is passed on to the caller");
            assertEquals(FeedState.FAILED, feed.state());
            assertEquals("no/such.csv: no such file", feed.failure().getMessage());
        }
    }

    @Test
    void shouldSayOnceThatItHasFailedWhenTheBarrierIsWhatFails() {
        RuntimeException broken = new IllegalStateException("broken barrier");
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(FeedFixture.of(dir, ROWS).config(), 0, sequence -> {
                    throw broken;
                })) {
            assertFalse(feed.step());

            assertEquals(List.of(connected(1, 0), failed(2, 0)), core.said);
            assertSame(broken, feed.failure());
            assertEquals(0, broken.getSuppressed().length);
        }
    }

    @Test
    void shouldPublishNoTickWhenItIsStoppedOrInterruptedAtTheBarrierBeforeTheFirst() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed interrupted = core.feed(FeedFixture.of(dir, ROWS).config(), 0, sequence -> {
                    throw new InterruptedException();
                })) {
            assertFalse(interrupted.step());
            assertTrue(Thread.interrupted());
            CsvFeed[] self = new CsvFeed[1];
            self[0] = core.feed(FeedFixture.of(dir, ROWS).config(), 0, sequence -> self[0].stop());
            assertFalse(self[0].step());

            assertEquals(List.of(connected(1, 0), connected(2, 0)), core.said);
            assertEquals(List.of(), core.ticks);
            assertEquals(List.of(FeedState.CLOSED, FeedState.CLOSED), List.of(interrupted.state(), self[0].state()));
        }
    }

    @Test
    void shouldFailInSilenceWhenTheCoreTakesNoMoreEvents() {
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(new FeedFixture("no/such.csv").config(), 0, TickBarrier.NONE)) {
            core.core.close();

            assertFalse(feed.step());

            assertEquals(List.of(), core.said);
            assertEquals(FeedState.FAILED, feed.state());
        }
    }

    @Test
    void shouldWaitForRoomWhenTheRingIsFullAsItFails() throws InterruptedException {
        try (RecordingCore core = RecordingCore.stalled();
                CsvFeed feed = core.feed(new FeedFixture("no/such.csv").config(), 0, TickBarrier.NONE)) {
            int count = fill(core);
            feed.start();
            assertFalse(feed.awaitEnd(50, TimeUnit.MILLISECONDS));

            core.gate.countDown();

            assertTrue(feed.awaitEnd(20, TimeUnit.SECONDS));
            assertTrue(core.core.awaitCompleted(core.core.claimedSequence()));
            assertEquals(List.of(failed(1_000 + count + 1, 0)), core.said);
            assertEquals(FeedState.FAILED, feed.state());
        }
    }

    @Test
    void shouldUseTheLastSlotsThatTicksMayNotWhenItFails() throws InterruptedException {
        FeedFixture fixture = FeedFixture.of(dir, "10,1,5\n".repeat(48) + "bad\n");
        fixture.maxBadRows = 0;
        try (RecordingCore core = RecordingCore.stalled();
                CsvFeed feed = core.feed(fixture.config(), 0, TickBarrier.NONE)) {
            feed.start();

            assertTrue(feed.awaitEnd(20, TimeUnit.SECONDS));
            assertEquals(FeedState.FAILED, feed.state());
            assertEquals(1_050, core.core.claimedSequence());
        }
    }

    @Test
    void shouldCloseWhenTheRingStaysFullAsItFails() throws InterruptedException {
        try (RecordingCore core = RecordingCore.stalled()) {
            CsvFeed feed = core.feed(new FeedFixture("no/such.csv").config(), 0, TickBarrier.NONE);
            int count = fill(core);
            feed.start();
            assertFalse(feed.awaitEnd(50, TimeUnit.MILLISECONDS));

            feed.close();

            assertEquals(FeedState.FAILED, feed.state());
            assertEquals("no/such.csv: no such file", feed.failure().getMessage());
            assertEquals(1_000 + count, core.core.claimedSequence());
        }
    }

    /** Takes the ring's last slot, and returns how many there were. */
    private static int fill(RecordingCore core) {
        TickEncoder encoder = new TickEncoder(1, 1);
        int count = 0;
        for (long claim = core.core.publisher().tryClaim(Admission.VITAL);
                claim >= 0;
                claim = core.core.publisher().tryClaim(Admission.VITAL)) {
            encoder.encode(
                    new CsvRow(), ++count, core.core.publisher().slot(claim).in());
            core.core.publisher().publish(claim);
        }
        return count;
    }

    private static int drive(CsvFeed feed) {
        int published = 0;
        while (feed.step()) {
            published++;
        }
        return published;
    }

    private static Said connected(long sequence, long second) {
        return said(sequence, second, EventType.PRICE_FEED_CONNECTED);
    }

    private static Said failed(long sequence, long second) {
        return said(sequence, second, EventType.PRICE_FEED_ERROR);
    }

    private static Said said(long sequence, long second, EventType type) {
        return new Said(sequence, second * SECOND_NS, type, RecordingCore.INSTRUMENT_ID, FEED_ID);
    }
}
