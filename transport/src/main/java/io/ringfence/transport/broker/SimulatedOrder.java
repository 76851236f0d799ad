package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;

/** An order as the simulated broker knows it. */
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

    final long clientOrderId;
    final long strategyId;
    final int instrumentId;
    final Side side;
    final OrderType type;
    final OrderPurpose purpose;
    final long quantity;
    final long limitPrice;
    final long sentNs;
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

    SimulatedOrder(
            long clientOrderId,
            long strategyId,
            int instrumentId,
            Side side,
            OrderType type,
            OrderPurpose purpose,
            long quantity,
            long limitPrice,
            long sentNs) {
        this.clientOrderId = clientOrderId;
        this.strategyId = strategyId;
        this.instrumentId = instrumentId;
        this.side = side;
        this.type = type;
        this.purpose = purpose;
        this.quantity = quantity;
        this.limitPrice = limitPrice;
        this.sentNs = sentNs;
    }

    static SimulatedOrder of(OrderRequest request, long sentNs) {
        return new SimulatedOrder(
                request.clientOrderId(),
                request.strategyId(),
                request.instrumentId(),
                request.side(),
                request.type(),
                request.purpose(),
                request.quantity(),
                request.type() == OrderType.LIMIT ? request.limitPrice() : 0,
                sentNs);
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

    /** Where the order stands, in one report. */
    BrokerReport report() {
        return switch (state) {
            case REJECTED -> report(ExecutionType.REJECTED, reason);
            case CANCELED -> report(ExecutionType.CANCELED, RejectReason.NONE);
            case EXPIRED -> report(ExecutionType.EXPIRED, RejectReason.NONE);
            default -> report(cumQuantity > 0 ? ExecutionType.FILL : ExecutionType.ACCEPTED, RejectReason.NONE);
        };
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
