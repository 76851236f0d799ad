package io.ringfence.core.delivery;

import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;

/** An account that events are for: its sessions, what those have been offered and not acknowledged, and what waits. */
final class Recipient {
    final int accountId;
    final int slot;
    int sessionCount;

    /** What is in flight, in no order that means anything. */
    Delivery firstInFlight;

    private int inFlightCount;

    /** Those whose turn with a session has come, and that find no room: by urgency, then event. */
    private final IndexedHeap forRoom;

    /** Those behind the end of their plan, which wait for a session as their last way. */
    private final IndexedHeap forSession;

    Recipient(int accountId, int slot, Positions waiting) {
        this.accountId = accountId;
        this.slot = slot;
        forRoom = new IndexedHeap(waiting);
        forSession = new IndexedHeap(waiting);
    }

    boolean hasSession() {
        return sessionCount > 0;
    }

    private boolean hasWaiting() {
        return forRoom.size() + forSession.size() > 0;
    }

    /** Whether one more may be offered, and nothing that waits would be passed over. */
    boolean canBeOffered(int maxPendingAcks) {
        return hasSession() && inFlightCount < maxPendingAcks && !hasWaiting();
    }

    /** Whether something can be done about what waits: it is offered, or goes on without a session. */
    boolean isReady(int maxPendingAcks) {
        return hasSession() ? inFlightCount < maxPendingAcks && hasWaiting() : forRoom.size() > 0;
    }

    /** The slot of the delivery that is next, when the recipient is ready. */
    int firstWaiting() {
        if (!hasSession()) {
            return forRoom.firstHandle();
        }
        long roomKey = forRoom.firstKey();
        long sessionKey = forSession.firstKey();
        boolean isForRoom =
                roomKey < sessionKey || roomKey == sessionKey && forRoom.firstOrder() < forSession.firstOrder();
        return isForRoom ? forRoom.firstHandle() : forSession.firstHandle();
    }

    void addWaiting(Delivery delivery) {
        IndexedHeap heap = delivery.isAtEnd() ? forSession : forRoom;
        heap.add(delivery.slot, delivery.event.rank(), delivery.event.id());
    }

    void removeWaiting(Delivery delivery) {
        IndexedHeap heap = forRoom.contains(delivery.slot) ? forRoom : forSession;
        heap.remove(delivery.slot);
    }

    void addInFlight(Delivery delivery) {
        inFlightCount++;
        delivery.nextInFlight = firstInFlight;
        delivery.previousInFlight = null;
        if (firstInFlight != null) {
            firstInFlight.previousInFlight = delivery;
        }
        firstInFlight = delivery;
    }

    void removeInFlight(Delivery delivery) {
        inFlightCount--;
        if (delivery.previousInFlight == null) {
            firstInFlight = delivery.nextInFlight;
        } else {
            delivery.previousInFlight.nextInFlight = delivery.nextInFlight;
        }
        if (delivery.nextInFlight != null) {
            delivery.nextInFlight.previousInFlight = delivery.previousInFlight;
        }
        delivery.nextInFlight = null;
        delivery.previousInFlight = null;
    }
}
