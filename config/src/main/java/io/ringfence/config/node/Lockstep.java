package io.ringfence.config.node;

import io.ringfence.core.ring.EventPublisher;
import io.ringfence.transport.feed.SourceTime;
import io.ringfence.transport.feed.TickBarrier;
import java.util.function.LongSupplier;

/**
 * Makes a run over recorded data repeatable: before a tick, every timer due before it fires at its own time, and every
 * command of the script due by then is published at its own; after a tick, as after what a feed says of itself, the feed
 * waits until the host has nothing left to do about it. With the simulated broker, whose answers depend on the events it saw, the journal of two such runs is the
 * same, byte for byte, whatever the thread layout.
 */
final class Lockstep implements SourceTime, TickBarrier {
    private final NodeClock.Feed clock;
    private final LongSupplier nextDeadlineNs;
    private final Script script;
    private final Drain drain;
    private final TimeEvents events;

    Lockstep(NodeClock.Feed clock, LongSupplier nextDeadlineNs, Script script, EventPublisher publisher, Drain drain) {
        this.clock = clock;
        this.nextDeadlineNs = nextDeadlineNs;
        this.script = script;
        this.drain = drain;
        this.events = new TimeEvents(publisher);
    }

    @Override
    public void advanceTo(long epochNs) {
        boolean goesOn = true;
        // A command of the tick's own time goes before the tick; a timer of that time fires with it.
        while (goesOn && Math.min(nextDeadlineNs.getAsLong(), script.nextNs() - 1) < epochNs) {
            goesOn = fireNext();
        }
        clock.advanceTo(epochNs);
    }

    /** Fires what is due first, at its own time; of a timer and a command of one time, the command's event fires both. */
    private boolean fireNext() {
        long deadlineNs = nextDeadlineNs.getAsLong();
        boolean isScripted = script.nextNs() <= deadlineNs;
        clock.advanceTo(isScripted ? script.nextNs() : deadlineNs);
        return (isScripted ? script.publishNext() : events.publish()) && drain.await();
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
