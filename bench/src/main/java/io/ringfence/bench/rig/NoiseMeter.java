package io.ringfence.bench.rig;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * How noisy the host is: a thread that has nothing to do sleeps 10 ms, again and again, and notes how much longer
 * that took. What is in these figures comes from the host, whatever is measured: nobody's latency can be trusted below them.
 *
 * <p>As in jHiccup (Gil Tene, public domain): a sleep that took several milliseconds stands for those that could not
 * begin meanwhile as well. Its own cost is a wake-up on one of the cores each time, some 15 us: with a wake-up a
 * millisecond, where all cores are busy, that alone is what one message in a hundred meets.
 */
public final class NoiseMeter {
    static final long SLEEP_NS = 10_000_000L;

    private final Histogram histogram = HistogramRecordings.histogram();
    private final LongSupplier clock;
    private final Sleep sleep;
    private final long fromNs;
    private final long toNs;
    private final Runnable atBegin;
    private final Thread thread = new Thread(this::run, "noise-meter");

    /** Sleeps for about so long. */
    @FunctionalInterface
    interface Sleep {
        void forNs(long durationNs);
    }

    /**
     * Notes what lies between two times.
     *
     * @param atBegin called once, on the meter's thread, when the first has come
     */
    NoiseMeter(LongSupplier clock, Sleep sleep, long fromNs, long toNs, Runnable atBegin) {
        this.clock = clock;
        this.sleep = sleep;
        this.fromNs = fromNs;
        this.toNs = toNs;
        this.atBegin = atBegin;
    }

    /** The host's, between two times by {@link System#nanoTime()}; the rest as for the constructor. */
    public static NoiseMeter ofHost(long fromNs, long toNs, Runnable atBegin) {
        return new NoiseMeter(System::nanoTime, LockSupport::parkNanos, fromNs, toNs, atBegin);
    }

    /** Starts its thread. Once. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends with the measured time, or when it is interrupted. */
    void run() {
        boolean hasBegun = false;
        long nowNs = clock.getAsLong();
        while (nowNs - toNs < 0 && !Thread.currentThread().isInterrupted()) {
            long beforeNs = nowNs;
            sleep.forNs(SLEEP_NS);
            nowNs = clock.getAsLong();
            if (nowNs - fromNs < 0) {
                continue;
            }
            if (!hasBegun) {
                hasBegun = true;
                atBegin.run();
                nowNs = clock.getAsLong();
            } else {
                long overshootNs = Math.min(HistogramRecordings.MAX_NS, Math.max(0, nowNs - beforeNs - SLEEP_NS));
                histogram.recordValueWithExpectedInterval(overshootNs, SLEEP_NS);
            }
        }
    }

    /** Ends it, and returns what it noted. */
    public Histogram stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return histogram;
    }
}
