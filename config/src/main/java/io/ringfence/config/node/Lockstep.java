package io.ringfence.config.node;

import io.ringfence.core.ring.EventCore;
import io.ringfence.transport.broker.ReportPump;
import io.ringfence.transport.feed.SourceTime;
import io.ringfence.transport.feed.TickBarrier;
import java.util.function.LongSupplier;

/**
 * Makes a run over recorded data repeatable: before a tick, every timer due before it fires at its own time; after a tick,
 * the feed waits until the host has nothing left to do about it. With the simulated broker, whose answers depend on the
 * events it saw, the journal of two such runs is the same, byte for byte, whatever the thread layout.
 */
final class Lockstep implements SourceTime, TickBarrier {
    private final NodeClock.Feed clock;
    private final LongSupplier nextDeadlineNs;
    private final EventCore core;
    private final ReportPump reports;
    private final boolean isInline;
    private final TimeEvents events;

    /**
     * A lockstep over one core.
     *
     * @param isInline true where no thread but the caller's brings reports into the ring
     */
    Lockstep(NodeClock.Feed clock, LongSupplier nextDeadlineNs, EventCore core, ReportPump reports, boolean isInline) {
        this.clock = clock;
        this.nextDeadlineNs = nextDeadlineNs;
        this.core = core;
        this.reports = reports;
        this.isInline = isInline;
        this.events = new TimeEvents(core.publisher());
    }

    @Override
    public void advanceTo(long epochNs) {
        fireDeadlines(epochNs);
        clock.advanceTo(epochNs);
    }

    /** Fires what is due up to a time, each at its own. */
    private void fireDeadlines(long untilNs) {
        for (long next = nextDeadlineNs.getAsLong(); next < untilNs; next = nextDeadlineNs.getAsLong()) {
            clock.advanceTo(next);
            if (!events.publish() || !settle()) {
                return;
            }
        }
    }

    @Override
    public void await(long sequence) {
        settle();
    }

    /** Waits until every event is through all stages and every report is in; false when the core has halted. */
    boolean settle() {
        while (true) {
            if (isInline && reports.drain() < 0) {
                return false;
            }
            long claimed = core.claimedSequence();
            if (!core.awaitCompleted(claimed)) {
                return false;
            }
            if (reports.pendingCount() == 0 && core.claimedSequence() == claimed) {
                return true;
            }
            Thread.yield();
        }
    }

    /** After the last tick: lets what is on its way to or from the broker arrive. Strategies' timers stay as they are. */
    void finish(LongSupplier brokerDeadlineNs) {
        settle();
        for (long next = brokerDeadlineNs.getAsLong(); next < Long.MAX_VALUE; next = brokerDeadlineNs.getAsLong()) {
            clock.advanceTo(next);
            if (!events.publish() || !settle()) {
                return;
            }
        }
    }
}
