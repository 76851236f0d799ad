package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;

/** Requests for tests of the desk, whose events nobody reads. */
final class Requests {
    private Requests() {}

    static DeliveryRequest of(long eventId) {
        return of(eventId, 1, DeliveryPriority.NORMAL, 5, 100);
    }

    static DeliveryRequest of(long eventId, int attempt, DeliveryPriority priority, int urgency, int bytes) {
        return new DeliveryRequest(eventId, 7, attempt, DeliveryChannel.PUSH, priority, urgency, new byte[bytes]);
    }
}
