package io.ringfence.core.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;

/**
 * Consumers sleep while there is nothing to do, also those whose upstream takes long, such as a journal that syncs to a disk.
 * Disruptor's own blocking strategy sleeps only until an event is published and then spins for the stage before it.
 *
 * <pre>
 *   producer publishes      wakes all who wait for an event
 *   an event is there       whoever follows a stage spins a little, since that is mostly done at once, then sleeps
 *   a stage asks for more   so it has said how far it is: wakes those who wait for a stage
 * </pre>
 *
 * <p>Nobody takes a lock unless somebody sleeps. Allocates nothing. Safe from any thread.
 */
final class QuietWaitStrategy implements WaitStrategy {
    /** Some tens of microseconds: about what it costs to be woken. */
    private static final int SPINS = 1_000;

    /** Longest sleep for a stage, which tells nobody when it is halted. */
    private static final long STAGE_WAIT_MS = 10;

    private final Object published = new Object();
    private final Object passed = new Object();
    /** Who sleeps until an event is published; written under {@link #published}. */
    private volatile int waitingForEvent;
    /** Who sleeps until a stage is through; written under {@link #passed}. */
    private volatile int waitingForStage;

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence upstream, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        // Whoever comes here has just told how far it is.
        VarHandle.fullFence();
        if (waitingForStage > 0) {
            synchronized (passed) {
                passed.notifyAll();
            }
        }
        if (cursor.get() < sequence) {
            awaitEvent(sequence, cursor, barrier);
        }
        for (int spins = 0; spins < SPINS; spins++) {
            long available = upstream.get();
            if (available >= sequence) {
                return available;
            }
            barrier.checkAlert();
            Thread.onSpinWait();
        }
        return awaitStage(sequence, upstream, barrier);
    }

    private void awaitEvent(long sequence, Sequence cursor, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        synchronized (published) {
            waitingForEvent++;
            try {
                VarHandle.fullFence();
                while (cursor.get() < sequence) {
                    barrier.checkAlert();
                    published.wait();
                }
            } finally {
                waitingForEvent--;
            }
        }
    }

    private long awaitStage(long sequence, Sequence upstream, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        synchronized (passed) {
            waitingForStage++;
            try {
                VarHandle.fullFence();
                long available = upstream.get();
                while (available < sequence) {
                    barrier.checkAlert();
                    passed.wait(STAGE_WAIT_MS);
                    available = upstream.get();
                }
                return available;
            } finally {
                waitingForStage--;
            }
        }
    }

    @Override
    public void signalAllWhenBlocking() {
        // What was published, or an alert, is seen by whoever is not counted yet.
        VarHandle.fullFence();
        if (waitingForEvent > 0) {
            synchronized (published) {
                published.notifyAll();
            }
        }
    }
}
