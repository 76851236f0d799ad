package io.ringfence.transport.feed;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.ring.EventBuffer;

/** Writes rows as PRICE_TICK events. Every field is set, because the buffer still holds what was there before. */
final class TickEncoder {
    private static final int MESSAGE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + PriceTickEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();
    private final int feedId;
    private final int instrumentId;

    TickEncoder(int feedId, int instrumentId) {
        this.feedId = feedId;
        this.instrumentId = instrumentId;
    }

    /** A recorded tick is never conflated, so it carries no extremes. */
    void encode(CsvRow row, long feedSequence, EventBuffer target) {
        tick.wrapAndApplyHeader(target.reserve(MESSAGE_BYTES), 0, header)
                .sourceTimeNs(row.timeNs)
                .feedSequence(feedSequence)
                .last(row.lastScaled)
                .lastQuantity(row.quantityScaled)
                .low(PriceTickEncoder.lowNullValue())
                .high(PriceTickEncoder.highNullValue())
                .bid(row.bidScaled)
                .ask(row.askScaled)
                .bidLow(PriceTickEncoder.bidLowNullValue())
                .bidHigh(PriceTickEncoder.bidHighNullValue())
                .askLow(PriceTickEncoder.askLowNullValue())
                .askHigh(PriceTickEncoder.askHighNullValue())
                .midLow(PriceTickEncoder.midLowNullValue())
                .midHigh(PriceTickEncoder.midHighNullValue())
                .instrumentId(instrumentId)
                .feedId(feedId);
        target.commit(MESSAGE_BYTES);
    }
}
