package io.ringfence.transport.redis;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderFilledEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRejectedEncoder;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.testkit.TestEvent;
import java.time.Instant;
import org.agrona.MutableDirectBuffer;

/** A core on one slot, with a stage behind it; what the trade stage would put out is the test's to say. One thread. */
final class ToldCore {
    static final String TIME = "2026-01-02T03:04:05.678Z";
    static final long TIME_NS = epochNs(TIME);

    private static final long NONE = PriceTickEncoder.lastNullValue();
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    final CoreLogic logic = new CoreLogic();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private Stage stage = (event, endOfBatch) -> {};
    private long sequence;
    private long feedSequence;

    /** With instruments numbered from 0. */
    ToldCore(String... symbols) {
        apply(TestEvent.Node.defaults());
        for (int id = 0; id < symbols.length; id++) {
            apply(new TestEvent.Define(id, symbols[id]));
        }
    }

    private static long epochNs(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    void tell(Stage behind) {
        stage = behind;
    }

    long sequence() {
        return sequence;
    }

    EventSlot slot() {
        return slot;
    }

    void apply(TestEvent event) {
        slot.claim(++sequence, TIME_NS);
        event.encode(slot.in());
        logic.apply(slot);
        stage.onEvent(slot, true);
    }

    void price(int instrumentId, String last) {
        tick(instrumentId, last, null, null, null, null);
    }

    void tick(int instrumentId, String last, String low, String high, String bid, String ask) {
        apply(new TestEvent.Tick(
                instrumentId,
                1,
                ++feedSequence,
                scaled(last),
                scaled(low),
                scaled(high),
                scaled(bid),
                scaled(ask),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                0));
    }

    private static long scaled(String price) {
        return price == null ? NONE : Decimal.parse(price);
    }

    /** An event that fills an order: of instrument 0, 0.5 at 231.45. */
    void fill(int accountId, long orderId) {
        slot.claim(++sequence, TIME_NS);
        new TestEvent.Time().encode(slot.in());
        filled(slot.out(), accountId, orderId);
        stage.onEvent(slot, true);
    }

    /** The same that rejects one, and before that fills another that nobody of {@code accountId} has. */
    void reject(int accountId, long orderId) {
        slot.claim(++sequence, TIME_NS);
        new TestEvent.Time().encode(slot.in());
        filled(slot.out(), accountId + 1, orderId + 1);
        OutputBuffer out = slot.out();
        MutableDirectBuffer buffer = out.claim(HEADER_BYTES + OrderRejectedEncoder.BLOCK_LENGTH);
        new OrderRejectedEncoder()
                .wrapAndApplyHeader(buffer, out.claimedOffset(), header)
                .clientOrderId(orderId)
                .strategyId(3)
                .instrumentId(0)
                .purpose(OrderPurpose.EXIT)
                .reason(RejectReason.INSUFFICIENT_MARGIN);
        out.commit(HEADER_BYTES + OrderRejectedEncoder.BLOCK_LENGTH, accountId, orderId);
        stage.onEvent(slot, true);
    }

    void filled(OutputBuffer out, int accountId, long orderId) {
        MutableDirectBuffer buffer = out.claim(HEADER_BYTES + OrderFilledEncoder.BLOCK_LENGTH);
        new OrderFilledEncoder()
                .wrapAndApplyHeader(buffer, out.claimedOffset(), header)
                .clientOrderId(orderId)
                .strategyId(3)
                .quantity(Decimal.parse("0.5"))
                .price(Decimal.parse("231.45"))
                .fee(Decimal.parse("0.01"))
                .cumQuantity(Decimal.parse("0.5"))
                .leavesQuantity(Decimal.parse("1.5"))
                .instrumentId(0)
                .side(Side.BUY)
                .purpose(OrderPurpose.ENTRY);
        out.commit(HEADER_BYTES + OrderFilledEncoder.BLOCK_LENGTH, accountId, orderId);
    }

    /** What is told of {@link #fill}. */
    static String fillJson(int accountId, long orderId, long sequence) {
        return "{\"type\":\"order_filled\",\"orderId\":\"" + orderId
                + "\",\"strategyId\":\"3\",\"side\":\"buy\",\"symbol\":\"SOLUSD\","
                + "\"baseAsset\":\"SOL\",\"quoteAsset\":\"USD\",\"executedPrice\":\"231.45\",\"executedSize\":\"0.5\",\"fee\":\"0.01\","
                + "\"timestamp\":\"" + TIME
                + "\",\"purpose\":\"entry\",\"cumQuantity\":\"0.5\",\"leavesQuantity\":\"1.5\",\"seq\":" + orderId
                + ",\"event_id\":\"" + sequence + ".0\",\"account\":" + accountId + "}";
    }

    /** What is told of {@link #reject}. */
    static String rejectionJson(int accountId, long orderId, long sequence) {
        return "{\"type\":\"order_rejected\",\"orderId\":\"" + orderId
                + "\",\"strategyId\":\"3\",\"symbol\":\"SOLUSD\",\"purpose\":\"exit\",\"reason\":\"insufficient_margin\","
                + "\"timestamp\":\"" + TIME + "\",\"seq\":" + orderId + ",\"event_id\":\"" + sequence
                + ".1\",\"account\":" + accountId + "}";
    }

    static String priceJson(String symbol, String price, String low, String high, long sequence) {
        return "{\"type\":\"price\",\"symbol\":\"" + symbol + "\",\"price\":\"" + price + "\",\"timestamp\":\"" + TIME
                + "\",\"seq\":" + sequence + ",\"low\":\"" + low + "\",\"high\":\"" + high + "\"}";
    }
}
