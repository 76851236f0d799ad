package io.ringfence.config.node;

import io.ringfence.core.ring.EventPublisher;
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
    private final Drain drain;
    private final TimeEvents events;

    Lockstep(NodeClock.Feed clock, LongSupplier nextDeadlineNs, EventPublisher publisher, Drain drain) {
        this.clock = clock;
        this.nextDeadlineNs = nextDeadlineNs;
        this.drain = drain;
        this.events = new TimeEvents(publisher);
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
            if (!events.publish() || !drain.await()) {
                return;
            }
        }
    }

    @Override
    public void await(long sequence) {
        drain.await();
    }

    /** After the last tick: lets what is on its way to or from the broker arrive. Strategies' timers stay as they are. */
    void finish(LongSupplier brokerDeadlineNs) {
        drain.await();
        for (long next = brokerDeadlineNs.getAsLong(); next < Long.MAX_VALUE; next = brokerDeadlineNs.getAsLong()) {
            clock.advanceTo(next);
            if (!events.publish() || !drain.await()) {
                return;
            }
        }
    }
}
