package io.ringfence.journal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Spreads a long work over a time: after each piece it waits until the piece's share of the time is over. A thread that works
 * without a pause takes a core for milliseconds at a time from whatever else runs on it; one that works for microseconds and
 * sleeps takes microseconds. For one thread.
 */
final class Pace {
    /** Shorter waits are not worth their wake-up. */
    private static final long LEAST_NS = 100_000;

    private final long durationNs;
    private final BooleanSupplier isHurried;
    private double totalBytes = 1;
    private long doneBytes;
    private long startNs;

    /**
     * For a work that takes so long.
     *
     * @param isHurried asked after each piece; what is left is done without a pause once it is
     */
    Pace(long durationNs, BooleanSupplier isHurried) {
        this.durationNs = durationNs;
        this.isHurried = isHurried;
    }

    /** For a work that somebody waits for. */
    static Pace atOnce() {
        return new Pace(0, () -> true);
    }

    /** The work, of so many bytes, begins now, or anew. */
    void begin(long bytes) {
        totalBytes = bytes;
        doneBytes = 0;
        startNs = System.nanoTime();
    }

    /** Whether what is left is to be done without a pause. */
    boolean isHurried() {
        return isHurried.getAsBoolean();
    }

    /** So many more bytes are done. Returns when it is time for the next ones. */
    void done(long bytes) {
        doneBytes += bytes;
        if (isHurried()) {
            return;
        }
        long aheadNs = startNs + (long) (durationNs * (doneBytes / totalBytes)) - System.nanoTime();
        if (aheadNs >= LEAST_NS) {
            LockSupport.parkNanos(aheadNs);
        }
    }
}
