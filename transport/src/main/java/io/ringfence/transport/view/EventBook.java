package io.ringfence.transport.view;

import io.ringfence.core.event.DeliveryState;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * All events that the core keeps, and the newest of those that it has let go, by id, by key, and by account. Bounded in the
 * latter, and in bytes: the event that was over first is forgotten first. What the core keeps is bounded by the core.
 */
final class EventBook {
    private final int maxOver;
    private final long maxBytes;
    private final int maxSteps;
    private final LongMap<EventView> byId = new LongMap<>();
    private final TreeMap<Long, EventView> byPlace = new TreeMap<>();
    private final Map<String, EventView> byKey = new HashMap<>();
    private final Map<Integer, TreeMap<Long, EventView>> byAccount = new HashMap<>();
    private final TreeMap<Long, EventView> withDeadLetters = new TreeMap<>();
    /** In the order in which they ended. */
    private final Queue<EventView> over = new ArrayDeque<>();

    private long bytes;
    private long underWayCount;
    private long deadCount;

    EventBook(int maxOver, long maxBytes, int maxSteps) {
        this.maxOver = maxOver;
        this.maxBytes = maxBytes;
        this.maxSteps = maxSteps;
    }

    /** Null where it is not known. */
    EventView find(long id) {
        return byId.get(id);
    }

    /** The newest of this key; null where none is known. */
    EventView find(String key) {
        return byKey.get(key);
    }

    /** All, by place. */
    NavigableMap<Long, EventView> all() {
        return Collections.unmodifiableNavigableMap(byPlace);
    }

    /** Those that an account has sent, or that go to it, by place. */
    NavigableMap<Long, EventView> of(int accountId) {
        TreeMap<Long, EventView> events = byAccount.get(accountId);
        return events == null ? Collections.emptyNavigableMap() : Collections.unmodifiableNavigableMap(events);
    }

    /** Those with dead letters, by place. */
    NavigableMap<Long, EventView> withDeadLetters() {
        return Collections.unmodifiableNavigableMap(withDeadLetters);
    }

    /** Deliveries that are under way. */
    long underWayCount() {
        return underWayCount;
    }

    /** Dead letters that are kept. */
    long deadCount() {
        return deadCount;
    }

    EventView add(EventView event) {
        byId.put(event.id, event);
        byPlace.put(event.place, event);
        byKey.put(event.key, event);
        index(event.senderId, event);
        bytes += event.bytes();
        return event;
    }

    private void index(int accountId, EventView event) {
        byAccount.computeIfAbsent(accountId, id -> new TreeMap<>()).put(event.place, event);
    }

    /** The delivery to an account, begun where there was none. */
    DeliveryView delivery(EventView event, int accountId) {
        DeliveryView delivery = event.deliveries.get(accountId);
        if (delivery == null) {
            bytes -= event.bytes();
            delivery = new DeliveryView(accountId);
            event.deliveries.put(accountId, delivery);
            index(accountId, event);
            bytes += event.bytes();
        }
        return delivery;
    }

    /** Adds what happened to a delivery; answers whether it says something new. */
    boolean step(EventView event, DeliveryView delivery, DeliveryStep step) {
        bytes -= event.bytes();
        int stepsBefore = delivery.stepCount();
        boolean wasOver = event.isOver();
        count(event, delivery, -1);
        boolean isNew = delivery.add(step, maxSteps);
        count(event, delivery, 1);
        event.stepCount += delivery.stepCount() - stepsBefore;
        bytes += event.bytes();
        settled(event, wasOver);
        return isNew;
    }

    private void count(EventView event, DeliveryView delivery, int change) {
        if (delivery.isUnderWay()) {
            event.underWayCount += change;
            underWayCount += change;
        } else if (delivery.isDead()) {
            event.deadCount += change;
            deadCount += change;
        } else if (delivery.state() == DeliveryState.DELIVERED) {
            event.deliveredCount += change;
        }
    }

    /** Something of it has changed: keeps it among those that it belongs to. */
    void settled(EventView event, boolean wasOver) {
        if (event.deadCount > 0) {
            withDeadLetters.put(event.place, event);
        } else {
            withDeadLetters.remove(event.place);
        }
        if (event.isOver() && !wasOver) {
            over.add(event);
            forgetBeyondBounds();
        }
    }

    /** Forgets those that have not ended, but for these, as the core has let go of them. */
    void forgetOpen(Set<Long> kept) {
        for (EventView event : List.copyOf(byPlace.values())) {
            if (!event.isOver() && !kept.contains(event.id)) {
                event.deliveries.values().forEach(delivery -> count(event, delivery, -1));
                withDeadLetters.remove(event.place);
                forget(event);
            }
        }
    }

    private void forgetBeyondBounds() {
        while (over.size() > maxOver || bytes > maxBytes && !over.isEmpty()) {
            EventView oldest = over.remove();
            // One that has begun anew since then ends once more.
            if (oldest.isOver() && byId.get(oldest.id) == oldest) {
                forget(oldest);
            }
        }
    }

    private void forget(EventView event) {
        byId.remove(event.id);
        byPlace.remove(event.place);
        byKey.remove(event.key, event);
        bytes -= event.bytes();
        unindex(event.senderId, event);
        event.deliveries.keySet().forEach(accountId -> unindex(accountId, event));
    }

    private void unindex(int accountId, EventView event) {
        TreeMap<Long, EventView> events = byAccount.get(accountId);
        if (events != null && events.remove(event.place) != null && events.isEmpty()) {
            byAccount.remove(accountId);
        }
    }
}
