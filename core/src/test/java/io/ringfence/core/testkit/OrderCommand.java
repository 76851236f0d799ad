package io.ringfence.core.testkit;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;

/** What the core tells a broker, as a value; and what the broker may answer. */
public record OrderCommand(
        EventType type, long clientOrderId, long strategyId, Side side, OrderPurpose purpose, long quantity) {

    static OrderCommand of(EventType type, OrderTermsDecoder terms) {
        return new OrderCommand(
                type, terms.clientOrderId(), terms.strategyId(), terms.side(), terms.purpose(), terms.quantity());
    }

    /** Whether a type is of orders; a pull and a login are not. */
    static boolean isOf(EventType type) {
        return switch (type) {
            case EXECUTE_BUY, EXECUTE_SELL, EXECUTE_STOPLOSS, CANCEL_ORDER, QUERY_ORDER -> true;
            default -> false;
        };
    }

    /** Whether it asks for an execution, rather than for a cancel or an answer. */
    public boolean isOrder() {
        return isOf(type) && type != EventType.CANCEL_ORDER && type != EventType.QUERY_ORDER;
    }

    /** The broker has it. */
    public TestEvent.Report accepted() {
        return report(ExecutionType.ACCEPTED, 0, 0, 0);
    }

    /** Filled so far. */
    public TestEvent.Report filled(long cumQuantity, long cumNotional, long cumFee) {
        return report(ExecutionType.FILL, cumQuantity, cumNotional, cumFee);
    }

    /** Canceled, filled so far. */
    public TestEvent.Report canceled(long cumQuantity, long cumNotional, long cumFee) {
        return report(ExecutionType.CANCELED, cumQuantity, cumNotional, cumFee);
    }

    /** The broker was asked and has none. */
    public TestEvent.Report unknown() {
        return report(ExecutionType.UNKNOWN_ORDER, 0, 0, 0);
    }

    /** Refused. */
    public TestEvent.Report rejected() {
        return rejected(RejectReason.MARKET_CLOSED);
    }

    /** Refused for a reason. */
    public TestEvent.Report rejected(RejectReason reason) {
        return new TestEvent.Report(ExecutionType.REJECTED, clientOrderId, strategyId, purpose, side, 0, 0, 0, reason);
    }

    /** Any answer. */
    public TestEvent.Report report(ExecutionType answer, long cumQuantity, long cumNotional, long cumFee) {
        return new TestEvent.Report(
                answer, clientOrderId, strategyId, purpose, side, cumQuantity, cumNotional, cumFee, RejectReason.NONE);
    }
}
