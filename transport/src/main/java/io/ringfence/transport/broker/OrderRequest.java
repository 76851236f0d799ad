package io.ringfence.transport.broker;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;

/** The terms of an order on its way to a broker. Reused: valid for the length of the call that hands it over. */
public final class OrderRequest {
    private long clientOrderId;
    private long strategyId;
    private long quantity;
    private long limitPrice;
    private int instrumentId;
    private Side side;
    private OrderType type;
    private OrderPurpose purpose;

    OrderRequest() {}

    OrderRequest set(OrderTermsDecoder terms) {
        clientOrderId = terms.clientOrderId();
        strategyId = terms.strategyId();
        quantity = terms.quantity();
        limitPrice = terms.limitPrice();
        instrumentId = terms.instrumentId();
        side = terms.side();
        type = terms.orderType();
        purpose = terms.purpose();
        return this;
    }

    /** Unique for ever; what a broker tells repeats by. */
    public long clientOrderId() {
        return clientOrderId;
    }

    /** To be echoed in every report on the order. */
    public long strategyId() {
        return strategyId;
    }

    /** Scaled. */
    public long quantity() {
        return quantity;
    }

    /** Scaled; meaningless for market orders. */
    public long limitPrice() {
        return limitPrice;
    }

    /** What is traded. */
    public int instrumentId() {
        return instrumentId;
    }

    /** Buy or sell. */
    public Side side() {
        return side;
    }

    /** Market or limit. */
    public OrderType type() {
        return type;
    }

    /** To be echoed in every report on the order. */
    public OrderPurpose purpose() {
        return purpose;
    }
}
