package io.ringfence.bench.rig;

import java.util.function.LongSupplier;

/**
 * Sends messages to a subject at the times of a schedule, whatever became of those before. On the caller's thread, which
 * spins until each is due where the subject does not wait in another way.
 *
 * <p>A subject that keeps a message waiting delays the sending of
 * those after it, not their due times. What is still unsent {@value #PATIENCE_NS} ns after the schedule's end is not sent.
 */
final class OpenLoop {
    /** For a stall at the very end; a subject that needs longer cannot take the rate. */
    static final long PATIENCE_NS = 1_000_000_000L;

    private static final long MS_NS = 1_000_000L;

    private final Subject subject;
    private final LoadPlan plan;
    private final LongSupplier clock;
    private final long measureFromNs;
    private final long startNs;
    private long measuredCount;
    /** When a message was sent last; with that it is told whether the rate was kept, however long the last one took. */
    private long lastTurnNs;

    /**
     * What was sent.
     *
     * @param count from the start on
     * @param measuredCount of these, due after the warm-up
     * @param measuredNs from the warm-up's end until the last one's turn came, or the schedule's end when that is later
     * @param dueCount of the schedule, due after the warm-up; where there is none those that were sent then
     * @param unsentCount due and given up
     */
    record Sent(long count, long measuredCount, long measuredNs, long dueCount, long unsentCount) {
        double measuredPerSecond() {
            return measuredCount * 1e9 / measuredNs;
        }
    }

    /**
     * A schedule that begins at a time.
     *
     * @param clock as {@link System#nanoTime()}
     * @param startNs when the first message is due
     */
    OpenLoop(Subject subject, LoadPlan plan, LongSupplier clock, long startNs) {
        this.subject = subject;
        this.plan = plan;
        this.clock = clock;
        this.startNs = startNs;
        this.lastTurnNs = startNs;
        this.measureFromNs = startNs + plan.warmUpMs() * MS_NS;
    }

    /** Sends everything; returns when the last message was taken. */
    Sent run() {
        long endNs = measureFromNs + plan.measureMs() * MS_NS;
        if (plan.ratePerSecond() == 0) {
            long count = sendWhatIsTaken(endNs);
            return new Sent(count, measuredCount, measuredNs(), measuredCount, 0);
        }
        Schedule schedule = subject.schedule(plan);
        long count = sendOnTime(schedule, endNs);
        long dueInAll = schedule.countBefore(plan.warmUpMs() + plan.measureMs());
        long dueInWarmUp = schedule.countBefore(plan.warmUpMs());
        return new Sent(count, measuredCount, measuredNs(), dueInAll - dueInWarmUp, dueInAll - count);
    }

    private long measuredNs() {
        return Math.max(lastTurnNs - measureFromNs, plan.measureMs() * MS_NS);
    }

    private long sendOnTime(Schedule schedule, long endNs) {
        long count = 0;
        long giveUpNs = endNs + PATIENCE_NS;
        for (long dueNs = startNs + schedule.nextNs(); dueNs - endNs < 0; dueNs = startNs + schedule.nextNs()) {
            long nowNs = clock.getAsLong();
            while (nowNs - dueNs < 0) {
                subject.untilDue(dueNs - nowNs);
                nowNs = clock.getAsLong();
            }
            if (nowNs - giveUpNs >= 0) {
                break;
            }
            lastTurnNs = nowNs;
            send(count++, dueNs);
        }
        return count;
    }

    private long sendWhatIsTaken(long endNs) {
        long index = 0;
        long nowNs = clock.getAsLong();
        while (nowNs - startNs < 0) {
            Thread.onSpinWait();
            nowNs = clock.getAsLong();
        }
        for (; nowNs - endNs < 0; nowNs = clock.getAsLong()) {
            send(index++, nowNs);
        }
        lastTurnNs = nowNs;
        return index;
    }

    private void send(long index, long dueNs) {
        // One from the first that is measured on, without a branch: one that is taken for the first time when the
        // measured time begins would have the JIT compile this loop, with the subject's code in it, anew just then.
        measuredCount += 1 + (dueNs - measureFromNs >> Long.SIZE - 1);
        subject.send(index, dueNs);
    }
}
