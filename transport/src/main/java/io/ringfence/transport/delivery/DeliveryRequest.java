package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;

/**
 * What the core asks of a channel: to hand one event to one account, once.
 *
 * @param eventId the core's number of the event
 * @param accountId to whom
 * @param attempt which one of this delivery, from 1; the answer names it
 * @param channel by which way
 * @param priority what was promised
 * @param urgency 1 (first) to 10 (last) among what waits
 * @param event the EventSubmitted, its header first; nobody changes it
 */
public record DeliveryRequest(
        long eventId,
        int accountId,
        int attempt,
        DeliveryChannel channel,
        DeliveryPriority priority,
        int urgency,
        byte[] event) {}
