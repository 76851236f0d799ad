package io.ringfence.transport.broker;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.PriceTickEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A tick as a value; {@link #NONE} for a price it does not carry. */
record Quote(int instrumentId, long last, long bid, long ask) {
    static final long NONE = PriceTickEncoder.lastNullValue();
    static final int ENCODED_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + PriceTickEncoder.BLOCK_LENGTH;

    static Quote last(long last) {
        return new Quote(0, last, NONE, NONE);
    }

    static Quote bidAsk(long bid, long ask) {
        return new Quote(0, NONE, bid, ask);
    }

    /** What is in force when the newer one comes over this one. */
    Quote over(Quote newer) {
        return new Quote(
                instrumentId,
                newer.last == NONE ? last : newer.last,
                newer.bid == NONE ? bid : newer.bid,
                newer.ask == NONE ? ask : newer.ask);
    }

    static Quote of(PriceTickDecoder tick) {
        return new Quote(tick.instrumentId(), tick.last(), tick.bid(), tick.ask());
    }

    void encode(MutableDirectBuffer buffer, long feedSequence) {
        new PriceTickEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sourceTimeNs(1)
                .feedSequence(feedSequence)
                .last(last)
                .lastQuantity(1)
                .low(NONE)
                .high(NONE)
                .bid(bid)
                .ask(ask)
                .bidLow(NONE)
                .bidHigh(NONE)
                .askLow(NONE)
                .askHigh(NONE)
                .midLow(NONE)
                .midHigh(NONE)
                .instrumentId(instrumentId)
                .feedId(1);
    }

    PriceTickDecoder decoder() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[ENCODED_BYTES]);
        encode(buffer, 1);
        return new PriceTickDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }
}
