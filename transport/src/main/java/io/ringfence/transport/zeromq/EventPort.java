package io.ringfence.transport.zeromq;

import io.ringfence.core.command.NewEvent;

/** The way of events into the core, one at a time: {@link #prepare}, then {@link #offer()} until it is not busy. One thread. */
interface EventPort {
    /** What became of an attempt. */
    enum Offer {
        /** It is on its way; an {@link Outcome} follows, unless the core halts. */
        TAKEN,
        /** The ring has no room now. */
        BUSY,
        /** The core takes no events any more. */
        HALTED
    }

    /** Makes an event the next, in place of one that was not taken. Throws where it is larger than the core's inputs may be. */
    void prepare(NewEvent event, Origin origin) throws BadEventException;

    /** Tries to hand the next event to the core. Never waits. */
    Offer offer();

    /** Whether outcomes can be polled. */
    boolean hasOutcomes();

    /** An outcome that has come, or null: in the order in which events were taken. */
    Outcome poll();

    /** Events taken whose outcomes have not been polled. */
    int pendingCount();
}
