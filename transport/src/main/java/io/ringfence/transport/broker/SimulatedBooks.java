package io.ringfence.transport.broker;

import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the simulated broker knows: the orders it was sent, what they traded, who is logged in. Each method is one line of
 * the log, and the log makes the same books again from its lines.
 */
final class SimulatedBooks {
    static final long NEVER = Long.MIN_VALUE;

    /** An account at a gateway. */
    record Login(int gatewayId, int accountId) {}

    /** The host's own account needs no key. */
    private static final Login OWN = new Login(0, 0);

    /** By id, in the order they were first sent. */
    private final Map<Long, SimulatedOrder> orders = new LinkedHashMap<>();
    /** Orders sent so far, by strategy and purpose. */
    private final Map<Long, Integer> sentCounts = new HashMap<>();
    /** Arrived orders that are open or ended since the last pull, in the order of their arrival. */
    private final Map<Long, SimulatedOrder> untold = new LinkedHashMap<>();
    /** Bought less sold, by instrument. */
    private final SortedMap<Integer, Long> positions = new TreeMap<>();

    private final Set<Login> logins = new LinkedHashSet<>(Set.of(OWN));
    private int sendingCount;
    private long lastLossNs = NEVER;

    Collection<SimulatedOrder> orders() {
        return orders.values();
    }

    /** The order of this id, null when the broker was never sent it; it may have been lost. */
    SimulatedOrder sentOrder(long clientOrderId) {
        return orders.get(clientOrderId);
    }

    /** The highest id it was ever sent, 0 when none was. */
    long highestClientOrderId() {
        return orders.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    Collection<SimulatedOrder> untold() {
        return untold.values();
    }

    SortedMap<Integer, Long> positions() {
        return positions;
    }

    Set<Login> logins() {
        return logins;
    }

    /** When the link was last lost, {@link #NEVER} if it never was. */
    long lastLossNs() {
        return lastLossNs;
    }

    /** Takes a new order, or one that was lost and is sent again; that keeps its place. */
    void sent(SimulatedOrder order) {
        SimulatedOrder lost = orders.put(order.clientOrderId, order);
        if (lost == null) {
            order.place = sentCounts.merge(order.strategyId * 8 + order.purpose.value(), 1, Integer::sum);
        } else {
            order.place = lost.place;
            order.attempt = lost.attempt + 1;
        }
        order.sendingNumber = ++sendingCount;
    }

    void lost(SimulatedOrder order) {
        order.state = SimulatedOrder.State.LOST;
    }

    void accepted(SimulatedOrder order) {
        order.state = SimulatedOrder.State.WORKING;
        order.changeCount++;
        untold.put(order.clientOrderId, order);
    }

    void filled(SimulatedOrder order, long quantity, long price, long notional, long fee) {
        order.fill(quantity, price, notional, fee);
        order.changeCount++;
        // A sum that wraps comes back right when the position is within range again.
        positions.merge(order.instrumentId, order.side == Side.BUY ? quantity : -quantity, Long::sum);
    }

    void canceled(SimulatedOrder order) {
        end(order, SimulatedOrder.State.CANCELED);
    }

    void expired(SimulatedOrder order) {
        end(order, SimulatedOrder.State.EXPIRED);
    }

    void rejected(SimulatedOrder order, RejectReason reason) {
        order.reason = reason;
        end(order, SimulatedOrder.State.REJECTED);
        untold.put(order.clientOrderId, order);
    }

    private void end(SimulatedOrder order, SimulatedOrder.State state) {
        order.state = state;
        order.changeCount++;
    }

    /** A pull was answered. */
    void pulled() {
        untold.values().removeIf(SimulatedOrder::isFinal);
    }

    /** False when it was logged in before. */
    boolean loggedIn(Login login) {
        return logins.add(login);
    }

    void linkLost(long timeNs) {
        lastLossNs = timeNs;
    }
}
