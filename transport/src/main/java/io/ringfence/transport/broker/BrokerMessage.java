package io.ringfence.transport.broker;

import io.ringfence.core.event.BrokerAuthFailedEncoder;
import io.ringfence.core.event.BrokerAuthSuccessEncoder;
import io.ringfence.core.event.BrokerDisconnectedEncoder;
import io.ringfence.core.event.ExecutionReportEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PositionPulledEncoder;
import io.ringfence.core.event.PullEndedEncoder;
import io.ringfence.core.event.RejectReason;
import java.util.Objects;
import org.agrona.MutableDirectBuffer;

/**
 * What a gateway tells the core: one input each. A missing or impossible part is refused when the message is made, on the
 * broker's thread: what is claimed in the ring has to be published. The pump writes it down at once and does not keep it.
 */
public sealed interface BrokerMessage
        permits BrokerReport,
                BrokerMessage.Disconnected,
                BrokerMessage.AuthSuccess,
                BrokerMessage.AuthFailed,
                BrokerMessage.PositionHeld,
                BrokerMessage.PullEnded,
                SimulatedReports.Standing {

    /** Bytes of the longest, a report. */
    int MAX_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH;

    /** Writes the input, whole, and returns its length. On the thread that offers it. */
    int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders);

    /**
     * The link is down: what became of live orders is not known.
     *
     * @param gatewayId whose link, 0 to 65,534
     * @param reason why
     */
    record Disconnected(int gatewayId, RejectReason reason) implements BrokerMessage {
        /** Validates. */
        public Disconnected {
            checkGateway(gatewayId);
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders) {
            encoders.disconnected
                    .wrapAndApplyHeader(buffer, offset, encoders.header)
                    .gatewayId(gatewayId)
                    .reason(reason);
            return MessageHeaderEncoder.ENCODED_LENGTH + BrokerDisconnectedEncoder.BLOCK_LENGTH;
        }
    }

    /**
     * The link is up, and an account is logged in.
     *
     * @param gatewayId whose link, 0 to 65,534
     * @param accountId which account
     */
    record AuthSuccess(int gatewayId, int accountId) implements BrokerMessage {
        /** Validates. */
        public AuthSuccess {
            checkGateway(gatewayId);
        }

        @Override
        public int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders) {
            encoders.authSuccess
                    .wrapAndApplyHeader(buffer, offset, encoders.header)
                    .gatewayId(gatewayId)
                    .accountId(accountId);
            return MessageHeaderEncoder.ENCODED_LENGTH + BrokerAuthSuccessEncoder.BLOCK_LENGTH;
        }
    }

    /**
     * An account's key was refused.
     *
     * @param gatewayId by whom, 0 to 65,534
     * @param accountId which account
     * @param reason why
     */
    record AuthFailed(int gatewayId, int accountId, RejectReason reason) implements BrokerMessage {
        /** Validates. */
        public AuthFailed {
            checkGateway(gatewayId);
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders) {
            encoders.authFailed
                    .wrapAndApplyHeader(buffer, offset, encoders.header)
                    .gatewayId(gatewayId)
                    .accountId(accountId)
                    .reason(reason);
            return MessageHeaderEncoder.ENCODED_LENGTH + BrokerAuthFailedEncoder.BLOCK_LENGTH;
        }
    }

    /**
     * What is held of an instrument, as of a pull.
     *
     * @param pullId which pull
     * @param instrumentId of what
     * @param quantity bought less sold, scaled
     */
    record PositionHeld(long pullId, int instrumentId, long quantity) implements BrokerMessage {
        @Override
        public int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders) {
            encoders.position
                    .wrapAndApplyHeader(buffer, offset, encoders.header)
                    .pullId(pullId)
                    .quantity(quantity)
                    .instrumentId(instrumentId);
            return MessageHeaderEncoder.ENCODED_LENGTH + PositionPulledEncoder.BLOCK_LENGTH;
        }
    }

    /**
     * The end of a pull: its reports and positions have been told.
     *
     * @param pullId which pull
     * @param openOrderCount orders told as open
     */
    record PullEnded(long pullId, int openOrderCount) implements BrokerMessage {
        @Override
        public int encode(MutableDirectBuffer buffer, int offset, BrokerEncoders encoders) {
            encoders.pullEnded
                    .wrapAndApplyHeader(buffer, offset, encoders.header)
                    .pullId(pullId)
                    .openOrderCount(openOrderCount);
            return MessageHeaderEncoder.ENCODED_LENGTH + PullEndedEncoder.BLOCK_LENGTH;
        }
    }

    private static void checkGateway(int gatewayId) {
        if (gatewayId < 0 || gatewayId > BrokerDisconnectedEncoder.gatewayIdMaxValue()) {
            throw new IllegalArgumentException(
                    "gateway " + gatewayId + ": expected 0 to " + BrokerDisconnectedEncoder.gatewayIdMaxValue());
        }
    }
}
