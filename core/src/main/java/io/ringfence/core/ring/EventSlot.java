package io.ringfence.core.ring;

/**
 * One place of the ring: an input, what the stop-loss stage found in it, and what the trade stage put out for it.
 *
 * <p>Preallocated and reused. The producer empties and writes {@link #in()}, the stop-loss stage {@link #findings()}, the trade
 * stage {@link #out()}; stages downstream read. Nothing in a slot may be kept past the call that hands it over.
 */
public final class EventSlot {
    private final EventBuffer in;
    private final StopFindings findings = new StopFindings();
    private final OutputBuffer out;
    private long sequence;
    private long timestampNs;
    private long startNs;

    /** A slot outside any ring, for replay. */
    public EventSlot(RingConfig config) {
        in = new EventBuffer(config.inputInitialBytes(), config.inputMaxBytes());
        out = new OutputBuffer(config.outputInitialBytes(), config.outputMaxBytes());
    }

    /** Empties the slot and gives it its place and time; it is not timed. For a slot that no other thread uses. */
    public void claim(long eventSequence, long eventTimestampNs) {
        claim(eventSequence, eventTimestampNs, 0);
        findings.clear();
        out.clear();
    }

    /**
     * Empties the input and gives the slot its place, its time, and the start it is timed from, or 0. The rest is emptied on
     * the threads of the stages that write it, which have it in their caches.
     */
    void claim(long eventSequence, long eventTimestampNs, long timedFromNs) {
        sequence = eventSequence;
        timestampNs = eventTimestampNs;
        startNs = timedFromNs;
        in.clear();
    }

    /** Empties the findings, before the stop-loss stage is called. */
    void emptyFindings() {
        findings.clear();
    }

    /** Empties the outputs, before the trade stage is called. */
    void emptyOut() {
        out.clear();
    }

    /** Position in the journal, from 1, without gaps, for ever. */
    public long sequence() {
        return sequence;
    }

    /**
     * When the producer claimed the slot, in nanoseconds since the epoch by the node's clock. Two producers may publish in
     * the other order than they read the clock; {@link EventTime} makes it monotonic.
     */
    public long timestampNs() {
        return timestampNs;
    }

    /** Since when this event is timed, by the clock of the ring's {@link StageTimes}; 0 when it is not. */
    public long startNs() {
        return startNs;
    }

    /** The input message, header first. */
    public EventBuffer in() {
        return in;
    }

    /** What the stop-loss stage found. */
    public StopFindings findings() {
        return findings;
    }

    /** The messages the trade stage put out. */
    public OutputBuffer out() {
        return out;
    }
}
