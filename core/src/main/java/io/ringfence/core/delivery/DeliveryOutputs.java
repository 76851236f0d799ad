package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;

/**
 * What comes of deliveries, told as it happens, on the caller's thread. Whoever takes it must not call back, and must not
 * keep an event beyond the call.
 */
public interface DeliveryOutputs {
    /** In place of a time: for none. */
    long NO_TIME = Long.MIN_VALUE;

    /**
     * A scheduled or conditional event goes out.
     *
     * @param price that made its condition true; {@link Deliveries#NO_PRICE} for none
     * @param targetCount accounts that it goes to
     */
    void triggered(KeptEvent event, long price, int targetCount);

    /** The decision that an event carries is to become an order. */
    void decisionDue(KeptEvent event);

    /**
     * An event is for an account's sessions.
     *
     * @param offer which one to this account, from 1
     * @param isAckWanted no for an informational one
     */
    void offered(KeptEvent event, int accountId, int offer, boolean isAckWanted);

    /**
     * An event is handed to a channel.
     *
     * @param attempt which one of this delivery, from 1; the answer has to carry it
     */
    void requested(KeptEvent event, int accountId, int attempt, DeliveryChannel channel);

    /**
     * A delivery stands in another state.
     *
     * @param channel that it is about; NULL_VAL for none
     * @param attempt offers and attempts so far
     * @param nextTimeNs when the next thing is done about it, where nothing happens before; {@link #NO_TIME} for never
     * @param detail the channel's words; empty for none
     */
    void changed(
            KeptEvent event,
            int accountId,
            DeliveryState state,
            DeliveryChannel channel,
            DeliveryReason reason,
            int attempt,
            long nextTimeNs,
            String detail);

    /**
     * Nothing of an event is on its way any more. Comes again when that is so again, after a dead letter was sent again or
     * acknowledged, with the figures as they are then.
     *
     * @param delivered accounts that have it; of an informational one, those whose sessions were offered it
     * @param dead dead letters that are kept
     * @param dropped accounts without a session, of an informational one
     */
    void ended(KeptEvent event, int delivered, int dead, int dropped, EventEnd end);
}
