package io.ringfence.transport.feed;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Holds each tick until as much time has passed since the first one as in the recording, divided by the speed. Ticks that
 * are late are not held, and do not shift those after them.
 */
final class Pacer {
    /** Bounds one sleep, so that a stop request is seen even when its wake-up came just before the sleep began. */
    private static final long MAX_PARK_NS = 100_000_000;

    /** Reads time and sleeps; replaced in tests. */
    interface WallTime {
        /** The real one. */
        WallTime SYSTEM = new WallTime() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void parkNanos(long durationNs) {
                LockSupport.parkNanos(durationNs);
            }
        };

        long nanoTime();

        void parkNanos(long durationNs);
    }

    private final double speed;
    private final WallTime wall;
    private boolean started;
    private long startNs;
    private long firstTickNs;

    /** Paces by a factor of the recorded speed; 0 holds nothing. */
    Pacer(double speed, WallTime wall) {
        this.speed = speed;
        this.wall = wall;
    }

    /** Returns true when the tick is due, false when it was told to stop first. */
    boolean awaitDue(long tickNs, BooleanSupplier stopped) {
        if (speed == 0) {
            return true;
        }
        if (!started) {
            started = true;
            startNs = wall.nanoTime();
            firstTickNs = tickNs;
        }
        long dueNs = (long) ((tickNs - firstTickNs) / speed);
        for (long leftNs = dueNs - (wall.nanoTime() - startNs);
                leftNs > 0;
                leftNs = dueNs - (wall.nanoTime() - startNs)) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            wall.parkNanos(Math.min(leftNs, MAX_PARK_NS));
        }
        return true;
    }

    /** Waits the n-th time for room in the ring: spins, then yields, then sleeps 50 µs at a time. */
    void awaitRoom(int attempt) {
        if (attempt < 100) {
            Thread.onSpinWait();
        } else if (attempt < 200) {
            Thread.yield();
        } else {
            wall.parkNanos(50_000);
        }
    }
}
