package io.ringfence.config.node;

import io.ringfence.core.ring.EpochClock;
import java.util.concurrent.locks.LockSupport;

/** Publishes the script by a clock that runs by itself: the host's, or that of feeds that wait for nobody. */
final class ScriptProducer implements AutoCloseable {
    /** Longest sleep by a clock that feeds move, and so the most by which a command is late. */
    private static final long FEED_PARK_NS = 2_000_000;

    private final EpochClock clock;
    private final ClockMode mode;
    private final Script script;
    private Thread thread;
    private volatile boolean isClosed;

    ScriptProducer(EpochClock clock, ClockMode mode, Script script) {
        this.clock = clock;
        this.mode = mode;
        this.script = script;
    }

    void start() {
        thread = new Thread(this::run, "ringfence-script");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isClosed && script.nextNs() < Long.MAX_VALUE && script.publishDue(clock.epochNs())) {
            LockSupport.parkNanos(this, parkNs());
        }
    }

    /** Nobody adds to a script, so by the host's clock it is known how long to sleep. */
    private long parkNs() {
        return mode == ClockMode.FEED
                ? FEED_PARK_NS
                : Math.min(script.nextNs() - clock.epochNs(), ClockProducer.MAX_PARK_NS);
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
