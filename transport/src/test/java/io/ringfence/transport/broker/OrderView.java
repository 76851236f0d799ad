package io.ringfence.transport.broker;

import java.util.List;
import java.util.Map;

/** All that is known of an order, as a value. */
record OrderView(
        Terms terms,
        long strategyId,
        long sentNs,
        SimulatedOrder.State state,
        long cumQuantity,
        long cumNotional,
        long cumFee,
        long lastPrice) {

    static OrderView of(SimulatedOrder order) {
        return new OrderView(
                new Terms(
                        order.clientOrderId,
                        order.instrumentId,
                        order.side,
                        order.type,
                        order.purpose,
                        order.quantity,
                        order.limitPrice),
                order.strategyId,
                order.sentNs,
                order.state,
                order.cumQuantity,
                order.cumNotional,
                order.cumFee,
                order.lastPrice);
    }

    static List<OrderView> of(Map<Long, SimulatedOrder> orders) {
        return orders.values().stream().map(OrderView::of).toList();
    }
}
