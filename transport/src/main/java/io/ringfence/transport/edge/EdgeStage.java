package io.ringfence.transport.edge;

import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Offers accepted prices and the core's events to the clients of an {@link EdgeServer}. Runs behind the gate, never waits,
 * and does next to nothing where nobody listens: two reads of a field for each event loop. Allocates nothing, but for a price
 * that finds the hand-off to an event loop full.
 *
 * <p>The price of a tick is its last trade, or the middle of bid and ask where it has none.
 */
public final class EdgeStage implements Stage {
    private final EdgeCounters counters;
    private final Fanout[] fanouts;
    private final Instruments instruments;
    private final JsonFrame json = new JsonFrame();
    private final EventJson events;
    private final EventTime time = new EventTime();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();

    /**
     * A stage that feeds this edge, which need not be started yet.
     *
     * @param symbols those known at the start, each at the place of its instrument's number; further ones are learned from
     *     INSTRUMENT_DEFINED
     */
    public EdgeStage(EdgeServer edge, List<String> symbols) {
        counters = edge.counters();
        fanouts = edge.fanouts();
        instruments = new Instruments(symbols, edge.config().streams().maxInstruments());
        events = new EventJson(instruments, json);
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        long nowNs = time.advance(slot.timestampNs());
        onInput(slot, nowNs);
        if (slot.out().length() > 0 && anyWantsOrders()) {
            onOutputs(slot, nowNs);
        }
        if (endOfBatch) {
            announce();
        }
    }

    @Override
    public void onStop() {
        announce();
    }

    private void announce() {
        for (Fanout fanout : fanouts) {
            fanout.announce();
        }
    }

    private void onInput(EventSlot slot, long nowNs) {
        DirectBuffer in = slot.in().buffer();
        header.wrap(in, 0);
        if (slot.in().length() < MessageHeaderDecoder.ENCODED_LENGTH
                || slot.findings().verdict() != Verdict.ACCEPTED) {
            return;
        }
        switch (header.templateId()) {
            case PriceTickDecoder.TEMPLATE_ID -> {
                if (anyWantsPrices()) {
                    onTick(in, nowNs, slot);
                }
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                definition.wrapAndApplyHeader(in, 0, header);
                instruments.put(definition.instrumentId(), definition.symbol());
            }
            default -> {
                // No other input is shown to clients.
            }
        }
    }

    private void onTick(DirectBuffer in, long nowNs, EventSlot slot) {
        tick.wrapAndApplyHeader(in, 0, header);
        long price = price(tick.last(), tick.bid(), tick.ask());
        if (price == PriceTickDecoder.lastNullValue()) {
            return;
        }
        Instrument instrument = instruments.of(tick.instrumentId());
        if (instrument == null) {
            counters.increment(EdgeCounter.PRICES_WITHOUT_SYMBOL);
            return;
        }
        events.price(instrument, price, nowNs, slot.sequence());
        json.end();
        counters.increment(EdgeCounter.PRICES_ENCODED);
        for (Fanout fanout : fanouts) {
            if (fanout.wantsPrices()) {
                fanout.offerPrice(instrument, slot.sequence(), slot.startNs(), json);
            }
        }
    }

    /** The last trade, else the middle of bid and ask cut to a whole unit, else null's value. */
    static long price(long last, long bid, long ask) {
        long none = PriceTickDecoder.lastNullValue();
        if (last != none) {
            return last;
        }
        // Halves first, because the sum of two prices may not fit.
        return bid == none || ask == none ? none : (bid >> 1) + (ask >> 1) + (bid & ask & 1);
    }

    private void onOutputs(EventSlot slot, long nowNs) {
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int offset = out.messageOffset(frame);
            header.wrap(out.buffer(), offset);
            int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
            if (EventJson.isPublished(header.templateId())
                    && events.event(out.buffer(), block, header, nowNs, slot.sequence())) {
                offerOrder(slot);
            }
        }
    }

    private void offerOrder(EventSlot slot) {
        json.end();
        counters.increment(EdgeCounter.ORDERS_ENCODED);
        for (Fanout fanout : fanouts) {
            if (fanout.wantsOrders()) {
                fanout.offerOrder(slot.sequence(), slot.startNs(), json);
            }
        }
    }

    private boolean anyWantsPrices() {
        for (Fanout fanout : fanouts) {
            if (fanout.wantsPrices()) {
                return true;
            }
        }
        return false;
    }

    private boolean anyWantsOrders() {
        for (Fanout fanout : fanouts) {
            if (fanout.wantsOrders()) {
                return true;
            }
        }
        return false;
    }
}
