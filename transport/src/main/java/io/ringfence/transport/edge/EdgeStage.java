package io.ringfence.transport.edge;

import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.TimeAdvancedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Publishes accepted prices and the core's events on an {@link EdgeServer}: to the clients that listen, and into what is kept
 * for those that come. Runs behind the gate, never waits for a client, and allocates nothing, but for a price that finds the
 * hand-off to an event loop full and for a stream's history while it grows.
 *
 * <p>The price of a tick is its last trade, or the middle of bid and ask where it has none.
 */
public final class EdgeStage implements Stage {
    private final EdgeCounters counters;
    private final Fanout[] fanouts;
    private final Publications publications;
    private final Streams streams;
    private final JsonFrame json = new JsonFrame();
    private final EventJson events;
    private final EventTime time = new EventTime();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();
    private final FrameInfo info = new FrameInfo();

    /**
     * A stage that feeds this edge, which is started later.
     *
     * @param symbols those known at the start, each at the place of its instrument's number; further ones are learned from
     *     INSTRUMENT_DEFINED
     */
    public EdgeStage(EdgeServer edge, List<String> symbols) {
        this(edge, symbols, AccountState.NONE);
    }

    /** The same, with what accounts have, as of the last event before the first that the stage gets. */
    public EdgeStage(EdgeServer edge, List<String> symbols, AccountState state) {
        counters = edge.counters();
        fanouts = edge.fanouts();
        publications = edge.publications();
        publications.state(state);
        streams = publications.streams();
        for (int id = 0; id < symbols.size(); id++) {
            publications.instruments().put(id, symbols.get(id));
        }
        events = new EventJson(publications.instruments(), json);
    }

    /**
     * Before the first event: where a stream of the dictionary stands.
     *
     * @param accountId or {@link OutputBuffer#EVERYBODY}
     * @param position of its newest event
     */
    public void standsAt(EventType.Channel channel, int accountId, long position) {
        synchronized (streams) {
            streams.of(Channel.of(channel, accountId == OutputBuffer.EVERYBODY), accountId)
                    .standsAt(position);
        }
    }

    /** Before the first event: the time that it is, and then the prices that are in force. */
    public void standsAt(long epochNs) {
        time.advance(epochNs);
        publications.timeNs(epochNs);
    }

    /** Before the first event: what an instrument was last seen at, scaled; the null value of a tick's price for what was not. */
    public void stoodAt(int instrumentId, long last, long bid, long ask) {
        long price = price(last, bid, ask);
        Instrument instrument = publications.instruments().of(instrumentId);
        if (price != PriceTickDecoder.lastNullValue() && instrument != null) {
            publications.prices().put(instrument, price, time.nowNs(), 0);
        }
    }

    /**
     * Before the first event: one of the newest events of a stream, oldest first, for clients that come back.
     *
     * @param position in its stream
     * @param sequence of the input that caused it
     * @param index among all outputs of that input
     * @param offset of the message's header
     */
    public void remember(
            int accountId,
            long position,
            long sequence,
            int index,
            long timeNs,
            DirectBuffer buffer,
            int offset,
            int length) {
        header.wrap(buffer, offset);
        EventType type = EventType.of(header.templateId());
        if (type == null || type.channel() == null || position == 0) {
            return;
        }
        synchronized (streams) {
            Stream stream = streams.of(Channel.of(type.channel(), accountId == OutputBuffer.EVERYBODY), accountId);
            stream.history().add(position, sequence, index, timeNs, buffer, offset, length);
            stream.position(Math.max(stream.position(), position));
        }
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        long nowNs = time.advance(slot.timestampNs());
        onInput(slot, nowNs);
        if (slot.out().length() > 0 || isOfAccounts(slot)) {
            synchronized (streams) {
                publications.state().onEvent(slot, nowNs);
                onOutputs(slot, nowNs);
            }
        }
        if (endOfBatch) {
            announce();
            publications.timeNs(nowNs);
        }
    }

    /** Whether an input without outputs may change what an account has: none that comes often does. */
    private boolean isOfAccounts(EventSlot slot) {
        if (slot.in().length() < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(slot.in().buffer(), 0);
        return header.templateId() != PriceTickDecoder.TEMPLATE_ID
                && header.templateId() != TimeAdvancedDecoder.TEMPLATE_ID;
    }

    @Override
    public void onStop() {
        synchronized (streams) {
            publications.state().onStop();
        }
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
            case PriceTickDecoder.TEMPLATE_ID -> onTick(in, nowNs, slot);
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                definition.wrapAndApplyHeader(in, 0, header);
                publications.instruments().put(definition.instrumentId(), definition.symbol());
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
        Instrument instrument = publications.instruments().of(tick.instrumentId());
        if (instrument == null) {
            counters.increment(EdgeCounter.PRICES_WITHOUT_SYMBOL);
            return;
        }
        publications.prices().put(instrument, price, nowNs, slot.sequence());
        if (!anyWantsPrices()) {
            return;
        }
        events.price(instrument, price, nowNs, slot.sequence());
        json.end();
        counters.increment(EdgeCounter.PRICES_ENCODED);
        info.price(instrument, slot.sequence(), nowNs, price, slot.startNs());
        for (Fanout fanout : fanouts) {
            if (fanout.wantsPrices()) {
                fanout.offerPrice(info, json);
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
        int index = 0;
        int changedAccount = Streams.EVERYBODY;
        for (int frame = 0; frame < out.length(); frame = out.next(frame), index++) {
            header.wrap(out.buffer(), out.messageOffset(frame));
            EventTraits traits = EventTraits.of(header.templateId());
            if (traits == null || !EventJson.isPublished(header.templateId())) {
                continue;
            }
            EventType.Channel channel = EventType.of(header.templateId()).channel();
            onEvent(slot, out, frame, index, channel, traits, nowNs);
            int accountId = out.accountId(frame);
            if (channel == EventType.Channel.ORDERS && accountId != changedAccount) {
                changed(Channel.PORTFOLIO, accountId, slot, nowNs);
                changedAccount = accountId;
            }
        }
    }

    private void onEvent(
            EventSlot slot,
            OutputBuffer out,
            int frame,
            int index,
            EventType.Channel channel,
            EventTraits traits,
            long nowNs) {
        int accountId = out.accountId(frame);
        int message = out.messageOffset(frame);
        long position = out.streamPosition(frame);
        Stream stream = streams.of(channelOf(channel, header.templateId(), accountId), accountId);
        if (position > 0) {
            stream.position(position);
            stream.history()
                    .add(position, slot.sequence(), index, nowNs, out.buffer(), message, out.messageLength(frame));
        }
        boolean isEncoded = false;
        for (int loop = 0; loop < fanouts.length; loop++) {
            if (!stream.isWanted(loop)) {
                continue;
            }
            if (!isEncoded) {
                int block = message + MessageHeaderDecoder.ENCODED_LENGTH;
                info.event(stream, slot.sequence(), position, nowNs, slot.startNs());
                traits.read(out.buffer(), block, header.templateId(), info);
                if (!events.event(out.buffer(), block, header, nowNs, slot.sequence(), index, position)) {
                    return;
                }
                json.end();
                counters.increment(EdgeCounter.EVENTS_ENCODED);
                isEncoded = true;
            }
            fanouts[loop].offerEvent(info, json);
        }
    }

    /** What has no place of its own comes with the stream whose listeners want it. */
    private static Channel channelOf(EventType.Channel channel, int templateId, int accountId) {
        if (channel != null) {
            return Channel.of(channel, accountId == OutputBuffer.EVERYBODY);
        }
        return templateId == EventOfferedDecoder.TEMPLATE_ID ? Channel.EVENTS : Channel.RUNNERS;
    }

    /** Says to those who listen to what is written down when it is sent that it is another one now. */
    private void changed(Channel channel, int accountId, EventSlot slot, long nowNs) {
        Stream stream = streams.of(channel, accountId);
        for (int loop = 0; loop < fanouts.length; loop++) {
            if (stream.isWanted(loop)) {
                info.event(stream, slot.sequence(), 0, nowNs, 0);
                fanouts[loop].offerEvent(info, json.none());
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
}
