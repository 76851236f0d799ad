package io.ringfence.core.delivery;

import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** The accounts that have had a session or a delivery, and those of them for which something that waits can go on. */
final class Recipients {
    private final Moment moment;
    private final Int2ObjectHashMap<Recipient> byAccount = new Int2ObjectHashMap<>();
    private final List<Recipient> bySlot = new ArrayList<>();
    private final Positions waiting = new Positions();
    /** By account. What stands here follows from the rest, so that it is no state. */
    private final IndexedHeap ready = new IndexedHeap(new Positions());

    Recipients(Moment moment) {
        this.moment = moment;
    }

    /** The recipient of an account, or null when it has never had a session or a delivery. */
    Recipient find(int accountId) {
        return byAccount.get(accountId);
    }

    /** The recipient of an account, made where there is none. */
    Recipient obtain(int accountId) {
        Recipient recipient = byAccount.get(accountId);
        if (recipient == null) {
            recipient = new Recipient(accountId, bySlot.size(), waiting);
            byAccount.put(accountId, recipient);
            bySlot.add(recipient);
        }
        return recipient;
    }

    boolean hasSession(int accountId) {
        Recipient recipient = byAccount.get(accountId);
        return recipient != null && recipient.hasSession();
    }

    /** Judges anew whether something that waits for a recipient can go on. After each change of what that depends on. */
    void refresh(Recipient recipient) {
        boolean isReady = recipient.isReady(moment.limits.maxPendingAcks());
        if (isReady != ready.contains(recipient.slot)) {
            if (isReady) {
                ready.add(recipient.slot, recipient.accountId, recipient.slot);
            } else {
                ready.remove(recipient.slot);
            }
        }
    }

    /** The first recipient for which something that waits can go on, or null. */
    Recipient firstReady() {
        return ready.size() == 0 ? null : bySlot.get(ready.firstHandle());
    }

    /** No account has a session any more, or the bounds are others. */
    void refreshAll() {
        bySlot.forEach(this::refresh);
    }

    void endSessions() {
        bySlot.forEach(recipient -> recipient.sessionCount = 0);
    }
}
