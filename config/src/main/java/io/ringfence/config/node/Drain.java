package io.ringfence.config.node;

import io.ringfence.core.ring.EventCore;
import io.ringfence.transport.broker.ReportPump;

/** Waits until a host has nothing left to do: every event is through all stages, and every report of the broker is in. */
final class Drain {
    private final EventCore core;
    private final ReportPump reports;
    private final boolean isInline;

    /**
     * A drain of one core.
     *
     * @param isInline true where no thread but the caller's brings reports into the ring
     */
    Drain(EventCore core, ReportPump reports, boolean isInline) {
        this.core = core;
        this.reports = reports;
        this.isInline = isInline;
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
            if (reports.pendingCount() == 0 && core.claimedSequence() == claimed) {
                return true;
            }
            Thread.yield();
        }
    }
}
