package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** Where the deliveries of each state are found: by when something is done about them, in flight, or waiting. */
final class DeliveryPlaces {
    private final Recipients recipients;

    /** All but dead letters, by when something is done about them. */
    private final IndexedHeap due = new IndexedHeap(new Positions());

    private long lastSerial;

    DeliveryPlaces(Recipients recipients) {
        this.recipients = recipients;
    }

    /** For one that is begun. */
    long nextSerial() {
        return ++lastSerial;
    }

    /** Whether one that was begun may have it. */
    boolean isSerial(long serial) {
        return serial >= 1 && serial <= lastSerial;
    }

    /** When something is to be done about a delivery, {@link KeptEvent#NEVER} for nothing. */
    long nextNs() {
        return due.firstKey();
    }

    /** The slot of the delivery about which something is done first. */
    int firstDue() {
        return due.firstHandle();
    }

    /** Puts a delivery into a state, in which something is done about it at a time. */
    void put(Delivery delivery, DeliveryState state, long nextNs) {
        Recipient recipient = delivery.recipient;
        if (delivery.state == DeliveryState.WAITING) {
            recipient.removeWaiting(delivery);
        }
        delivery.state = state;
        delivery.nextNs = nextNs;
        delivery.isAnew = false;
        putInFlight(delivery, delivery.isWithSessions());
        if (state == DeliveryState.WAITING) {
            recipient.addWaiting(delivery);
        }
        schedule(delivery);
        recipients.refresh(recipient);
    }

    private static void putInFlight(Delivery delivery, boolean isInFlight) {
        if (isInFlight != delivery.isInFlight) {
            delivery.isInFlight = isInFlight;
            if (isInFlight) {
                delivery.recipient.addInFlight(delivery);
            } else {
                delivery.recipient.removeInFlight(delivery);
            }
        }
    }

    private void schedule(Delivery delivery) {
        boolean isScheduled = due.contains(delivery.slot);
        if (!delivery.isOnItsWay()) {
            if (isScheduled) {
                due.remove(delivery.slot);
            }
        } else if (isScheduled) {
            due.move(delivery.slot, delivery.dueNs());
        } else {
            due.add(delivery.slot, delivery.dueNs(), delivery.serial);
        }
    }

    /** Something is done about a delivery now, if not before, in the state in which it is. */
    void hasten(Delivery delivery, long nowNs) {
        delivery.nextNs = Math.min(delivery.nextNs, nowNs);
        due.move(delivery.slot, delivery.dueNs());
    }

    void writeTo(StateSink sink) {
        sink.putLong(lastSerial);
    }

    void readFrom(StateSource source) {
        lastSerial = source.getLong();
    }

    /** Puts one that was read back where those of its state are found; its recipient is yet to be judged. */
    void restore(Delivery delivery) {
        putInFlight(delivery, delivery.isWithSessions());
        if (delivery.state == DeliveryState.WAITING) {
            delivery.recipient.addWaiting(delivery);
        }
        schedule(delivery);
    }
}
