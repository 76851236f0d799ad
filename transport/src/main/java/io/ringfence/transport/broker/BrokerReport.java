package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionReportEncoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import java.util.Objects;
import org.agrona.MutableDirectBuffer;

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
        long lastPrice)
        implements BrokerMessage {

    /** Refuses a missing part. */
    public BrokerReport {
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders) {
        return encode(
                encoders.report.wrapAndApplyHeader(buffer, offset, encoders.header),
                clientOrderId,
                strategyId,
                instrumentId,
                side,
                purpose,
                type,
                reason,
                cumQuantity,
                cumNotional,
                cumFee,
                lastPrice);
    }

    /** Writes a report's parts behind its header, and returns the length of both. */
    static int encode(
            ExecutionReportEncoder report,
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
        report.clientOrderId(clientOrderId)
                .strategyId(strategyId)
                .cumQuantity(cumQuantity)
                .cumNotional(cumNotional)
                .cumFee(cumFee)
                .lastPrice(lastPrice == 0 ? ExecutionReportEncoder.lastPriceNullValue() : lastPrice)
                .instrumentId(instrumentId)
                .executionType(type)
                .side(side)
                .purpose(purpose)
                .rejectReason(reason);
        return MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH;
    }
}
