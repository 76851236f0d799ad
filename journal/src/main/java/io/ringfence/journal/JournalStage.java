package io.ringfence.journal;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.Stage;

/**
 * The journal's place in the ring: stages the events that are ready and commits them as one group.
 *
 * <p>A group is committed when no further event is ready, or when the next one would not fit. The first failure is thrown,
 * which halts the core; nothing is appended after it. Allocates nothing per event or group; beginning a segment does.
 * Runs on the journal's thread; {@link #committedSequence()} may be read from any.
 */
public final class JournalStage implements Stage {
    private final GroupWriter writer;
    private final int maxGroupBytes;
    private final EventTime time = new EventTime();

    JournalStage(GroupSink sink, int maxGroupBytes, long lastSequence, long lastTimestampNs) {
        this.writer = new GroupWriter(sink, maxGroupBytes, lastSequence, time.advance(lastTimestampNs));
        this.maxGroupBytes = maxGroupBytes;
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        if (writer.hasFailed()) {
            throw new IllegalStateException("the journal failed before sequence " + slot.sequence());
        }
        int length = slot.in().length();
        if (slot.sequence() != writer.nextSequence() || length <= 0 || !writer.hasRoomFor(length)) {
            writer.fail();
            throw refusal(slot);
        }
        int at = writer.claim(length);
        writer.buffer().putBytes(at, slot.in().buffer(), 0, length);
        writer.stage(time.advance(slot.timestampNs()));
        if (endOfBatch) {
            writer.commit();
        }
    }

    @Override
    public void flush() {
        writer.commit();
    }

    @Override
    public boolean isBatched() {
        return true;
    }

    private IllegalStateException refusal(EventSlot slot) {
        if (slot.sequence() != writer.nextSequence()) {
            return new IllegalStateException(
                    "sequence " + slot.sequence() + " came where " + writer.nextSequence() + " is next");
        }
        if (slot.in().length() <= 0) {
            return new IllegalStateException("sequence " + slot.sequence() + " carries no input");
        }
        return new IllegalStateException(
                "sequence " + slot.sequence() + " carries " + slot.in().length()
                        + " bytes, more than journal.max-group-bytes = " + maxGroupBytes + " has room for");
    }

    /** Commits what is staged, unless the journal failed: events of a batch that another stage's failure cut short. */
    @Override
    public void onStop() {
        writer.commit();
    }

    /** Newest sequence that is in the journal. */
    public long committedSequence() {
        return writer.committedSequence();
    }
}
