package io.ringfence.config.node;

import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.WaitProfile;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets time pass in silence: publishes a TIME_ADVANCED when the next deadline of the core, or of the simulated broker, is
 * due. It sleeps until then, and whoever may have set an earlier one calls {@link #look()}.
 */
final class ClockProducer implements AutoCloseable {
    /** Longest sleep, and so the most by which a deadline is late where the host's clock is set forward. */
    static final long MAX_PARK_NS = 100_000_000;

    /** From here to the deadline a host whose threads spin does so too: longer than a sleep is off. */
    private static final long SPIN_NS = 200_000;

    /** A long sleep ends later than a short one, since the CPU has gone to sleep too: so the last stretch is a sleep of its own. */
    private static final long LAST_SLEEP_NS = 1_000_000;

    private static final long AWAKE = Long.MIN_VALUE;

    private final LongSupplier nextDeadlineNs;
    private final long maxParkNs;
    private EpochClock clock;
    private EventCore core;
    private TimeEvents events;
    private long spinNs;
    /** Written before the thread starts; read by those who look, which may be before. */
    private volatile Thread thread;
    /** Until when the thread sleeps if nobody wakes it; written by it, and by whoever wakes it. */
    private volatile long sleepsUntilNs = AWAKE;

    private volatile boolean isClosed;

    /** One for deadlines that other threads move. */
    ClockProducer(LongSupplier nextDeadlineNs, long maxParkNs) {
        this.nextDeadlineNs = nextDeadlineNs;
        this.maxParkNs = maxParkNs;
    }

    void start(EpochClock newClock, EventCore newCore, WaitProfile waitProfile) {
        clock = newClock;
        core = newCore;
        events = new TimeEvents(newCore.publisher());
        spinNs = waitProfile == WaitProfile.SPIN ? SPIN_NS : 0;
        thread = new Thread(this::run, "ringfence-clock");
        thread.setDaemon(true);
        thread.start();
    }

    /** Wakes the thread where it would sleep past a deadline. From any thread; costs little where it would not. */
    void look() {
        if (nextDeadlineNs.getAsLong() < sleepsUntilNs) {
            sleepsUntilNs = AWAKE;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!isClosed) {
            // A deadline may be as far away as a long reaches, so the difference must not overflow.
            long deadlineNs = nextDeadlineNs.getAsLong();
            long nowNs = clock.epochNs();
            if (deadlineNs > nowNs) {
                await(deadlineNs, nowNs);
            } else if (!events.publish() || !core.awaitCompleted(core.claimedSequence())) {
                return;
            }
        }
    }

    private void await(long deadlineNs, long nowNs) {
        long leftNs = deadlineNs - nowNs;
        if (leftNs <= spinNs) {
            Thread.onSpinWait();
            return;
        }
        long lastNs = leftNs > 2 * LAST_SLEEP_NS ? LAST_SLEEP_NS : spinNs;
        long parkNs = Math.min(leftNs - lastNs, maxParkNs);
        sleepsUntilNs = nowNs + parkNs;
        // Whoever sets a deadline before this is seen here; whoever does after it sees that this thread sleeps.
        VarHandle.fullFence();
        if (nextDeadlineNs.getAsLong() >= deadlineNs && !isClosed) {
            LockSupport.parkNanos(this, parkNs);
        }
        sleepsUntilNs = AWAKE;
    }

    @Override
    public void close() {
        isClosed = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
