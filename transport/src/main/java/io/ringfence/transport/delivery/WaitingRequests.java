package io.ringfence.transport.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Requests of one channel that wait to be sent: the most urgent goes first, and when there is no room the least urgent is turned
 * away. Of a delivery there is one at most, the newest attempt: the core waits for no other.
 *
 * <p>Any thread; each call holds the monitor for a few steps in trees and maps.
 */
final class WaitingRequests {
    private static final Comparator<Waiting> URGENCY = Comparator.comparing(
                    (Waiting one) -> one.request().priority().value(), Comparator.reverseOrder())
            .thenComparingInt(one -> one.request().urgency())
            .thenComparingLong(Waiting::number);

    private final int maxCount;
    private final long maxBytes;
    private final LinkedHashMap<Delivery, Waiting> byArrival = new LinkedHashMap<>();
    private final TreeSet<Waiting> byUrgency = new TreeSet<>(URGENCY);
    private long arrivals;
    private long bytes;

    /** A request and since when it waits. */
    record Waiting(DeliveryRequest request, long number, long sinceNs) {}

    private record Delivery(long eventId, int accountId) {}

    WaitingRequests(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /** Takes a request, and returns those that there is no room for, which it may be itself. */
    synchronized List<DeliveryRequest> add(DeliveryRequest request, long nowNs) {
        Delivery delivery = new Delivery(request.eventId(), request.accountId());
        forget(byArrival.remove(delivery));
        Waiting added = new Waiting(request, arrivals++, nowNs);
        byArrival.put(delivery, added);
        byUrgency.add(added);
        bytes += request.event().length;
        if (byArrival.size() <= maxCount && bytes <= maxBytes) {
            return List.of();
        }
        List<DeliveryRequest> turnedAway = new ArrayList<>();
        while (byArrival.size() > maxCount || bytes > maxBytes) {
            turnedAway.add(take(byUrgency.last()).request());
        }
        return turnedAway;
    }

    /** The most urgent, which waits no more; null for none. */
    synchronized Waiting poll() {
        return byUrgency.isEmpty() ? null : take(byUrgency.first());
    }

    /** The oldest, which waits no more, if it has come before that time or at it; else null. */
    synchronized Waiting pollOlder(long timeNs) {
        for (Map.Entry<Delivery, Waiting> oldest : byArrival.entrySet()) {
            Waiting one = oldest.getValue();
            return one.sinceNs() - timeNs <= 0 ? take(one) : null;
        }
        return null;
    }

    /** Gives up what waits of a delivery; false when nothing does. */
    synchronized boolean remove(long eventId, int accountId) {
        Waiting removed = byArrival.remove(new Delivery(eventId, accountId));
        forget(removed);
        return removed != null;
    }

    /** Since when the oldest waits; {@code orElse} when nothing does. */
    synchronized long oldestNs(long orElse) {
        for (Waiting oldest : byArrival.values()) {
            return oldest.sinceNs();
        }
        return orElse;
    }

    synchronized int count() {
        return byArrival.size();
    }

    private Waiting take(Waiting one) {
        byArrival.remove(new Delivery(one.request().eventId(), one.request().accountId()));
        forget(one);
        return one;
    }

    private void forget(Waiting one) {
        if (one != null) {
            byUrgency.remove(one);
            bytes -= one.request().event().length;
        }
    }
}
