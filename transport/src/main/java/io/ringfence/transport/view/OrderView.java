package io.ringfence.transport.view;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.Side;

/** One live order as its events have told of it. */
final class OrderView {
    final long clientOrderId;
    final StrategyView strategy;
    final Side side;
    final long quantity;
    final long createdNs;
    /** Null until it is told, within the event that makes the order. */
    OrderPurpose purpose;

    OrderState state;
    long filledQuantity;
    /** {@link TermsView#NONE} at the market; and of an order that has not left, which does not tell of its limit. */
    long limitPrice = TermsView.NONE;
    /** Neighbours among the account's live orders, in order of creation. */
    OrderView previous;

    OrderView next;

    OrderView(long clientOrderId, StrategyView strategy, Side side, long quantity, OrderState state, long createdNs) {
        this.clientOrderId = clientOrderId;
        this.strategy = strategy;
        this.side = side;
        this.quantity = quantity;
        this.state = state;
        this.createdNs = createdNs;
    }

    long leavesQuantity() {
        return Math.max(0, quantity - filledQuantity);
    }
}
