package io.ringfence.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what arrives at one place, and holds it to the order in which it was sent. One thread tells of arrivals; others wait,
 * and read when they have.
 */
final class Tally {
    private static final long LOOK_MS = 1;

    private final String what;
    /** Written in order by the arrivals' thread: what it wrote before is seen by whoever reads this. */
    private final AtomicLong arrived = new AtomicLong();

    private long count;
    private long misplacedCount;
    private String firstMisplaced = "";
    private volatile Throwable failure;

    /** {@code what} arrives, in the plural: for findings. */
    Tally(String what) {
        this.what = what;
    }

    /** The message of that index, from 0, is here. */
    void onArrival(long index) {
        if (index != count) {
            onMisplaced(index);
        }
        count++;
        arrived.lazySet(count);
    }

    private void onMisplaced(long index) {
        if (misplacedCount++ == 0) {
            firstMisplaced = index + " in the place of " + count;
        }
    }

    /** Something on the way broke; on any thread. Only the first is kept. */
    void fail(Throwable cause) {
        synchronized (this) {
            if (failure == null) {
                failure = cause;
            }
        }
    }

    /** Waits for so many; false when that took longer, or something broke. */
    boolean await(long expectedCount, long deadlineNs) throws InterruptedException {
        while (arrived.get() < expectedCount) {
            if (failure != null || System.nanoTime() - deadlineNs > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return true;
    }

    /** Time at which a wait of so many milliseconds ends, for {@link #await}. */
    static long deadlineNs(long timeoutMs) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }

    /** What is wrong, when exactly so many should have arrived. */
    List<String> check(long expectedCount) {
        List<String> findings = new ArrayList<>();
        if (failure != null) {
            findings.add(what + " broke off: " + failure);
        }
        long seen = arrived.get();
        if (seen != expectedCount) {
            findings.add(seen + " of " + expectedCount + " " + what + " arrived");
        }
        if (misplacedCount > 0) {
            findings.add(misplacedCount + " " + what + " arrived out of order, the first " + firstMisplaced);
        }
        return findings;
    }
}
