package io.ringfence.core.delivery;

import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All deliveries, by event and account, each also in a list of its event's, in the order in which they were begun. What ends
 * is used again.
 */
final class DeliveryTable {
    private Delivery[] bySlot = new Delivery[64];
    private int slots;
    private int[] free = new int[64];
    private int freeCount;
    private final Long2ObjectHashMap<Delivery> byEventAndAccount = new Long2ObjectHashMap<>();

    private static long key(KeptEvent event, int accountId) {
        return (long) event.slot << Integer.SIZE | accountId & 0xFFFF_FFFFL;
    }

    /** The delivery of an event to an account, or null. */
    Delivery find(KeptEvent event, int accountId) {
        return byEventAndAccount.get(key(event, accountId));
    }

    Delivery at(int slot) {
        return bySlot[slot];
    }

    /** One that is to be made, for {@link #enter}. */
    Delivery make() {
        if (freeCount > 0) {
            return bySlot[free[--freeCount]];
        }
        if (slots == bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, 2 * slots);
        }
        Delivery delivery = new Delivery(slots);
        bySlot[slots++] = delivery;
        return delivery;
    }

    /** Takes in one that knows its event and its account; false when there is one already. */
    boolean enter(Delivery delivery) {
        KeptEvent event = delivery.event;
        long key = key(event, delivery.recipient.accountId);
        if (byEventAndAccount.containsKey(key)) {
            return false;
        }
        byEventAndAccount.put(key, delivery);
        delivery.previousOfEvent = event.lastDelivery;
        delivery.nextOfEvent = null;
        if (event.lastDelivery == null) {
            event.firstDelivery = delivery;
        } else {
            event.lastDelivery.nextOfEvent = delivery;
        }
        event.lastDelivery = delivery;
        return true;
    }

    /** Forgets one that has ended. */
    void remove(Delivery delivery) {
        KeptEvent event = delivery.event;
        byEventAndAccount.remove(key(event, delivery.recipient.accountId));
        if (delivery.previousOfEvent == null) {
            event.firstDelivery = delivery.nextOfEvent;
        } else {
            delivery.previousOfEvent.nextOfEvent = delivery.nextOfEvent;
        }
        if (delivery.nextOfEvent == null) {
            event.lastDelivery = delivery.previousOfEvent;
        } else {
            delivery.nextOfEvent.previousOfEvent = delivery.previousOfEvent;
        }
        delivery.event = null;
        delivery.recipient = null;
        delivery.nextOfEvent = null;
        delivery.previousOfEvent = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = delivery.slot;
    }
}
