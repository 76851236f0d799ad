package io.ringfence.bench.timer;

import io.ringfence.bench.rig.LoadPlan;

/**
 * When timers are due, by the host's clock: at whole milliseconds that are fixed before the node starts, so that a timer which
 * a late one delays is late too. Those of the warm-up are {@value #WARM_UP_INTERVAL_MS} ms apart, the measured ones stand
 * behind them.
 *
 * @param firstMs when the first is due, in milliseconds since the epoch
 * @param warmUpCount of the warm-up
 * @param count of those that are measured
 * @param intervalMs from one of these to the next
 */
record TimerGrid(long firstMs, int warmUpCount, int count, int intervalMs) {
    private static final int WARM_UP_INTERVAL_MS = 10;
    private static final long MS_NS = 1_000_000;

    /** As many as a plan has messages, after its warm-up. */
    static TimerGrid of(LoadPlan plan, long firstMs) {
        int intervalMs = (int) (1_000 / plan.ratePerSecond());
        return new TimerGrid(
                firstMs,
                (int) (plan.warmUpMs() / WARM_UP_INTERVAL_MS),
                (int) (plan.measureMs() / intervalMs),
                intervalMs);
    }

    int size() {
        return warmUpCount + count;
    }

    /** In nanoseconds since the epoch. */
    long dueNs(int timer) {
        long warm = Math.min(timer, warmUpCount);
        return (firstMs + warm * WARM_UP_INTERVAL_MS + (timer - warm) * intervalMs) * MS_NS;
    }

    /** When the measured time begins, with the first measured timer. */
    long fromNs() {
        return dueNs(warmUpCount);
    }

    /** When it ends, an interval after the last one. */
    long toNs() {
        return fromNs() + count * (long) intervalMs * MS_NS;
    }
}
