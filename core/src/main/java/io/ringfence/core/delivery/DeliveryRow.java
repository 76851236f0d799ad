package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryState;

/**
 * A delivery as it stands: on its way, or a dead letter.
 *
 * @param eventId of the event
 * @param channel that the state is about; NULL_VAL of a dead letter
 * @param offers to sessions so far
 * @param attempts by channels so far
 * @param nextTimeNs when the next thing is done about it, where nothing happens before; {@link DeliveryOutputs#NO_TIME} for
 *     never
 */
public record DeliveryRow(
        long eventId,
        int accountId,
        DeliveryState state,
        DeliveryChannel channel,
        int offers,
        int attempts,
        long nextTimeNs) {
    static DeliveryRow of(Delivery delivery) {
        boolean hasNext = !delivery.isDead() && delivery.dueNs() != KeptEvent.NEVER;
        return new DeliveryRow(
                delivery.event.id(),
                delivery.recipient.accountId,
                delivery.state,
                delivery.channelOfState(),
                delivery.offers,
                delivery.attempts,
                hasNext ? delivery.dueNs() : DeliveryOutputs.NO_TIME);
    }
}
