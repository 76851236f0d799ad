package io.ringfence.transport.edge;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderFilledEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import java.time.Instant;
import org.agrona.MutableDirectBuffer;

/** Encodes events into slots, with decimals as text. */
final class Events {
    static final long TIME_NS = epochNs("2026-01-02T03:04:05.678Z");
    static final String TIME = "2026-01-02T03:04:05.678Z";

    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    private Events() {}

    static long epochNs(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    static void define(EventSlot slot, int instrumentId, String symbol) {
        MutableDirectBuffer in = slot.in().reserve(HEADER_BYTES + InstrumentDefinedEncoder.BLOCK_LENGTH);
        new InstrumentDefinedEncoder()
                .wrapAndApplyHeader(in, 0, HEADER)
                .instrumentId(instrumentId)
                .symbol(symbol);
        slot.in().commit(HEADER_BYTES + InstrumentDefinedEncoder.BLOCK_LENGTH);
    }

    /** A tick; prices that are null are absent. */
    static void tick(EventSlot slot, int instrumentId, String last, String bid, String ask) {
        MutableDirectBuffer in = slot.in().reserve(HEADER_BYTES + PriceTickEncoder.BLOCK_LENGTH);
        long none = PriceTickEncoder.lastNullValue();
        new PriceTickEncoder()
                .wrapAndApplyHeader(in, 0, HEADER)
                .sourceTimeNs(slot.timestampNs())
                .feedSequence(slot.sequence())
                .last(scaled(last))
                .lastQuantity(0)
                .low(none)
                .high(none)
                .bid(scaled(bid))
                .ask(scaled(ask))
                .bidLow(none)
                .bidHigh(none)
                .askLow(none)
                .askHigh(none)
                .midLow(none)
                .midHigh(none)
                .instrumentId(instrumentId)
                .feedId(1);
        slot.in().commit(HEADER_BYTES + PriceTickEncoder.BLOCK_LENGTH);
    }

    private static long scaled(String price) {
        return price == null ? PriceTickEncoder.lastNullValue() : Decimal.parse(price);
    }

    /** An input that clients do not see. */
    static void nothing(EventSlot slot) {
        HEADER.wrap(slot.in().reserve(HEADER_BYTES), 0)
                .blockLength(0)
                .templateId(4)
                .schemaId(1)
                .version(1);
        slot.in().commit(HEADER_BYTES);
    }

    /** Order 7 of strategy 3 bought 0.5 at 231.45; of account 0, at this place of its stream. */
    static void filled(OutputBuffer out, long position) {
        MutableDirectBuffer buffer = out.claim(HEADER_BYTES + OrderFilledEncoder.BLOCK_LENGTH);
        new OrderFilledEncoder()
                .wrapAndApplyHeader(buffer, out.claimedOffset(), HEADER)
                .clientOrderId(7)
                .strategyId(3)
                .quantity(Decimal.parse("0.5"))
                .price(Decimal.parse("231.45"))
                .fee(Decimal.parse("0.01"))
                .cumQuantity(Decimal.parse("0.5"))
                .leavesQuantity(Decimal.parse("1.5"))
                .instrumentId(0)
                .side(Side.BUY)
                .purpose(OrderPurpose.ENTRY);
        out.commit(HEADER_BYTES + OrderFilledEncoder.BLOCK_LENGTH, 0, position);
    }

    /** What clients get for {@link #filled}. */
    static String filledJson(long sequence, long position) {
        return "{\"type\":\"order_filled\",\"orderId\":\"7\",\"strategyId\":\"3\",\"side\":\"buy\",\"symbol\":\"SOL\","
                + "\"baseAsset\":\"SOL\",\"quoteAsset\":null,\"executedPrice\":\"231.45\",\"executedSize\":\"0.5\",\"fee\":\"0.01\",\"timestamp\":\""
                + TIME
                + "\",\"purpose\":\"entry\",\"cumQuantity\":\"0.5\",\"leavesQuantity\":\"1.5\",\"seq\":" + position
                + ",\"event_id\":\"" + sequence + ".0\"}";
    }

    static String priceJson(String symbol, String price, long sequence) {
        return "{\"type\":\"price\",\"symbol\":\"" + symbol + "\",\"price\":\"" + price + "\",\"timestamp\":\"" + TIME
                + "\",\"seq\":" + sequence + "}";
    }
}
