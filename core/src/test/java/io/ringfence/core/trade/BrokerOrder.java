package io.ringfence.core.trade;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.Side;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent.Report;

/** An order as the broker has it. */
final class BrokerOrder {
    final OrderCommand order;
    long cumQuantity;
    long cumNotional;
    long cumFee;
    /** ACCEPTED while it lives. */
    ExecutionType state = ExecutionType.ACCEPTED;

    BrokerOrder(OrderCommand order) {
        this.order = order;
    }

    boolean isLive() {
        return state == ExecutionType.ACCEPTED;
    }

    boolean isEntry() {
        return order.purpose() == OrderPurpose.ENTRY;
    }

    long leaves() {
        return isLive() ? order.quantity() - cumQuantity : 0;
    }

    /** What it has brought in less what it has cost. */
    long money() {
        return (order.side() == Side.SELL ? cumNotional : -cumNotional) - cumFee;
    }

    /** What can be told of it now. */
    Report report() {
        if (state == ExecutionType.REJECTED) {
            return order.rejected();
        }
        ExecutionType type = isLive() && cumQuantity > 0 ? ExecutionType.FILL : state;
        return order.report(type, cumQuantity, cumNotional, cumFee);
    }
}
