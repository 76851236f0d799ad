package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.OrderTermsEncoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** An order as a value, with the reports that may come of it. */
record Terms(
        long id, int instrumentId, Side side, OrderType type, OrderPurpose purpose, long quantity, long limitPrice) {
    static final long NO_LIMIT = OrderTermsEncoder.limitPriceNullValue();

    static Terms buy(long id, long quantity) {
        return new Terms(id, 0, Side.BUY, OrderType.MARKET, OrderPurpose.ENTRY, quantity, NO_LIMIT);
    }

    static Terms sell(long id, long quantity) {
        return new Terms(id, 0, Side.SELL, OrderType.MARKET, OrderPurpose.EXIT, quantity, NO_LIMIT);
    }

    Terms limit(long price) {
        return new Terms(id, instrumentId, side, OrderType.LIMIT, purpose, quantity, price);
    }

    Terms on(int instrument) {
        return new Terms(id, instrument, side, type, purpose, quantity, limitPrice);
    }

    /** Differs from the id, so that a report that mixes the two up is seen. */
    long strategyId() {
        return id + 1_000_000;
    }

    void encode(OrderTermsEncoder terms) {
        terms.clientOrderId(id)
                .strategyId(strategyId())
                .quantity(quantity)
                .limitPrice(limitPrice)
                .instrumentId(instrumentId)
                .side(side)
                .orderType(type)
                .purpose(purpose);
    }

    OrderRequest request() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrderTermsEncoder.ENCODED_LENGTH]);
        encode(new OrderTermsEncoder().wrap(buffer, 0));
        return new OrderRequest().set(new OrderTermsDecoder().wrap(buffer, 0));
    }

    SimulatedOrder sentAt(long timeNs) {
        return new SimulatedOrder().set(request(), timeNs);
    }

    BrokerReport accepted() {
        return report(ExecutionType.ACCEPTED, RejectReason.NONE, 0, 0, 0, 0);
    }

    BrokerReport rejected() {
        return rejected(RejectReason.OTHER);
    }

    BrokerReport rejected(RejectReason reason) {
        return report(ExecutionType.REJECTED, reason, 0, 0, 0, 0);
    }

    BrokerReport expired(long cumQuantity, long cumNotional, long cumFee, long lastPrice) {
        return report(ExecutionType.EXPIRED, RejectReason.NONE, cumQuantity, cumNotional, cumFee, lastPrice);
    }

    BrokerReport unknown() {
        return report(ExecutionType.UNKNOWN_ORDER, RejectReason.NONE, 0, 0, 0, 0);
    }

    BrokerReport filled(long cumQuantity, long cumNotional, long cumFee, long lastPrice) {
        return report(ExecutionType.FILL, RejectReason.NONE, cumQuantity, cumNotional, cumFee, lastPrice);
    }

    BrokerReport canceled() {
        return canceled(0, 0, 0, 0);
    }

    BrokerReport canceled(long cumQuantity, long cumNotional, long cumFee, long lastPrice) {
        return report(ExecutionType.CANCELED, RejectReason.NONE, cumQuantity, cumNotional, cumFee, lastPrice);
    }

    private BrokerReport report(
            ExecutionType executionType, RejectReason reason, long cumQuantity, long cumNotional, long fee, long last) {
        return new BrokerReport(
                id,
                strategyId(),
                instrumentId,
                side,
                purpose,
                executionType,
                reason,
                cumQuantity,
                cumNotional,
                fee,
                last);
    }
}
