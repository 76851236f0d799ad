package io.ringfence.transport.feed;

import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Publishes a recorded file into the ring, tick by tick.
 *
 * <p>Driven either by its own thread, from {@link #start()}, or by the caller's, through {@link #step()}; not by both.
 * {@link #close()} may come from any thread when the feed has its own, else from the one that steps. Counters and state may
 * be read by any thread.
 *
 * <p>The first tick of a run is preceded by PRICE_FEED_CONNECTED, at the time there was before it; a run without a tick has
 * none. A feed that fails publishes PRICE_FEED_ERROR as its last event, once, unless the core has halted or the feed is being
 * closed.
 *
 * <p>A recording can wait, so nothing is conflated or lost: while the ring is busy the feed stands still. The n-th good row
 * has feed sequence n in every run, which is what resuming rests on.
 *
 * <p>Long because one row is one step, taken by a thread of its own or by the caller's: reading, pacing, publishing and waiting
 * share the state that a resumed run goes on with, and both ways have to end well.
 */
public final class CsvFeed implements AutoCloseable {
    private final CsvFeedConfig config;
    private final long lastJournaledFeedSequence;
    private final EventPublisher publisher;
    private final SourceTime time;
    private final TickBarrier barrier;
    private final CsvReader reader;
    private final TickEncoder encoder;
    private final FeedEvents events;
    private final Pacer pacer;
    private final BooleanSupplier stopped = this::isStopped;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Written by the driving thread alone, as the two below. */
    private final AtomicLong tickCount = new AtomicLong();

    private final AtomicLong resumedRowCount = new AtomicLong();
    private final AtomicLong sourceTimeNs = new AtomicLong();
    /** A row was read and not yet published. Of the driving thread alone, as the one below. */
    private boolean isRowReady;

    private boolean isConnected;
    /** Written by the driving thread, before {@link #state} becomes FAILED. */
    private Throwable failure;
    /** Written by the driving thread, except from NEW to CLOSED. */
    private volatile FeedState state = FeedState.NEW;
    /** Set once, by whoever closes. */
    private volatile boolean closing;

    private final Object barrierLock = new Object();
    /** Guarded by {@link #barrierLock}: the feed's thread may be interrupted now, and never elsewhere. */
    private boolean atBarrier;

    /** Set by whoever starts, read by whoever closes. */
    private volatile Thread thread;

    /**
     * A feed that reads nothing until it is started or stepped.
     *
     * @param instrumentId number that the configured symbol has in the core
     * @param lastJournaledFeedSequence feed sequence of the last tick of this feed that the journal holds, 0 for none; the
     *     rows up to it are read again, to find the place and to judge them, but not published
     */
    public CsvFeed(
            CsvFeedConfig config,
            int instrumentId,
            long lastJournaledFeedSequence,
            EventPublisher publisher,
            SourceTime time,
            TickBarrier barrier,
            BadRowListener badRows) {
        this(config, instrumentId, lastJournaledFeedSequence, publisher, time, barrier, badRows, Pacer.WallTime.SYSTEM);
    }

    CsvFeed(
            CsvFeedConfig config,
            int instrumentId,
            long lastJournaledFeedSequence,
            EventPublisher publisher,
            SourceTime time,
            TickBarrier barrier,
            BadRowListener badRows,
            Pacer.WallTime wall) {
        if (lastJournaledFeedSequence < 0) {
            throw new IllegalArgumentException("feed." + config.name() + ": last journaled feed sequence = "
                    + lastJournaledFeedSequence + ": expected 0 or more");
        }
        this.config = config;
        this.lastJournaledFeedSequence = lastJournaledFeedSequence;
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.time = Objects.requireNonNull(time, "time");
        this.barrier = Objects.requireNonNull(barrier, "barrier");
        this.reader = new CsvReader(config, Objects.requireNonNull(badRows, "badRows"));
        this.encoder = new TickEncoder(config.feedId(), instrumentId);
        this.events = new FeedEvents(config.feedId(), instrumentId);
        this.pacer = new Pacer(config.pacing(), wall);
    }

    /** Starts the feed's thread, a daemon called {@code ringfence-feed-NAME}. Once. */
    public void start() {
        if (thread != null || state != FeedState.NEW) {
            throw new IllegalStateException("feed " + config.name() + " starts once, and is not stepped before");
        }
        thread = new Thread(
                () -> {
                    while (step()) {
                        continue;
                    }
                },
                "ringfence-feed-" + config.name());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Publishes the next tick on the caller's thread, waiting for its time where the feed is paced and for room in the
     * ring. The first call also opens the source and finds the place to resume at.
     *
     * @return false when no tick was published and none will be: {@link #state()} says why
     */
    public boolean step() {
        if (state.isTerminal()) {
            return false;
        }
        try {
            FeedState next = publishNext();
            if (next == FeedState.RUNNING) {
                return true;
            }
            end(next);
            return false;
        } catch (InterruptedException closedAtBarrier) {
            Thread.currentThread().interrupt();
            end(FeedState.CLOSED);
            // Left at the tick's own barrier, the tick is published; at one before it, not.
            return !isRowReady;
        } catch (Throwable cause) {
            fail(cause);
            return false;
        }
    }

    /**
     * Time of the tick that the next {@link #step()} publishes, {@code Long.MAX_VALUE} when there is none. For a caller that
     * steps several feeds in the order of their times. When the row after the last tick cannot be read, it is here that the
     * feed fails and says so to the core.
     */
    public long nextTimeNs() {
        if (state.isTerminal()) {
            return Long.MAX_VALUE;
        }
        try {
            if (readNext()) {
                return reader.row().timeNs;
            }
            end(isStopped() ? FeedState.CLOSED : FeedState.ENDED);
        } catch (IOException | RuntimeException cause) {
            fail(cause);
        }
        return Long.MAX_VALUE;
    }

    /** Has the next row ready, opening the source and finding the place to resume at first; false at the end. */
    private boolean readNext() throws IOException {
        if (state == FeedState.NEW) {
            state = FeedState.RUNNING;
            reader.open();
            skipJournaled();
        }
        if (!isRowReady && !isStopped()) {
            isRowReady = reader.next();
        }
        return isRowReady;
    }

    private FeedState publishNext() throws IOException, InterruptedException {
        boolean isMore = readNext();
        if (isStopped()) {
            return FeedState.CLOSED;
        }
        if (!isMore) {
            return FeedState.ENDED;
        }
        CsvRow row = reader.row();
        if (!pacer.awaitDue(row.timeNs, stopped)) {
            return FeedState.CLOSED;
        }
        // At the time there is: an event at the tick's own would fire the timers of that time ahead of the tick.
        if (!isConnected) {
            long claim = awaitClaim(Admission.TICK);
            if (claim < 0) {
                return refused(claim);
            }
            publishConnected(claim);
            // Told to stop meanwhile, the barrier may not have held.
            if (isStopped()) {
                return FeedState.CLOSED;
            }
        }
        // Before the claim, which stamps the event.
        time.advanceTo(row.timeNs);
        long claim = awaitClaim(Admission.TICK);
        if (claim < 0) {
            return refused(claim);
        }
        publishTick(claim, row);
        return FeedState.RUNNING;
    }

    private void publishConnected(long claim) throws InterruptedException {
        EventSlot slot = publisher.slot(claim);
        long sequence = slot.sequence();
        events.encodeConnected(slot.in());
        publisher.publish(claim);
        isConnected = true;
        awaitBarrier(sequence);
    }

    private void publishTick(long claim, CsvRow row) throws InterruptedException {
        EventSlot slot = publisher.slot(claim);
        long sequence = slot.sequence();
        encoder.encode(row, lastJournaledFeedSequence + tickCount.getPlain() + 1, slot.in());
        publisher.publish(claim);
        isRowReady = false;
        tickCount.setRelease(tickCount.getPlain() + 1);
        sourceTimeNs.setRelease(row.timeNs);
        awaitBarrier(sequence);
    }

    private void publishError() throws InterruptedException {
        long claim = awaitClaim(Admission.VITAL);
        if (claim < 0) {
            return;
        }
        EventSlot slot = publisher.slot(claim);
        long sequence = slot.sequence();
        events.encodeError(slot.in());
        publisher.publish(claim);
        awaitBarrier(sequence);
    }

    /** Waits for room; BUSY only when told to stop. */
    private long awaitClaim(Admission admission) {
        long claim = publisher.tryClaim(admission);
        for (int attempt = 0; claim == EventPublisher.BUSY && !isStopped(); attempt = Math.min(attempt + 1, 1_000)) {
            pacer.awaitRoom(attempt);
            claim = publisher.tryClaim(admission);
        }
        return claim;
    }

    private static FeedState refused(long claim) {
        return claim == EventPublisher.HALTED ? FeedState.HALTED : FeedState.CLOSED;
    }

    private void skipJournaled() throws IOException {
        for (long skipped = 0; skipped < lastJournaledFeedSequence && !isStopped(); ) {
            if (!reader.next()) {
                throw new IOException(config.source() + ": holds " + skipped + " good rows, but "
                        + lastJournaledFeedSequence + " of them are journaled: not the file that was played before");
            }
            resumedRowCount.setRelease(++skipped);
        }
    }

    /** Only here is the thread interrupted by a close: an interrupt elsewhere could hit a stage's file in INLINE. */
    private void awaitBarrier(long sequence) throws InterruptedException {
        if (barrier == TickBarrier.NONE) {
            return;
        }
        synchronized (barrierLock) {
            if (closing) {
                return;
            }
            atBarrier = true;
        }
        try {
            barrier.await(sequence);
        } finally {
            synchronized (barrierLock) {
                atBarrier = false;
            }
        }
    }

    private boolean isStopped() {
        return closing || Thread.currentThread().isInterrupted();
    }

    /** The core hears of it before anyone who waits for the end does. What fails on the way does not hide the failure. */
    private void fail(Throwable cause) {
        failure = cause;
        if (closing) {
            end(FeedState.CLOSED);
            return;
        }
        try {
            publishError();
        } catch (InterruptedException closedAtBarrier) {
            Thread.currentThread().interrupt();
        } catch (Throwable another) {
            if (another != cause) {
                cause.addSuppressed(another);
            }
        }
        end(FeedState.FAILED);
    }

    private void end(FeedState last) {
        try {
            reader.close();
        } catch (IOException onClose) {
            // Everything wanted from it was read; what counts is why the feed ended.
            if (failure != null) {
                failure.addSuppressed(onClose);
            }
        }
        state = last;
        ended.countDown();
    }

    /** Waits until the feed's thread has published its last tick; false when that took longer. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }

    /** Asks for an end before the next tick, also of a wait for its time. From any thread; does not wait for it. */
    public void stop() {
        closing = true;
    }

    /** Stops before the next tick, joins the thread, closes the file. Idempotent; a feed that has ended keeps its state. */
    @Override
    public void close() {
        closing = true;
        if (thread == null) {
            if (!state.isTerminal()) {
                end(FeedState.CLOSED);
            }
            return;
        }
        synchronized (barrierLock) {
            if (atBarrier) {
                thread.interrupt();
            }
        }
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the feed stands. */
    public FeedState state() {
        return state;
    }

    /** What stopped the feed when its state is FAILED, else null. */
    public Throwable failure() {
        return state == FeedState.FAILED ? failure : null;
    }

    /** Ticks published in this run. */
    public long tickCount() {
        return tickCount.getAcquire();
    }

    /** Rows skipped as bad in this run, those before the place of resuming included. */
    public long badRowCount() {
        return reader.badRowCount();
    }

    /** Good rows passed over because the journal holds them. */
    public long resumedRowCount() {
        return resumedRowCount.getAcquire();
    }

    /** Time of the last tick published, nanoseconds since the epoch; 0 before the first. */
    public long sourceTimeNs() {
        return sourceTimeNs.getAcquire();
    }

    /** Bytes of the source read so far. */
    public long consumedBytes() {
        return reader.consumedBytes();
    }

    /** Bytes of the source, in the measure of {@link #consumedBytes()}; -1 before it is opened or when unknown. */
    public long totalBytes() {
        return reader.totalBytes();
    }
}
