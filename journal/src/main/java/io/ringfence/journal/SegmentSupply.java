package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the next segment ahead, closes the full ones and watches their room, on a thread of its own: making a segment's files
 * takes from milliseconds to seconds.
 *
 * <p>Making one is spread over a quarter of the time that the last one lasted, and hurried when that turns out to be too long.
 *
 * <p>A segment that cannot be made is tried again with each look at the disk, until it is needed. {@link #want},
 * {@link #hurry}, {@link #take} and {@link #retire} are for the appending thread.
 */
final class SegmentSupply implements AutoCloseable {
    static final String THREAD = "ringfence-journal-segments";

    private static final long CLOSE_TIMEOUT_S = 60;
    /** Longest time over which the making of a segment is spread. */
    private static final long MAX_MAKING_NS = 10_000_000_000L;

    /** Makes a segment, at this pace, or nothing. */
    interface Maker {
        SegmentAppender make(int number, Pace pace) throws IOException;
    }

    private final Maker maker;
    private final DiskWatch watch;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, THREAD);
        made.setDaemon(true);
        return made;
    });

    private volatile boolean isHurried;
    /** When a segment was made last; for the thread that makes them. */
    private long lastMakingNs;

    /** The fields below are guarded by this. */
    private final Object lock = new Object();
    /** Number of the segment to make; 0 while none is wanted, or it is made. */
    private int wanted;

    private boolean isMaking;
    /** Why it could not be made the last time; null while it was not tried, and when it is made. */
    private Throwable failure;

    private SegmentAppender ready;
    private boolean isClosed;

    SegmentSupply(Maker maker, DiskWatch watch) {
        this.maker = maker;
        this.watch = watch;
    }

    /** Makes the first segment, on the caller's thread, then looks at the disk and begins to watch it. */
    SegmentAppender start(int number, long checkPeriodMs) throws IOException {
        SegmentAppender first = make(number, Pace.atOnce());
        lastMakingNs = System.nanoTime();
        try {
            watch.measure(false);
        } catch (IOException | RuntimeException | Error e) {
            first.close();
            throw e;
        }
        thread.scheduleWithFixedDelay(this::look, checkPeriodMs, checkPeriodMs, TimeUnit.MILLISECONDS);
        return first;
    }

    /** Gives up the reserve rather than to go without a segment. */
    private SegmentAppender make(int number, Pace pace) throws IOException {
        try {
            return maker.make(number, pace);
        } catch (IOException noRoom) {
            if (watch.spend()) {
                return maker.make(number, pace);
            }
            throw noRoom;
        }
    }

    /** Has a segment made. Returns at once. */
    void want(int number) {
        synchronized (lock) {
            wanted = number;
            failure = null;
            isMaking = true;
        }
        isHurried = false;
        thread.execute(this::look);
    }

    /** What was wanted is wanted soon. Returns at once. */
    void hurry() {
        isHurried = true;
    }

    private Pace pace() {
        long nowNs = System.nanoTime();
        long lastedNs = nowNs - lastMakingNs;
        lastMakingNs = nowNs;
        return new Pace(Math.min(MAX_MAKING_NS, lastedNs / 4), () -> isHurried);
    }

    private void look() {
        int number;
        synchronized (lock) {
            if (isClosed) {
                return;
            }
            number = wanted;
            isMaking = number > 0;
        }
        boolean isWaiting = number > 0 && !tryToMake(number);
        try {
            watch.measure(isWaiting);
        } catch (IOException unreadable) {
            // Says nothing about room. What is wrong with the directory shows where a segment is made.
        }
    }

    private boolean tryToMake(int number) {
        SegmentAppender made = null;
        Throwable cause = null;
        try {
            made = make(number, pace());
        } catch (IOException | RuntimeException | Error e) {
            // Thrown where the segment is needed; whoever waits for it must hear of anything.
            cause = e;
        }
        synchronized (lock) {
            ready = made;
            failure = cause;
            wanted = made == null ? number : 0;
            isMaking = false;
            lock.notifyAll();
        }
        return made != null;
    }

    /**
     * The segment that was wanted; waits only while it is being made.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    SegmentAppender take() {
        synchronized (lock) {
            while (ready == null && isMaking) {
                isHurried = true;
                await();
            }
            if (ready == null) {
                throw refusal();
            }
            SegmentAppender taken = ready;
            ready = null;
            return taken;
        }
    }

    private void await() {
        try {
            lock.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the journal's next segment", e);
        }
    }

    private RuntimeException refusal() {
        if (failure instanceof NoSpaceException noSpace) {
            return new UncheckedIOException(
                    "no space left on device for the next journal segment: " + noSpace.getMessage(), noSpace);
        }
        String message = "cannot make the journal's next segment: " + failure;
        return failure instanceof IOException io
                ? new UncheckedIOException(message, io)
                : new IllegalStateException(message, failure);
    }

    /** Has a full segment closed. Returns at once. */
    void retire(SegmentAppender full) {
        thread.execute(() -> {
            try {
                full.close();
            } catch (IOException keptLonger) {
                // Its groups are in it. The blocks that it did not need are given back at the next start.
            }
        });
    }

    /** Ends the thread, and removes the segment that was made ahead and is not needed. */
    @Override
    public void close() throws IOException {
        synchronized (lock) {
            isClosed = true;
        }
        isHurried = true;
        // What was retired is still closed.
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
                throw new IOException("the journal's files are still being written to after " + CLOSE_TIMEOUT_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SegmentAppender unused;
        synchronized (lock) {
            unused = ready;
            ready = null;
        }
        if (unused != null) {
            unused.close();
            SegmentFiles.delete(unused.segment());
        }
    }
}
