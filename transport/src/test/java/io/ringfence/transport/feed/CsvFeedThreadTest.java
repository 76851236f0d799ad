package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.transport.feed.FeedFixture.Tick;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The feed on its own thread, against a core on others. The limit is on a thread apart, because close() outlasts interrupts. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class CsvFeedThreadTest {
    private static final int ROWS = 5_000;

    @TempDir
    Path dir;

    private CsvFeedConfig manyRows() {
        String text = IntStream.rangeClosed(1, ROWS)
                .mapToObj(second -> second + ",10,1\n")
                .collect(Collectors.joining());
        return FeedFixture.of(dir, text).config();
    }

    @Test
    void shouldLoseNothingWhenTheRingIsMuchSmallerThanTheFile() throws InterruptedException {
        try (RecordingCore core = RecordingCore.threaded();
                CsvFeed feed = core.feed(manyRows(), 0, TickBarrier.NONE)) {
            feed.start();
            assertTrue(feed.awaitEnd(30, TimeUnit.SECONDS));
            assertTrue(core.core.awaitCompleted(core.core.claimedSequence()));

            assertEquals(FeedState.ENDED, feed.state());
            assertEquals(sequences(ROWS), feedSequences(core));
        }
    }

    @Test
    void shouldWaitWithoutLossWhenTheStagesStandStill() throws InterruptedException {
        try (RecordingCore core = RecordingCore.stalled();
                CsvFeed feed = core.feed(manyRows(), 0, TickBarrier.NONE)) {
            feed.start();
            // 64 slots, of which a quarter is left to others: 49 are taken while 16 are free, one of them for being up.
            while (feed.tickCount() < 48) {
                Thread.onSpinWait();
            }
            assertFalse(feed.awaitEnd(50, TimeUnit.MILLISECONDS));
            assertEquals(48, feed.tickCount());
            assertEquals(FeedState.RUNNING, feed.state());

            core.gate.countDown();

            assertTrue(feed.awaitEnd(30, TimeUnit.SECONDS));
            assertTrue(core.core.awaitCompleted(core.core.claimedSequence()));
            assertEquals(sequences(ROWS), feedSequences(core));
        }
    }

    @Test
    void shouldCloseWhenTheRingStaysBusy() {
        try (RecordingCore core = RecordingCore.stalled()) {
            CsvFeed feed = core.feed(manyRows(), 0, TickBarrier.NONE);
            feed.start();
            while (feed.tickCount() < 48) {
                Thread.onSpinWait();
            }

            feed.close();

            assertEquals(FeedState.CLOSED, feed.state());
            assertEquals(48, feed.tickCount());
        }
    }

    @Test
    void shouldEndAsHaltedWhenAStageFails() throws InterruptedException {
        try (RecordingCore core = RecordingCore.failingAt(100, ThreadingMode.COMPACT);
                CsvFeed feed = core.feed(manyRows(), 0, TickBarrier.NONE)) {
            feed.start();

            assertTrue(feed.awaitEnd(30, TimeUnit.SECONDS));
            assertEquals(FeedState.HALTED, feed.state());
            assertEquals(sequences(98), feedSequences(core));
        }
    }

    @Test
    void shouldBeInLockstepWhenTheBarrierAwaitsTheCore() throws InterruptedException {
        try (RecordingCore core = RecordingCore.threaded()) {
            CsvFeed feed = core.feed(manyRows(), 0, sequence -> {
                core.core.awaitCompleted(sequence);
                // The event's sequence, which starts at 1001 in this core, and not the ring's own count.
                assertEquals(sequence - 1_000, core.said.size() + core.ticks.size());
            });
            feed.start();

            assertTrue(feed.awaitEnd(30, TimeUnit.SECONDS));
            assertEquals(FeedState.ENDED, feed.state(), () -> String.valueOf(feed.failure()));
            feed.close();
        }
    }

    @Test
    void shouldCloseWhenTheBarrierNeverOpens() throws InterruptedException {
        CountDownLatch atBarrier = new CountDownLatch(1);
        try (RecordingCore core = RecordingCore.threaded()) {
            CsvFeed feed = core.feed(manyRows(), 0, sequence -> {
                if (sequence == 1_002) {
                    atBarrier.countDown();
                    new CountDownLatch(1).await();
                }
            });
            feed.start();
            atBarrier.await();

            feed.close();

            assertEquals(FeedState.CLOSED, feed.state());
            assertEquals(1, feed.tickCount());
        }
    }

    @Test
    void shouldFailWhenTheBarrierThrows() throws InterruptedException {
        RuntimeException broken = new IllegalStateException("broken barrier");
        try (RecordingCore core = RecordingCore.threaded();
                CsvFeed feed = core.feed(manyRows(), 0, sequence -> {
                    throw broken;
                })) {
            feed.start();

            assertTrue(feed.awaitEnd(30, TimeUnit.SECONDS));
            assertEquals(FeedState.FAILED, feed.state());
            assertEquals(broken, feed.failure());
        }
    }

    @Test
    void shouldCloseWhenTheNextTickIsFarAway() {
        FeedFixture fixture = FeedFixture.of(dir, "1,10,1\n1000000,10,1\n");
        fixture.pacing = 1;
        try (RecordingCore core = RecordingCore.threaded()) {
            CsvFeed feed = core.feed(fixture.config(), 0, TickBarrier.NONE);
            feed.start();
            while (feed.tickCount() < 1) {
                Thread.onSpinWait();
            }

            feed.close();

            assertEquals(FeedState.CLOSED, feed.state());
            assertEquals(1, feed.tickCount());
        }
    }

    @Test
    void shouldStartOnlyOnceWhenAskedTwice() {
        try (RecordingCore core = RecordingCore.threaded();
                CsvFeed feed = core.feed(manyRows(), 0, TickBarrier.NONE)) {
            feed.start();

            assertThrows(IllegalStateException.class, feed::start);
        }
    }

    private static List<Long> sequences(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static List<Long> feedSequences(RecordingCore core) {
        return core.ticks.stream().map(Tick::feedSequence).toList();
    }
}
