package io.ringfence.transport.feed;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PriceFeedConnectedEncoder;
import io.ringfence.core.event.PriceFeedErrorEncoder;
import io.ringfence.core.ring.EventBuffer;

/** Writes that a feed is up, or that it has failed. */
final class FeedEvents {
    private static final int CONNECTED_BYTES =
            MessageHeaderEncoder.ENCODED_LENGTH + PriceFeedConnectedEncoder.BLOCK_LENGTH;
    private static final int ERROR_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + PriceFeedErrorEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceFeedConnectedEncoder connected = new PriceFeedConnectedEncoder();
    private final PriceFeedErrorEncoder error = new PriceFeedErrorEncoder();
    private final int feedId;
    private final int instrumentId;

    FeedEvents(int feedId, int instrumentId) {
        this.feedId = feedId;
        this.instrumentId = instrumentId;
    }

    void encodeConnected(EventBuffer target) {
        connected
                .wrapAndApplyHeader(target.reserve(CONNECTED_BYTES), 0, header)
                .feedId(feedId)
                .instrumentId(instrumentId);
        target.commit(CONNECTED_BYTES);
    }

    void encodeError(EventBuffer target) {
        error.wrapAndApplyHeader(target.reserve(ERROR_BYTES), 0, header)
                .feedId(feedId)
                .instrumentId(instrumentId);
        target.commit(ERROR_BYTES);
    }
}
