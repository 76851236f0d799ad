package io.ringfence.transport.edge;

import io.ringfence.core.event.MessageHeaderDecoder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The edge's JSON for whoever else tells of prices and events: the same objects as in PROTOCOL.md, an event's with the account
 * it belongs to, {@code account}, behind all others, since no connection says whose it is. Off the core's thread; instruments
 * may be defined by another thread than the one that asks for text, each of the two being one.
 */
public final class EdgeJson {
    private static final byte[] ACCOUNT = EventJson.name("account");

    private final JsonFrame json = new JsonFrame();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Instruments instruments;
    private final EventJson events;

    /**
     * A writer that knows these instruments.
     *
     * @param symbols each at the place of its instrument's number
     * @param maxInstruments further ones with higher numbers are not learned
     */
    public EdgeJson(List<String> symbols, int maxInstruments) {
        instruments = new Instruments(symbols, maxInstruments);
        events = new EventJson(instruments, json);
    }

    /** Learns an instrument. */
    public void define(int instrumentId, String symbol) {
        instruments.put(instrumentId, symbol);
    }

    /** The price that the edge tells of a tick: the last trade, else the middle of bid and ask, else the null value. */
    public static long price(long last, long bid, long ask) {
        return EdgeStage.price(last, bid, ask);
    }

    /** An object {@code price} with the extremes since the one before, scaled; null for an instrument that is not known. */
    public String price(int instrumentId, long price, long low, long high, long timeNs, long sequence) {
        Instrument instrument = instruments.of(instrumentId);
        if (instrument == null) {
            return null;
        }
        events.price(instrument, price, low, high, timeNs, sequence);
        return json.object();
    }

    /**
     * The object of one of the dictionary's events.
     *
     * @param buffer holds it at {@code offset}, its header first
     * @param accountId whose it is
     * @param sequence of the input that caused it
     * @param index among all outputs of that input
     * @param position in its stream, 0 for none
     * @return null for a type that this version has no JSON for
     */
    public String event(
            DirectBuffer buffer, int offset, int accountId, long timeNs, long sequence, int index, long position) {
        header.wrap(buffer, offset);
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        boolean isPublished = EventJson.isPublished(header.templateId());
        if (!isPublished || !events.event(buffer, block, header, timeNs, sequence, index, position)) {
            return null;
        }
        json.number(ACCOUNT, accountId);
        return json.object();
    }
}
