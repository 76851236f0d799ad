package io.ringfence.core.delivery;

import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/** The events that have not ended, by id and by key; when something is to be done about one as a whole; what they take. */
final class KeptEvents {
    private final Long2ObjectHashMap<KeptEvent> byId = new Long2ObjectHashMap<>();
    private final List<KeptEvent> bySlot = new ArrayList<>();
    private int[] free = new int[16];
    private int freeCount;
    private final KeyTable keys = new KeyTable();
    private final EventKey key = new EventKey();
    private final IndexedHeap due = new IndexedHeap(new Positions());
    private long bytes;
    private long deliveries;

    int size() {
        return byId.size();
    }

    /** Bytes of their messages. */
    long bytes() {
        return bytes;
    }

    /** Accounts that they are still to arrive at, or have dead letters for. */
    long deliveries() {
        return deliveries;
    }

    /** Whether there is room for another. */
    boolean hasRoom(int moreBytes, int moreDeliveries, DeliveryLimits limits) {
        return size() < limits.maxEvents()
                && bytes + moreBytes <= limits.maxEventBytes()
                && deliveries + moreDeliveries <= limits.maxDeliveries();
    }

    KeptEvent find(long id) {
        return byId.get(id);
    }

    KeptEvent find(EventKey wanted) {
        int slot = keys.find(wanted);
        return slot == KeyTable.NONE ? null : bySlot.get(slot);
    }

    /**
     * Keeps a copy of an event.
     *
     * @param event wrapped around the message; its place in it is moved
     * @param accounts that it is to arrive at, ascending; taken for its own
     * @throws IllegalArgumentException when another of this id or key is kept
     */
    KeptEvent add(long id, DirectBuffer buffer, int offset, int length, EventSubmittedDecoder event, int[] accounts) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        KeptEvent kept = new KeptEvent();
        kept.read(id, buffer, offset, length, event);
        kept.own(copy);
        kept.accounts(accounts);
        if (byId.containsKey(id) || keys.find(kept.key(key)) != KeyTable.NONE) {
            throw new IllegalArgumentException("the event " + id + " with the key " + kept.key() + " is kept already");
        }
        kept.slot = freeCount > 0 ? free[--freeCount] : bySlot.size();
        if (kept.slot == bySlot.size()) {
            bySlot.add(kept);
        } else {
            bySlot.set(kept.slot, kept);
        }
        byId.put(id, kept);
        keys.put(kept.slot, key);
        bytes += length;
        deliveries += accounts.length;
        return kept;
    }

    /** An account has it, or is not to have it any more. */
    void onDeliveryEnded() {
        deliveries--;
    }

    /** A delivery was read back that is none of those that have not had their turn. */
    void onDeliveryRead() {
        deliveries++;
    }

    /** None of those that have not had their turn has it any more. */
    void dropRemaining(KeptEvent event) {
        deliveries -= event.remaining();
        event.dropRemaining();
    }

    /** Forgets an event that has no deliveries. */
    void remove(KeptEvent event) {
        dropRemaining(event);
        unschedule(event);
        byId.remove(event.id());
        keys.remove(event.slot);
        bytes -= event.message().capacity();
        bySlot.set(event.slot, null);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = event.slot;
    }

    /** Something is to be done about an event at a time, unless something is already. */
    void schedule(KeptEvent event, long timeNs) {
        if (event.dueNs == KeptEvent.NEVER && timeNs != KeptEvent.NEVER) {
            event.dueNs = timeNs;
            due.add(event.slot, timeNs, event.id());
        }
    }

    void unschedule(KeptEvent event) {
        if (event.dueNs != KeptEvent.NEVER) {
            event.dueNs = KeptEvent.NEVER;
            due.remove(event.slot);
        }
    }

    /** When something is to be done about an event, {@link KeptEvent#NEVER} for nothing. */
    long nextNs() {
        return due.firstKey();
    }

    /** The event about which something is to be done first. */
    KeptEvent firstDue() {
        return bySlot.get(due.firstHandle());
    }

    /** All, by id. */
    KeptEvent[] byId() {
        KeptEvent[] all = byId.values().toArray(new KeptEvent[0]);
        Arrays.sort(all, (one, other) -> Long.compare(one.id(), other.id()));
        return all;
    }
}
