package io.ringfence.transport.command;

import io.ringfence.transport.view.Page;

/**
 * What a client wants to see.
 *
 * @param what of what
 * @param strategyId of STRATEGY, else 0
 * @param page of a list
 * @param isOpenOnly whether strategies that have ended are left out
 */
public record Query(What what, long strategyId, Page page, boolean isOpenOnly) {
    /** Kinds of answers; each has the name of the kind in lower case as its type. */
    public enum What {
        /** All strategies. */
        STRATEGIES,
        /** One strategy. */
        STRATEGY,
        /** Live orders. */
        ORDERS,
        /** Stops over what is held. */
        STOPS,
        /** Conditions that stand. */
        CONDITIONS,
        /** The kill switch. */
        KILL_SWITCH,
        /** What is held, and what it is worth. */
        POSITIONS
    }
}
