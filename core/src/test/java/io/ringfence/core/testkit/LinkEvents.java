package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.Encoding.commit;
import static io.ringfence.core.testkit.Encoding.room;

import io.ringfence.core.event.BrokerAuthFailedEncoder;
import io.ringfence.core.event.BrokerAuthSuccessEncoder;
import io.ringfence.core.event.BrokerDisconnectedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PositionPulledEncoder;
import io.ringfence.core.event.PriceFeedConnectedEncoder;
import io.ringfence.core.event.PriceFeedErrorEncoder;
import io.ringfence.core.event.PullEndedEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.ring.EventBuffer;

/** Inputs of the links to brokers and feeds. */
public interface LinkEvents {
    /** BROKER_DISCONNECTED. */
    record Disconnected(int gatewayId, RejectReason reason) implements TestEvent {
        /** Gateway 0, for a server that is down. */
        public Disconnected() {
            this(0, RejectReason.SERVER_DOWN);
        }

        @Override
        public void encode(EventBuffer in) {
            new BrokerDisconnectedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .gatewayId(gatewayId)
                    .reason(reason);
            commit(in, BrokerDisconnectedEncoder.BLOCK_LENGTH);
        }
    }

    /** BROKER_AUTH_SUCCESS. */
    record AuthSuccess(int gatewayId, int accountId) implements TestEvent {
        /** Gateway 0 and the host's own account. */
        public AuthSuccess() {
            this(0, 0);
        }

        @Override
        public void encode(EventBuffer in) {
            new BrokerAuthSuccessEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .gatewayId(gatewayId)
                    .accountId(accountId);
            commit(in, BrokerAuthSuccessEncoder.BLOCK_LENGTH);
        }
    }

    /** BROKER_AUTH_FAILED. */
    record AuthFailed(int gatewayId, int accountId, RejectReason reason) implements TestEvent {
        /** Gateway 0 and the host's own account, for a token that expired. */
        public AuthFailed() {
            this(0, 0, RejectReason.TOKEN_EXPIRED);
        }

        @Override
        public void encode(EventBuffer in) {
            new BrokerAuthFailedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .gatewayId(gatewayId)
                    .accountId(accountId)
                    .reason(reason);
            commit(in, BrokerAuthFailedEncoder.BLOCK_LENGTH);
        }
    }

    /** PRICE_FEED_CONNECTED. */
    record FeedConnected(int feedId, int instrumentId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new PriceFeedConnectedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .feedId(feedId)
                    .instrumentId(instrumentId);
            commit(in, PriceFeedConnectedEncoder.BLOCK_LENGTH);
        }
    }

    /** PRICE_FEED_ERROR. */
    record FeedError(int feedId, int instrumentId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new PriceFeedErrorEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .feedId(feedId)
                    .instrumentId(instrumentId);
            commit(in, PriceFeedErrorEncoder.BLOCK_LENGTH);
        }
    }

    /** POSITION_PULLED; the quantity is bought less sold. */
    record PositionPulled(long pullId, int instrumentId, long quantity) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new PositionPulledEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .pullId(pullId)
                    .quantity(quantity)
                    .instrumentId(instrumentId);
            commit(in, PositionPulledEncoder.BLOCK_LENGTH);
        }
    }

    /** PULL_ENDED. */
    record PullEnded(long pullId, int openOrderCount) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new PullEndedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .pullId(pullId)
                    .openOrderCount(openOrderCount);
            commit(in, PullEndedEncoder.BLOCK_LENGTH);
        }
    }
}
