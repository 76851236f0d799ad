package io.ringfence.config.node;

import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventCore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets time pass in silence: publishes a TIME_ADVANCED when the next deadline of the core, or of the simulated broker, is
 * due. A host with nothing due only wakes to look whether that has changed.
 */
final class ClockProducer implements AutoCloseable {
    /** Longest sleep, and so the most by which a deadline that was just set can be late. */
    private static final long MAX_PARK_NS = 2_000_000;

    private final EpochClock clock;
    private final LongSupplier nextDeadlineNs;
    private final EventCore core;
    private final TimeEvents events;
    private Thread thread;
    private volatile boolean isClosed;

    ClockProducer(EpochClock clock, LongSupplier nextDeadlineNs, EventCore core) {
        this.clock = clock;
        this.nextDeadlineNs = nextDeadlineNs;
        this.core = core;
        this.events = new TimeEvents(core.publisher());
    }

    void start() {
        thread = new Thread(this::run, "ringfence-clock");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isClosed) {
            // A deadline may be as far away as a long reaches, so the difference must not overflow.
            long deadlineNs = nextDeadlineNs.getAsLong();
            long nowNs = clock.epochNs();
            if (deadlineNs > nowNs) {
                LockSupport.parkNanos(this, Math.min(deadlineNs - nowNs, MAX_PARK_NS));
            } else if (!events.publish() || !core.awaitCompleted(core.claimedSequence())) {
                return;
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
