package io.ringfence.core.trade;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.Side;
import java.util.OptionalLong;

/**
 * One live order as people see it. Prices and quantities are scaled.
 *
 * @param clientOrderId under which the broker knows it
 * @param strategyId whose order it is
 * @param strategyName the same, as its label
 * @param instrumentId what is traded
 * @param side buy or sell
 * @param purpose why it was sent
 * @param state where it stands
 * @param quantity ordered
 * @param filledQuantity filled so far
 * @param limitPrice empty at the market
 * @param accountId whose the strategy is
 * @param createdNs when it was made, nanoseconds since the epoch; 0 of one that an older build has made
 */
public record OrderRow(
        long clientOrderId,
        long strategyId,
        String strategyName,
        int instrumentId,
        Side side,
        OrderPurpose purpose,
        OrderState state,
        long quantity,
        long filledQuantity,
        OptionalLong limitPrice,
        int accountId,
        long createdNs) {

    static OrderRow of(Order order) {
        return new OrderRow(
                order.clientOrderId,
                order.strategy.id,
                order.strategy.name,
                order.strategy.instrumentId,
                order.side,
                order.purpose,
                order.state,
                order.quantity,
                order.cumQuantity,
                order.limitPrice == Order.NO_LIMIT ? OptionalLong.empty() : OptionalLong.of(order.limitPrice),
                order.strategy.accountId,
                order.createdNs);
    }
}
