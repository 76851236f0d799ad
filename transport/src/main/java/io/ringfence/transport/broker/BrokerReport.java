package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import java.util.Objects;

/**
 * What a broker says of an order. Figures are cumulative over the order's life and scaled.
 *
 * @param clientOrderId the order
 * @param strategyId echoed from the order
 * @param instrumentId echoed from the order
 * @param side echoed from the order
 * @param purpose echoed from the order
 * @param type what happened
 * @param reason why a rejected order was
 * @param cumQuantity filled so far
 * @param cumNotional sum of quantity times price so far
 * @param cumFee fees so far
 * @param lastPrice of the latest fill, 0 before the first
 */
public record BrokerReport(
        long clientOrderId,
        long strategyId,
        int instrumentId,
        Side side,
        OrderPurpose purpose,
        ExecutionType type,
        RejectReason reason,
        long cumQuantity,
        long cumNotional,
        long cumFee,
        long lastPrice) {

    /** Refuses a missing part here, on the broker's thread: what is claimed in the ring has to be published. */
    public BrokerReport {
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
    }
}
