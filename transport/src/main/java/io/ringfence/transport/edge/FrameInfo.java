package io.ringfence.transport.edge;

/**
 * What is known of a frame beside its bytes: enough to find those who get it, and to filter and pace it, without taking the
 * bytes apart. Mutable, since there is one for each place of a {@link HandOff}; good for the length of a call.
 */
final class FrameInfo {
    /** Whose price it is; null for an event of a stream. */
    Instrument instrument;
    /** To which it belongs; null for a price. */
    Stream stream;
    /** Of the input that caused it. */
    long sequence;
    /** Place in the stream, from 1; 0 for a price, and for an event that has none. */
    long position;
    /** Event's time, nanoseconds since the epoch. */
    long timeNs;
    /** Since when the event is timed, 0 when it is not. */
    long startNs;
    /** Of a price, scaled. */
    long price;
    /** Of an event. */
    int templateId;
    /** Of an event; -1 for none. */
    int instrumentId;
    /** Of an event; 0 for none. */
    long strategyId;
    /** Of an event, as its enum's value; 0 for none. */
    int severity;

    /** A price. */
    FrameInfo price(Instrument ofInstrument, long sequence, long timeNs, long price, long startNs) {
        this.instrument = ofInstrument;
        this.stream = null;
        this.sequence = sequence;
        this.position = 0;
        this.timeNs = timeNs;
        this.startNs = startNs;
        this.price = price;
        return this;
    }

    /** An event; what its message says of it is read by {@link EventTraits}. */
    FrameInfo event(Stream ofStream, long sequence, long position, long timeNs, long startNs) {
        this.instrument = null;
        this.stream = ofStream;
        this.sequence = sequence;
        this.position = position;
        this.timeNs = timeNs;
        this.startNs = startNs;
        this.price = 0;
        return this;
    }

    boolean isPrice() {
        return instrument != null;
    }

    void copyFrom(FrameInfo other) {
        instrument = other.instrument;
        stream = other.stream;
        sequence = other.sequence;
        position = other.position;
        timeNs = other.timeNs;
        startNs = other.startNs;
        price = other.price;
        templateId = other.templateId;
        instrumentId = other.instrumentId;
        strategyId = other.strategyId;
        severity = other.severity;
    }
}
