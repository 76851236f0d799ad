package io.ringfence.core.trade;

import io.ringfence.core.command.EventForm;
import io.ringfence.core.delivery.Deliveries;

/**
 * The most that one event puts out, whatever comes: the tick at which the stops of all strategies and all conditions are met.
 * All else is bounded by itself: orders and timers of one event by number, what is only told by the bytes put out so far,
 * deliveries by {@link Deliveries#MAX_WORK}, twice where an informational event comes with what is due.
 */
public final class OutputBound {
    /** A stop or a target that is met, in bytes. */
    static final int STOP_BYTES = 96;

    /** A condition that is met, and the event that goes out with it. */
    static final int CONDITION_BYTES = 176;

    /** An order that follows, with its lock. */
    static final int ORDER_BYTES = 176;

    /** What does not grow with the number of strategies: deliveries carry their event, and say what became of them. */
    static final int OTHER_BYTES = RunnerOutputs.LOGGED_BYTES_PER_EVENT
            + OwnEvents.INFORMED_BYTES_PER_EVENT
            + 2 * Deliveries.MAX_WORK * (EventForm.MAX_BYTES + 512);

    private OutputBound() {}

    /**
     * Bytes of the outputs of one event at most.
     *
     * @param maxStrategies that there may be
     * @param maxConditions that may stand
     */
    public static long bytes(int maxStrategies, int maxConditions) {
        return (long) maxStrategies * STOP_BYTES
                + (long) maxConditions * CONDITION_BYTES
                + (long) Math.min(maxStrategies, Orders.ORDERS_PER_EVENT) * ORDER_BYTES
                + OTHER_BYTES;
    }
}
