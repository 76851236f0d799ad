package io.ringfence.transport.view;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.Side;

/** One live order as its events have told of it. Reused after it has ended. */
final class OrderView {
    long clientOrderId;
    StrategyView strategy;
    Side side;
    long quantity;
    long createdNs;
    OrderPurpose purpose;
    OrderState state;
    long filledQuantity;
    /** {@link TermsView#NONE} at the market; and of an order that has not left, which does not tell of its limit. */
    long limitPrice;
    /** Neighbours among the account's live orders, in order of creation; of one that has ended the next that waits for use. */
    OrderView previous;

    OrderView next;

    void init(
            long id,
            StrategyView owner,
            Side orderSide,
            long orderQuantity,
            OrderState firstState,
            long orderCreatedNs) {
        clientOrderId = id;
        strategy = owner;
        side = orderSide;
        quantity = orderQuantity;
        state = firstState;
        createdNs = orderCreatedNs;
        purpose = OrderPurpose.ENTRY;
        filledQuantity = 0;
        limitPrice = TermsView.NONE;
        previous = null;
        next = null;
    }

    long leavesQuantity() {
        return Math.max(0, quantity - filledQuantity);
    }
}
