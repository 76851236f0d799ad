package io.ringfence.transport.broker;

import io.ringfence.core.event.RejectReason;
import java.util.List;

/** All that is known of an order, as a value. */
record OrderView(
        Terms terms,
        long strategyId,
        long sentNs,
        SimulatedOrder.State state,
        RejectReason reason,
        int place,
        int attempt,
        int changeCount,
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
                order.reason,
                order.place,
                order.attempt,
                order.changeCount,
                order.cumQuantity,
                order.cumNotional,
                order.cumFee,
                order.lastPrice);
    }

    static List<OrderView> of(SimulatedBooks books) {
        return books.orders().stream().map(OrderView::of).toList();
    }
}
