package io.ringfence.transport.feed;

import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.transport.feed.FeedFixture.Said;
import io.ringfence.transport.feed.FeedFixture.Tick;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A real core whose trade stage keeps every tick, and what feeds say of themselves, behind a latch and up to a point where it is told to fail. */
final class RecordingCore implements AutoCloseable {
    static final int INSTRUMENT_ID = 3;
    private static final Stage NOTHING = (slot, endOfBatch) -> {};

    /** The clock that the feed drives. */
    final AtomicLong clockNs = new AtomicLong();
    /** Opened from the start unless a test keeps the stage back. */
    final CountDownLatch gate;

    final List<Tick> ticks = new CopyOnWriteArrayList<>();
    /** What feeds said of themselves. */
    final List<Said> said = new CopyOnWriteArrayList<>();

    final EventCore core;
    private final long failingSequence;

    private RecordingCore(ThreadingMode mode, CountDownLatch gate, long failingSequence, long lastSequence) {
        this.gate = gate;
        this.failingSequence = failingSequence;
        RingConfig config = new RingConfig(64, mode, WaitProfile.QUIET, 16, 128, 1_024, 64, 1_024);
        core = new EventCore(
                config,
                clockNs::get,
                lastSequence,
                new Stages(NOTHING, NOTHING, this::onEvent, List.of()),
                StageThreads.unpinned());
        core.start();
    }

    static RecordingCore inline() {
        return new RecordingCore(ThreadingMode.INLINE, new CountDownLatch(0), -1, 0);
    }

    static RecordingCore failingAt(long sequence, ThreadingMode mode) {
        return new RecordingCore(mode, new CountDownLatch(0), sequence, 0);
    }

    /** Slots of 64, threads, and a stage that stands still until the gate opens. */
    static RecordingCore stalled() {
        return new RecordingCore(ThreadingMode.COMPACT, new CountDownLatch(1), -1, 1_000);
    }

    static RecordingCore threaded() {
        return new RecordingCore(ThreadingMode.COMPACT, new CountDownLatch(0), -1, 1_000);
    }

    private void onEvent(EventSlot slot, boolean endOfBatch) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (slot.sequence() == failingSequence) {
            throw new IllegalStateException("told to fail");
        }
        if (Said.isIn(slot)) {
            said.add(Said.of(slot));
        } else {
            ticks.add(Tick.of(slot));
        }
    }

    CsvFeed feed(CsvFeedConfig config, long lastJournaledFeedSequence, TickBarrier barrier) {
        return feed(config, lastJournaledFeedSequence, barrier, Pacer.WallTime.SYSTEM);
    }

    CsvFeed feed(CsvFeedConfig config, long lastJournaledFeedSequence, TickBarrier barrier, Pacer.WallTime wall) {
        return new CsvFeed(
                config,
                INSTRUMENT_ID,
                lastJournaledFeedSequence,
                core.publisher(),
                clockNs::set,
                barrier,
                BadRowListener.NONE,
                wall);
    }

    @Override
    public void close() {
        gate.countDown();
        core.close();
    }
}
