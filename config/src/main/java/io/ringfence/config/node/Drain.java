package io.ringfence.config.node;

import io.ringfence.core.ring.EventCore;
import io.ringfence.transport.broker.ReportPump;

/**
 * Waits until a host has nothing left to do: every event is through all stages, every report of the broker is in, and so are
 * the answers of the scheduler.
 */
final class Drain {
    private final EventCore core;
    private final ReportPump reports;
    private final InputPump answers;
    private final boolean isInline;
    private final boolean isLockstep;

    /**
     * A drain of one core.
     *
     * @param isInline true where no thread but the caller's brings reports into the ring
     * @param isLockstep true where no thread but the caller's brings answers into the ring: they follow the reports, so that
     *     every run has them at the same place
     */
    Drain(EventCore core, ReportPump reports, InputPump answers, boolean isInline, boolean isLockstep) {
        this.core = core;
        this.reports = reports;
        this.answers = answers;
        this.isInline = isInline;
        this.isLockstep = isLockstep;
    }

    /** False when the core has halted. */
    boolean await() {
        while (true) {
            if (isInline && reports.drain() < 0) {
                return false;
            }
            long claimed = core.claimedSequence();
            if (!core.awaitCompleted(claimed)) {
                return false;
            }
            // A stage offers its reports before it is done with an event, so none can appear unseen between the two.
            boolean isQuiet = reports.pendingCount() == 0 && core.claimedSequence() == claimed;
            if (isQuiet && answers.pendingCount() == 0) {
                return true;
            }
            if (isQuiet && isLockstep && answers.drain() < 0) {
                return false;
            }
            Thread.yield();
        }
    }
}
