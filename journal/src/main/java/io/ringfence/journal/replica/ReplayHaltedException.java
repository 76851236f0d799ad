package io.ringfence.journal.replica;

import io.ringfence.core.ring.Halt;

/** A journaled event that halts the core, as it did when it came live. */
public final class ReplayHaltedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Halt halt;

    ReplayHaltedException(Halt halt) {
        super(halt.describe(), halt.cause());
        this.halt = halt;
    }

    /** The stage, the event and what it threw. */
    public Halt halt() {
        return halt;
    }
}
