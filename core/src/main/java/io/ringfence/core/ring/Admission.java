package io.ringfence.core.ring;

/** Classes of producers, and how much of the ring must be free for each. */
public enum Admission {
    /** Broker reports and timers: may use the last slot. */
    VITAL(0),
    /** Market data: conflated, or held back where recorded, when less than a quarter is free. */
    TICK(4),
    /** Client commands: refused as busy when less than half is free. */
    COMMAND(2);

    private final int fraction;

    Admission(int fraction) {
        this.fraction = fraction;
    }

    /** Slots that must be free in a ring of this size before one is given to this class. */
    int slotsToLeave(int slots) {
        return fraction == 0 ? 0 : slots / fraction;
    }
}
