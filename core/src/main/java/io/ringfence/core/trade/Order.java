package io.ringfence.core.trade;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.OrderTermsEncoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import org.agrona.collections.Long2ObjectHashMap;

/** One order, as far as the broker has told. Reused after it is forgotten. */
final class Order {
    static final long NO_LIMIT = OrderTermsEncoder.limitPriceNullValue();

    long clientOrderId;
    Strategy strategy;
    Side side;
    OrderPurpose purpose;
    OrderState state;
    OrderType type;
    /** It missed its deadline or is for more than is held, and what it leaves goes to the next step at once. */
    boolean isEscalated;
    /** The kill switch has taken it back: nothing follows it but its stop. */
    boolean isWithdrawn;
    /** A cancel of it has been asked for, once and for all: told or not, it is to end. */
    boolean isCancelAsked;
    /** The event that a cancel of it last left with, 0 for none. */
    long cancelSequence;
    /** It was sent again, because the broker said that it has none such. */
    boolean isSentAgain;
    /** The broker has refused the copy as one that it has. */
    boolean isDuplicateTold;
    /** It ended because the broker said that it has none such. */
    boolean isDenied;
    /** The last pull of the broker's state that told of it. */
    long pullId;

    long quantity;
    /** {@link #NO_LIMIT} for a market order. */
    long limitPrice;

    /** Event time at which it was made; 0 of one that an older build has made. */
    long createdNs;
    /** In all, of the order that a person wants in its place; 0 when nobody wants one. */
    long replaceQuantity;

    long replaceLimit;

    long cumQuantity;
    long cumNotional;
    long cumFee;
    /** Neighbours among the live orders, in order of creation. */
    Order previous;

    Order next;

    void init(
            long id,
            Strategy owner,
            OrderState firstState,
            Side orderSide,
            OrderPurpose orderPurpose,
            long orderQuantity,
            long orderLimit) {
        clientOrderId = id;
        strategy = owner;
        side = orderSide;
        purpose = orderPurpose;
        state = firstState;
        isEscalated = false;
        isWithdrawn = false;
        isCancelAsked = false;
        cancelSequence = 0;
        isSentAgain = false;
        isDuplicateTold = false;
        isDenied = false;
        pullId = 0;
        type = orderLimit == NO_LIMIT ? OrderType.MARKET : OrderType.LIMIT;
        quantity = orderQuantity;
        limitPrice = orderLimit;
        createdNs = 0;
        keepAsItIs();
        cumQuantity = 0;
        cumNotional = 0;
        cumFee = 0;
    }

    /** Moves it on; callers ask {@link OrderTransitions} first where a broker's word may be out of place. */
    void moveTo(OrderState next) {
        if (!OrderTransitions.isLegal(state, next)) {
            throw new IllegalStateException("order " + clientOrderId + " cannot go from " + state + " to " + next);
        }
        state = next;
    }

    /** Another order is to stand in its place, once it has ended. */
    void replaceBy(long newQuantity, long newLimit) {
        replaceQuantity = newQuantity;
        replaceLimit = newLimit;
    }

    /** No other order is to stand in its place. */
    void keepAsItIs() {
        replaceBy(0, NO_LIMIT);
    }

    /** What is left for the order in its place, 0 or less for nothing. */
    long leftToReplace() {
        return replaceQuantity - cumQuantity;
    }

    boolean isEntry() {
        return purpose == OrderPurpose.ENTRY;
    }

    boolean isFinal() {
        return switch (state) {
            case FILLED, CANCELED, REJECTED, EXPIRED -> true;
            default -> false;
        };
    }

    /** What may still be filled; 0 after an overfill. */
    long leavesQuantity() {
        return isFinal() ? 0 : Math.max(0, quantity - cumQuantity);
    }

    void writeTo(StateSink sink) {
        sink.putLong(clientOrderId);
        sink.putLong(strategy.id);
        sink.putLong(side.value());
        sink.putLong(purpose.value());
        sink.putLong(state.value());
        sink.putLong(quantity);
        sink.putLong(limitPrice);
        sink.putFlag(isEscalated);
        sink.putFlag(isWithdrawn);
        sink.putFlag(isCancelAsked);
        sink.putLong(cancelSequence);
        sink.putFlag(isSentAgain);
        sink.putFlag(isDuplicateTold);
        sink.putFlag(isDenied);
        sink.putLong(pullId);
        sink.putLong(createdNs);
        sink.putLong(replaceQuantity);
        sink.putLong(replaceLimit);
        sink.putLong(cumQuantity);
        sink.putLong(cumNotional);
        sink.putLong(cumFee);
    }

    /** Reads an order of one of these strategies. */
    static Order readFrom(StateSource source, Long2ObjectHashMap<Strategy> strategies) {
        Order order = new Order();
        long id = source.getLong();
        long strategyId = source.getLong();
        Strategy owner = strategies.get(strategyId);
        if (owner == null) {
            throw new StateFormatException("order " + id + " is of strategy " + strategyId + ", which does not exist");
        }
        Side side = source.getConstant(Side.values(), Side::value);
        OrderPurpose purpose = source.getConstant(OrderPurpose.values(), OrderPurpose::value);
        OrderState state = source.getConstant(OrderState.values(), OrderState::value);
        long quantity = source.getLong();
        order.init(id, owner, state, side, purpose, quantity, source.getLong());
        order.isEscalated = source.getFlag();
        order.isWithdrawn = source.getFlag();
        order.isCancelAsked = source.getFlag();
        order.cancelSequence = source.getLong();
        order.isSentAgain = source.getFlag();
        order.isDuplicateTold = source.getFlag();
        order.isDenied = source.getFlag();
        order.pullId = source.getLong();
        if (source.version() >= StateFormat.MANUAL_ORDERS) {
            order.createdNs = source.getLong();
            order.replaceBy(source.getLong(), source.getLong());
        }
        order.cumQuantity = source.getLong();
        order.cumNotional = source.getLong();
        order.cumFee = source.getLong();
        return order;
    }
}
