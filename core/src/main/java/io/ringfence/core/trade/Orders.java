package io.ringfence.core.trade;

import io.ringfence.core.account.AccountCounts;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All live orders, in order of creation, and the newest of the final ones, so that a late or repeated report on those is
 * known for what it is. Orders are pooled: once room has been made for them creating one allocates nothing.
 */
final class Orders {
    /** Final orders remembered. A report later than that raises an alert and is not booked. */
    static final int FINAL_ORDERS_KEPT = 65_536;

    static final int ORDERS_PER_EVENT_BITS = 16;

    /** Orders that one event sends; fewer than there are ids, as it bounds what an event puts out. */
    static final int ORDERS_PER_EVENT = 1 << 14;

    private Long2ObjectHashMap<Order> byId = new Long2ObjectHashMap<>();
    private ArrayDeque<Order> finals = new ArrayDeque<>();
    private ArrayDeque<Order> free = new ArrayDeque<>();
    private Order first;
    private Order last;
    private int liveCount;
    private final AccountCounts liveCounts = new AccountCounts();
    private long eventSequence;
    private long eventTimeNs;
    private int ordersOfEvent;

    /** Makes all orders ahead: the final ones that are remembered, and so many that are live. Some 12 MB, so not for a replay. */
    void makeRoom(int liveOrders) {
        int count = FINAL_ORDERS_KEPT + liveOrders;
        Long2ObjectHashMap<Order> wider =
                new Long2ObjectHashMap<>((int) (count / Hashing.DEFAULT_LOAD_FACTOR) + 1, Hashing.DEFAULT_LOAD_FACTOR);
        byId.forEachLong(wider::put);
        byId = wider;
        ArrayDeque<Order> allFinals = new ArrayDeque<>(FINAL_ORDERS_KEPT);
        allFinals.addAll(finals);
        finals = allFinals;
        ArrayDeque<Order> allFree = new ArrayDeque<>(count);
        allFree.addAll(free);
        free = allFree;
        for (int made = byId.size() + free.size(); made < count; made++) {
            free.addLast(new Order());
        }
    }

    /** Begins an event, from whose sequence ids derive. */
    void beginEvent(long sequence, long timeNs) {
        eventSequence = sequence;
        eventTimeNs = timeNs;
        ordersOfEvent = 0;
    }

    /** The event that is being handled. */
    long eventSequence() {
        return eventSequence;
    }

    boolean isOfThisEvent(Order order) {
        return order.clientOrderId >>> ORDERS_PER_EVENT_BITS == eventSequence;
    }

    /** Whether this event may send more; one that may not leaves its further orders to the next. */
    boolean hasIdLeft() {
        return ordersOfEvent < ORDERS_PER_EVENT;
    }

    Order create(
            Strategy strategy, OrderState firstState, Side side, OrderPurpose purpose, long quantity, long limitPrice) {
        Order order = free.isEmpty() ? new Order() : free.removeLast();
        order.init(
                eventSequence << ORDERS_PER_EVENT_BITS | ordersOfEvent++,
                strategy,
                firstState,
                side,
                purpose,
                quantity,
                limitPrice);
        order.createdNs = eventTimeNs;
        addLive(order);
        return order;
    }

    private void addLive(Order order) {
        byId.put(order.clientOrderId, order);
        order.previous = last;
        order.next = null;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
        liveCount++;
        liveCounts.add(order.strategy.accountId);
    }

    /** A live or remembered order, or null. */
    Order find(long clientOrderId) {
        return byId.get(clientOrderId);
    }

    /** Takes an order out of the live ones. */
    void finish(Order order, OrderState finalState) {
        order.moveTo(finalState);
        if (order.previous == null) {
            first = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            last = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.previous = null;
        order.next = null;
        liveCount--;
        liveCounts.remove(order.strategy.accountId);
        if (finals.size() == FINAL_ORDERS_KEPT) {
            Order oldest = finals.removeFirst();
            byId.remove(oldest.clientOrderId);
            free.addLast(oldest);
        }
        finals.addLast(order);
    }

    /** The oldest live order, or null; its successors follow by {@code next}. */
    Order firstLive() {
        return first;
    }

    /** The live ones, in order of creation. */
    List<OrderRow> rows() {
        List<OrderRow> rows = new ArrayList<>(liveCount);
        for (Order order = first; order != null; order = order.next) {
            rows.add(OrderRow.of(order));
        }
        return rows;
    }

    void tellTraded(TradedView view) {
        finals.forEach(order -> view.onOrder(order.clientOrderId, order.cumNotional, true));
        for (Order order = first; order != null; order = order.next) {
            view.onOrder(order.clientOrderId, order.cumNotional, false);
        }
    }

    int liveCount() {
        return liveCount;
    }

    /** Live orders, by account. */
    AccountCounts liveCounts() {
        return liveCounts;
    }

    void writeTo(StateSink sink) {
        sink.putLong(liveCount);
        for (Order order = first; order != null; order = order.next) {
            order.writeTo(sink);
        }
        sink.putLong(finals.size());
        finals.forEach(order -> order.writeTo(sink));
    }

    /** Reads the orders of these strategies back, and gives each strategy its live ones. */
    void readFrom(StateSource source, Long2ObjectHashMap<Strategy> strategies) {
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            Order order = readOrder(source, strategies);
            if (order.isFinal()) {
                throw new StateFormatException("order " + order.clientOrderId + " is live and " + order.state);
            }
            addLive(order);
            order.strategy.adopt(order);
        }
        int finalCount = source.getCount();
        if (finalCount > FINAL_ORDERS_KEPT) {
            throw new StateFormatException(finalCount + " orders that have ended, of at most " + FINAL_ORDERS_KEPT);
        }
        for (int i = 0; i < finalCount; i++) {
            Order order = readOrder(source, strategies);
            if (!order.isFinal()) {
                throw new StateFormatException("order " + order.clientOrderId + " has ended and is " + order.state);
            }
            byId.put(order.clientOrderId, order);
            finals.addLast(order);
        }
    }

    private Order readOrder(StateSource source, Long2ObjectHashMap<Strategy> strategies) {
        Order order = Order.readFrom(source, strategies);
        if (byId.containsKey(order.clientOrderId)) {
            throw new StateFormatException("order " + order.clientOrderId + " stands there twice");
        }
        return order;
    }
}
