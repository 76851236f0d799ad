package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pacing against a wall clock that only moves when it is slept on. */
class CsvFeedPacingTest {
    private static final long MILLI_NS = 1_000_000L;

    @TempDir
    Path dir;

    private final FakeWall wall = new FakeWall();

    @Test
    void shouldPublishAtRecordedIntervalsDividedBySpeedWhenPaced() {
        assertEquals(List.of(0L, 500L, 500L, 5_000L), publishedAtMs("100,1,1\n101,1,1\n101,1,1\n110,1,1\n", 2, 0));
    }

    @Test
    void shouldStretchIntervalsWhenSpeedIsBelowOne() {
        assertEquals(List.of(0L, 4_000L), publishedAtMs("100,1,1\n101,1,1\n", 0.25, 0));
    }

    @Test
    void shouldNotWaitWhenSpeedIsZero() {
        assertEquals(List.of(0L, 0L), publishedAtMs("100,1,1\n999,1,1\n", 0, 0));
        assertEquals(0, wall.parkCount);
    }

    @Test
    void shouldCountFromTheFirstTickOfThisRunWhenResumed() {
        assertEquals(List.of(0L, 1_000L), publishedAtMs("100,1,1\n200,1,1\n201,1,1\n", 1, 1));
    }

    @Test
    void shouldNotWaitWhenSourceTimeRunsBackwards() {
        assertEquals(List.of(0L, 0L, 3_000L), publishedAtMs("100,1,1\n50,1,1\n103,1,1\n", 1, 0));
    }

    @Test
    void shouldCatchUpWhenItIsLate() {
        wall.oversleepNs = 400 * MILLI_NS;

        // The second tick comes late by the oversleep; the third was due meanwhile; the fourth is on schedule.
        assertEquals(
                List.of(0L, 450L, 450L, 1_950L), publishedAtMs("100,1,1\n100.05,1,1\n100.1,1,1\n101.95,1,1\n", 1, 0));
    }

    @Test
    void shouldSleepInBoundedStepsWhenTheNextTickIsFarAway() {
        publishedAtMs("100,1,1\n101,1,1\n", 1, 0);

        assertEquals(10, wall.parkCount);
    }

    @Test
    void shouldStopWhenTheThreadIsInterruptedWhileItWaits() {
        FeedFixture fixture = FeedFixture.of(dir, "100,1,1\n101,1,1\n");
        fixture.pacing = 1;
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(fixture.config(), 0, TickBarrier.NONE, wall)) {
            assertTrue(feed.step());
            wall.onPark = () -> Thread.currentThread().interrupt();

            boolean stepped = feed.step();

            assertTrue(Thread.interrupted());
            assertEquals(List.of(false, FeedState.CLOSED, 1L), List.of(stepped, feed.state(), feed.tickCount()));
        }
    }

    private List<Long> publishedAtMs(String text, double speed, long journaled) {
        FeedFixture fixture = FeedFixture.of(dir, text);
        fixture.pacing = speed;
        List<Long> atMs = new ArrayList<>();
        long startNs = wall.nowNs;
        // The first event is that the feed is up.
        TickBarrier barrier = sequence -> {
            if (sequence > 1) {
                atMs.add((wall.nowNs - startNs) / MILLI_NS);
            }
        };
        try (RecordingCore core = RecordingCore.inline();
                CsvFeed feed = core.feed(fixture.config(), journaled, barrier, wall)) {
            while (feed.step()) {
                assertTrue(feed.tickCount() > 0);
            }
            assertEquals(FeedState.ENDED, feed.state());
        }
        return atMs;
    }

    private static final class FakeWall implements Pacer.WallTime {
        long nowNs = -42;
        long oversleepNs;
        int parkCount;
        Runnable onPark = () -> {};

        @Override
        public long nanoTime() {
            return nowNs;
        }

        @Override
        public void parkNanos(long durationNs) {
            parkCount++;
            nowNs += durationNs + oversleepNs;
            onPark.run();
        }
    }
}
