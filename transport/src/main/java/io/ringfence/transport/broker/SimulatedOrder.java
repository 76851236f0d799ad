package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;

/** An order as the simulated broker knows it. Made ahead where room was, and then {@link #set} once. */
final class SimulatedOrder {
    enum State {
        /** On its way. */
        SENT,
        /** On its way, but it never arrives: the broker does not know it. */
        LOST,
        WORKING,
        FILLED,
        CANCELED,
        REJECTED,
        EXPIRED
    }

    long clientOrderId;
    long strategyId;
    int instrumentId;
    Side side;
    OrderType type;
    OrderPurpose purpose;
    long quantity;
    long limitPrice;
    long sentNs;
    State state = State.SENT;
    /** Why it was refused, where it was. */
    RejectReason reason = RejectReason.NONE;
    /** Which of its strategy's orders of one purpose it is, from 1. */
    int place;
    /** How often it was sent before: each time but the last it was lost. */
    int attempt;
    /** Which of all that was sent it is. */
    int sendingNumber;
    /** What became of it, counted: accepted, each fill, the end. */
    int changeCount;
    /** Reports that told nothing new; forgotten when the host dies. */
    int repeatCount;
    /** Whether the host has asked for it while it was on its way; a query is forgotten when the host dies. */
    boolean isAskedFor;

    long cumQuantity;
    long cumNotional;
    long cumFee;
    long lastPrice;

    /** Which of all that the broker knows it is, from 0. */
    int index;
    /** Whether a pull is to tell of it. */
    boolean isUntold;

    SimulatedOrder set(
            long newClientOrderId,
            long newStrategyId,
            int newInstrumentId,
            Side newSide,
            OrderType newType,
            OrderPurpose newPurpose,
            long newQuantity,
            long newLimitPrice,
            long newSentNs) {
        clientOrderId = newClientOrderId;
        strategyId = newStrategyId;
        instrumentId = newInstrumentId;
        side = newSide;
        type = newType;
        purpose = newPurpose;
        quantity = newQuantity;
        limitPrice = newLimitPrice;
        sentNs = newSentNs;
        return this;
    }

    SimulatedOrder set(OrderRequest request, long newSentNs) {
        return set(
                request.clientOrderId(),
                request.strategyId(),
                request.instrumentId(),
                request.side(),
                request.type(),
                request.purpose(),
                request.quantity(),
                request.type() == OrderType.LIMIT ? request.limitPrice() : 0,
                newSentNs);
    }

    boolean isFinal() {
        return switch (state) {
            case FILLED, CANCELED, REJECTED, EXPIRED -> true;
            case SENT, LOST, WORKING -> false;
        };
    }

    /** Whether there is anything in it that could ever trade. */
    boolean isTradable() {
        return quantity > 0 && (type == OrderType.MARKET || limitPrice > 0);
    }

    /** Whether it may fill at this price. */
    boolean accepts(long price) {
        return type == OrderType.MARKET || (side == Side.BUY ? price <= limitPrice : price >= limitPrice);
    }

    void fill(long part, long price, long notional, long fee) {
        cumQuantity += part;
        cumNotional += notional;
        cumFee += fee;
        lastPrice = price;
        state = cumQuantity == quantity ? State.FILLED : State.WORKING;
    }

    /** Where the order stands, as a report says it. */
    ExecutionType executionType() {
        return switch (state) {
            case REJECTED -> ExecutionType.REJECTED;
            case CANCELED -> ExecutionType.CANCELED;
            case EXPIRED -> ExecutionType.EXPIRED;
            default -> cumQuantity > 0 ? ExecutionType.FILL : ExecutionType.ACCEPTED;
        };
    }

    /** Why it stands there, where it was refused. */
    RejectReason standingReason() {
        return state == State.REJECTED ? reason : RejectReason.NONE;
    }

    /** Where the order stands, in one report. */
    BrokerReport report() {
        return report(executionType(), standingReason());
    }

    BrokerReport report(ExecutionType executionType, RejectReason reason) {
        return new BrokerReport(
                clientOrderId,
                strategyId,
                instrumentId,
                side,
                purpose,
                executionType,
                reason,
                cumQuantity,
                cumNotional,
                cumFee,
                lastPrice);
    }
}
