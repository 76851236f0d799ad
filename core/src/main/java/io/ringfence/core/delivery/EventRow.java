package io.ringfence.core.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * An event that has not ended, as it stands.
 *
 * @param eventId its id among the host's events
 * @param key by which the world knows it
 * @param senderId account that sent it
 * @param isOut whether its time or its condition has come
 * @param isCanceled whether its deliveries are being taken back
 * @param isDecisionOpen whether it is a decision that no order has answered
 * @param remaining accounts that have not had their turn
 * @param delivered accounts that have it
 * @param dropped accounts without a session, of an informational one
 * @param deliveries those on their way and the dead letters, by when they were begun
 */
public record EventRow(
        long eventId,
        String key,
        int senderId,
        boolean isOut,
        boolean isCanceled,
        boolean isDecisionOpen,
        int remaining,
        int delivered,
        int dropped,
        List<DeliveryRow> deliveries) {
    static EventRow of(KeptEvent event) {
        List<DeliveryRow> deliveries = new ArrayList<>();
        for (Delivery delivery = event.firstDelivery; delivery != null; delivery = delivery.nextOfEvent) {
            deliveries.add(DeliveryRow.of(delivery));
        }
        return new EventRow(
                event.id(),
                event.key(),
                event.senderId(),
                event.isOut,
                event.isCanceled,
                event.isDecisionOpen,
                event.remaining(),
                event.delivered,
                event.dropped,
                deliveries);
    }
}
