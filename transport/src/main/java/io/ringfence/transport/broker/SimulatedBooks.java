package io.ringfence.transport.broker;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.LongObjectHashMap;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

    private static final class Holding {
        long quantity;
    }

    private static final class Count {
        int value;
    }

    /** In the order they were first sent. */
    private final ArrayList<SimulatedOrder> orders = new ArrayList<>();

    /** By {@link #key}. */
    private LongObjectHashMap<SimulatedOrder> byId = new LongObjectHashMap<>();
    /** Made ahead. */
    private final ArrayDeque<SimulatedOrder> free = new ArrayDeque<>();
    /** Orders sent so far, by strategy and purpose. */
    private final LongObjectHashMap<Count> sentCounts = new LongObjectHashMap<>();
    /** Arrived orders that are open or ended since the last pull, in the order of their arrival. */
    private final ArrayList<SimulatedOrder> untold = new ArrayList<>();
    /** Bought less sold, by instrument. */
    private final IntObjectHashMap<Holding> holdings = new IntObjectHashMap<>();

    private final Set<Login> logins = new LinkedHashSet<>(Set.of(OWN));
    private int sendingCount;
    private long lastLossNs = NEVER;

    /** Makes so many orders ahead, and room for them, so that none of them makes garbage. */
    void makeRoom(int count) {
        orders.ensureCapacity(orders.size() + count);
        untold.ensureCapacity(untold.size() + count);
        // The map grows at half its capacity.
        LongObjectHashMap<SimulatedOrder> wider = new LongObjectHashMap<>(2 * (orders.size() + count) + 1);
        wider.putAll(byId);
        byId = wider;
        for (int i = 0; i < count; i++) {
            free.addLast(new SimulatedOrder());
        }
    }

    /** An order that nobody has set yet. */
    SimulatedOrder next() {
        return free.isEmpty() ? new SimulatedOrder() : free.removeLast();
    }

    List<SimulatedOrder> orders() {
        return orders;
    }

    /** The order of this id, null when the broker was never sent it; it may have been lost. */
    SimulatedOrder sentOrder(long clientOrderId) {
        return byId.get(key(clientOrderId));
    }

    /** The highest id it was ever sent, 0 when none was. */
    long highestClientOrderId() {
        return orders.stream().mapToLong(order -> order.clientOrderId).max().orElse(0);
    }

    List<SimulatedOrder> untold() {
        return untold;
    }

    /** Bought less sold, by instrument. */
    SortedMap<Integer, Long> positions() {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        holdings.forEach((instrumentId, holding) -> positions.put(instrumentId, holding.quantity));
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
        SimulatedOrder lost = byId.put(key(order.clientOrderId), order);
        if (lost == null) {
            order.index = orders.size();
            orders.add(order);
            order.place = ++sentCount(order.strategyId * 8 + order.purpose.value()).value;
        } else {
            order.index = lost.index;
            orders.set(order.index, order);
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
        tellLater(order);
    }

    void filled(SimulatedOrder order, long quantity, long price, long notional, long fee) {
        order.fill(quantity, price, notional, fee);
        order.changeCount++;
        // A sum that wraps comes back right when the position is within range again.
        holding(order.instrumentId).quantity += order.side == Side.BUY ? quantity : -quantity;
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
        tellLater(order);
    }

    private void end(SimulatedOrder order, SimulatedOrder.State state) {
        order.state = state;
        order.changeCount++;
    }

    private void tellLater(SimulatedOrder order) {
        if (!order.isUntold) {
            order.isUntold = true;
            untold.add(order);
        }
    }

    /** Ids differ in their upper bits above all, by which the map would not tell them apart. */
    private static long key(long clientOrderId) {
        return Long.rotateRight(clientOrderId, Short.SIZE);
    }

    private Count sentCount(long strategyAndPurpose) {
        Count count = sentCounts.get(strategyAndPurpose);
        if (count == null) {
            count = new Count();
            sentCounts.put(strategyAndPurpose, count);
        }
        return count;
    }

    private Holding holding(int instrumentId) {
        Holding holding = holdings.get(instrumentId);
        if (holding == null) {
            holding = new Holding();
            holdings.put(instrumentId, holding);
        }
        return holding;
    }

    /** A pull was answered: what has ended is told. */
    void pulled() {
        int kept = 0;
        for (int i = 0; i < untold.size(); i++) {
            SimulatedOrder order = untold.get(i);
            order.isUntold = !order.isFinal();
            if (order.isUntold) {
                untold.set(kept++, order);
            }
        }
        for (int last = untold.size() - 1; last >= kept; last--) {
            untold.remove(last);
        }
    }

    /** False when it was logged in before. */
    boolean loggedIn(Login login) {
        return logins.add(login);
    }

    void linkLost(long timeNs) {
        lastLossNs = timeNs;
    }
}
