package io.ringfence.transport.redis;

import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.core.event.OrderRejectedDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.TimeAdvancedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import io.ringfence.transport.edge.EdgeJson;
import java.util.BitSet;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Hands to a {@link RedisPublisher} what it tells of: accepted prices, fills, rejections, and whose portfolio has changed. Runs
 * behind the gate, never waits for Redis, and allocates nothing but for accounts that are new to it.
 */
public final class RedisStage implements Stage {
    private static final long NONE = PriceTickDecoder.lastNullValue();

    private final RedisConfig config;
    private final RedisOutConfig out;
    private final RedisPublisher publisher;
    private final Portfolios portfolios;
    private final boolean isFillTold;
    private final boolean isRejectionTold;
    /** Instruments whose prices are told. */
    private final BitSet isPriceTold = new BitSet();

    private final EventTime time = new EventTime();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();

    /** Of a publisher, which tells portfolios or has null for them. */
    RedisStage(RedisConfig config, List<String> symbols, RedisPublisher publisher, Portfolios portfolios) {
        this.config = config;
        this.out = config.out().orElseThrow();
        this.publisher = publisher;
        this.portfolios = portfolios;
        this.isFillTold = out.channels().contains(RedisChannel.ORDER_FILLED);
        this.isRejectionTold = out.channels().contains(RedisChannel.ORDER_REJECTED);
        for (int id = 0; id < symbols.size(); id++) {
            define(id, symbols.get(id));
        }
    }

    private void define(int instrumentId, String symbol) {
        publisher.define(instrumentId, symbol);
        if (instrumentId >= 0 && instrumentId < out.maxInstruments()) {
            isPriceTold.set(instrumentId, config.tellsPriceOf(symbol));
        }
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        long nowNs = time.advance(slot.timestampNs());
        int input = input(slot);
        switch (input) {
            case PriceTickDecoder.TEMPLATE_ID -> onTick(slot, nowNs);
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                definition.wrapAndApplyHeader(slot.in().buffer(), 0, header);
                define(definition.instrumentId(), definition.symbol());
            }
            default -> {
                // No other input is told of.
            }
        }
        boolean hasOutputs = slot.out().length() > 0;
        boolean isQuiet = !hasOutputs
                && (input == 0 || input == PriceTickDecoder.TEMPLATE_ID || input == TimeAdvancedDecoder.TEMPLATE_ID);
        if (portfolios != null && !isQuiet) {
            portfolios.onEvent(slot, nowNs);
            if (portfolios.isFilled()) {
                publisher.portfolioChanged();
            }
        }
        if (hasOutputs) {
            onOutputs(slot, nowNs);
        }
    }

    /** The input's type; 0 for one that does not hold, or none. */
    private int input(EventSlot slot) {
        if (slot.in().length() < MessageHeaderDecoder.ENCODED_LENGTH
                || slot.findings().verdict() != Verdict.ACCEPTED) {
            return 0;
        }
        return header.wrap(slot.in().buffer(), 0).templateId();
    }

    private void onTick(EventSlot slot, long nowNs) {
        tick.wrapAndApplyHeader(slot.in().buffer(), 0, header);
        int instrumentId = tick.instrumentId();
        long last = tick.last();
        long price = EdgeJson.price(last, tick.bid(), tick.ask());
        if (price == NONE || instrumentId < 0 || instrumentId >= out.maxInstruments()) {
            return;
        }
        if (!isPriceTold.get(instrumentId)) {
            publisher.seen(instrumentId, price);
            return;
        }
        boolean isTrade = last != NONE;
        long low = isTrade && tick.low() != NONE ? tick.low() : price;
        long high = isTrade && tick.high() != NONE ? tick.high() : price;
        publisher.price(instrumentId, price, low, high, nowNs, slot.sequence());
    }

    private void onOutputs(EventSlot slot, long nowNs) {
        OutputBuffer outputs = slot.out();
        DirectBuffer buffer = outputs.buffer();
        int index = 0;
        for (int frame = 0; frame < outputs.length(); frame = outputs.next(frame), index++) {
            int message = outputs.messageOffset(frame);
            int type = header.wrap(buffer, message).templateId();
            boolean isTold = type == OrderFilledDecoder.TEMPLATE_ID && isFillTold
                    || type == OrderRejectedDecoder.TEMPLATE_ID && isRejectionTold;
            if (isTold && out.tellsOf(outputs.accountId(frame)) && publisher.takesEvent()) {
                publisher.offered(publisher
                        .events()
                        .offer(
                                buffer,
                                message,
                                outputs.messageLength(frame),
                                outputs.accountId(frame),
                                outputs.streamPosition(frame),
                                slot.sequence(),
                                index,
                                nowNs));
            }
        }
    }
}
