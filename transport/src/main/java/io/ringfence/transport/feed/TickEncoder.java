package io.ringfence.transport.feed;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.ring.EventBuffer;

/** Writes PRICE_TICK events. Every field is set, because the buffer still holds what was there before. */
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
        encode(
                row.timeNs,
                feedSequence,
                row.lastScaled,
                row.quantityScaled,
                PriceTickEncoder.lowNullValue(),
                PriceTickEncoder.highNullValue(),
                row.bidScaled,
                row.askScaled,
                target);
    }

    /** A trade of unknown quantity, or several of them with their extremes; null's values where there is but one. */
    void encodeTrades(long timeNs, long feedSequence, long last, long low, long high, EventBuffer target) {
        encode(
                timeNs,
                feedSequence,
                last,
                0,
                low,
                high,
                PriceTickEncoder.bidNullValue(),
                PriceTickEncoder.askNullValue(),
                target);
    }

    private void encode(
            long timeNs,
            long feedSequence,
            long last,
            long quantity,
            long low,
            long high,
            long bid,
            long ask,
            EventBuffer target) {
        tick.wrapAndApplyHeader(target.reserve(MESSAGE_BYTES), 0, header)
                .sourceTimeNs(timeNs)
                .feedSequence(feedSequence)
                .last(last)
                .lastQuantity(quantity)
                .low(low)
                .high(high)
                .bid(bid)
                .ask(ask)
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
