package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.Side;
import io.ringfence.core.testkit.OrderCommand;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every order that a broker ever took, and what they come to: the truth that the core's picture is held against. */
final class BrokerBook {
    /** What all orders of one strategy come to. */
    static final class Totals {
        private long entered;
        private long left;
        private long exiting;
        private int liveExits;
        private int liveEntries;
        private long money;
        /** Bought less sold. */
        private long net;

        /** What has been entered and not left yet. */
        long open() {
            return entered - left;
        }

        /** What live exits may still close. */
        long exiting() {
            return exiting;
        }

        int liveExits() {
            return liveExits;
        }

        int liveEntries() {
            return liveEntries;
        }

        long money() {
            return money;
        }

        long net() {
            return net;
        }
    }

    private static final Totals NOTHING = new Totals();

    private final Map<Long, BrokerOrder> orders = new LinkedHashMap<>();
    private final List<BrokerOrder> live = new ArrayList<>();
    private final Map<Long, Totals> byStrategy = new LinkedHashMap<>();

    /** Takes an order; one that is refused stays known. */
    BrokerOrder take(OrderCommand command, boolean isRefused) {
        BrokerOrder order = new BrokerOrder(command);
        orders.put(command.clientOrderId(), order);
        live.add(order);
        Totals totals = byStrategy.computeIfAbsent(command.strategyId(), id -> new Totals());
        if (!order.isEntry()) {
            totals.exiting += command.quantity();
            totals.liveExits++;
        } else {
            totals.liveEntries++;
        }
        if (isRefused) {
            end(order, ExecutionType.REJECTED);
        }
        return order;
    }

    /** Fills so much of a live order. */
    void fill(BrokerOrder order, long quantity, long price, long fee) {
        long notional = Decimal.multiply(price, quantity, RoundingMode.FLOOR);
        Totals totals = totals(order.order.strategyId());
        totals.money -= order.money();
        order.cumQuantity += quantity;
        order.cumNotional += notional;
        order.cumFee += fee;
        totals.money += order.money();
        totals.net += order.order.side() == Side.BUY ? quantity : -quantity;
        if (order.isEntry()) {
            totals.entered += quantity;
        } else {
            totals.left += quantity;
            totals.exiting -= quantity;
        }
        if (order.cumQuantity == order.order.quantity()) {
            end(order, ExecutionType.FILL);
        }
    }

    void end(BrokerOrder order, ExecutionType state) {
        Totals totals = totals(order.order.strategyId());
        if (order.isEntry()) {
            totals.liveEntries--;
        } else {
            totals.exiting -= order.leaves();
            totals.liveExits--;
        }
        order.state = state;
        live.remove(order);
    }

    /** An order it has or had, or null. */
    BrokerOrder find(long clientOrderId) {
        return orders.get(clientOrderId);
    }

    List<BrokerOrder> live() {
        return live;
    }

    /** All of them, in the order they came. */
    Iterable<BrokerOrder> all() {
        return orders.values();
    }

    Totals totals(long strategyId) {
        return byStrategy.getOrDefault(strategyId, NOTHING);
    }
}
