package io.ringfence.bench.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads the vitals of a round when its measured time begins and at the end of each of its parts, and looks more often whether
 * the threads of the path have allocated. On a thread of its own, which sleeps in between.
 */
final class CourseWatch {
    private static final long LONGEST_LOOK_NS = 100_000_000L;
    /** At least so many looks a part. */
    private static final int LOOKS = 10;

    private final LongSupplier clock;
    private final NoiseMeter.Sleep sleep;
    private final long fromNs;
    private final long lengthNs;
    private final long lookNs;
    private final Supplier<Vitals> vitals;
    private final LongSupplier pathBytes;
    private final List<Vitals> read = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "course-watch");
    private long looks;
    private long cleanLooks;

    /**
     * Watches what lies between two times.
     *
     * @param vitals read {@code Course.PARTS + 1} times
     * @param pathBytes what the threads of the path have allocated so far
     */
    CourseWatch(
            LongSupplier clock,
            NoiseMeter.Sleep sleep,
            long fromNs,
            long toNs,
            Supplier<Vitals> vitals,
            LongSupplier pathBytes) {
        this.clock = clock;
        this.sleep = sleep;
        this.fromNs = fromNs;
        this.lengthNs = toNs - fromNs;
        this.lookNs = Math.max(1, Math.min(LONGEST_LOOK_NS, lengthNs / (Course.PARTS * LOOKS)));
        this.vitals = vitals;
        this.pathBytes = pathBytes;
    }

    static CourseWatch of(VitalsReader reader, long fromNs, long toNs) {
        return new CourseWatch(System::nanoTime, LockSupport::parkNanos, fromNs, toNs, reader::read, reader::pathBytes);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends with the measured time, or when it is interrupted. */
    void run() {
        sleepUntil(0);
        read.add(vitals.get());
        long lastBytes = pathBytes.getAsLong();
        for (long look = 1;
                read.size() <= Course.PARTS && !Thread.currentThread().isInterrupted();
                look++) {
            sleepUntil(Math.min(look * lookNs, partEndNs()));
            long bytes = pathBytes.getAsLong();
            looks++;
            cleanLooks += bytes == lastBytes ? 1 : 0;
            lastBytes = bytes;
            long nowNs = clock.getAsLong() - fromNs;
            if (nowNs >= partEndNs()) {
                Vitals now = vitals.get();
                while (read.size() <= Course.PARTS && nowNs >= partEndNs()) {
                    read.add(now);
                }
            }
        }
    }

    /** From the beginning, of the part that is not read yet. */
    private long partEndNs() {
        return lengthNs * read.size() / Course.PARTS;
    }

    private void sleepUntil(long offsetNs) {
        long leftNs = offsetNs - (clock.getAsLong() - fromNs);
        while (leftNs > 0 && !Thread.currentThread().isInterrupted()) {
            sleep.forNs(leftNs);
            leftNs = offsetNs - (clock.getAsLong() - fromNs);
        }
    }

    /** Ends it; parts that it did not live to see are as the process is now. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        while (read.size() <= Course.PARTS) {
            read.add(vitals.get());
        }
    }

    /** When the measured time began, and at the end of each part. After {@link #run()}. */
    List<Vitals> read() {
        return List.copyOf(read);
    }

    /** How often it looked at what the path's threads had allocated. */
    long looks() {
        return looks;
    }

    /** How often there was nothing new. */
    long cleanLooks() {
        return cleanLooks;
    }
}
