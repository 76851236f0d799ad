package io.ringfence.journal.log;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;

/**
 * The event log's place behind the gate: appends what is kept of each event's outputs.
 *
 * <p>A group is committed when no further event is ready, or when the next output would not fit, so one event's outputs may
 * stand in several groups. Where the disk has no room, or fails, the log ends and the host goes on: it is derived, and no
 * reason to leave positions alone. Allocates nothing per event or group; beginning a segment does. Runs on its own or the
 * output thread; {@link #committedPosition()} may be read from any.
 */
public final class EventLogStage implements Stage {
    private final EntryWriter writer;
    private final EventTime time = new EventTime();
    private long lastSequence;

    EventLogStage(EntryWriter writer, long lastSequence, long lastTimestampNs) {
        this.writer = writer;
        this.lastSequence = lastSequence;
        time.advance(lastTimestampNs);
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        if (slot.sequence() != lastSequence + 1) {
            throw new IllegalStateException(
                    "sequence " + slot.sequence() + " came to the event log where " + (lastSequence + 1) + " is next");
        }
        long timestampNs = time.advance(slot.timestampNs());
        lastSequence = slot.sequence();
        OutputBuffer out = slot.out();
        int index = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            if (KeptOutputs.isKept(out, frame)) {
                writer.stage(slot, timestampNs, frame, index);
            }
            index++;
        }
        if (endOfBatch) {
            writer.commit();
        }
    }

    @Override
    public boolean isBatched() {
        return true;
    }

    /** Commits what is staged, unless the log has ended. */
    @Override
    public void onStop() {
        writer.commit();
    }

    /** Newest position that is in the log. */
    public long committedPosition() {
        return writer.committedPosition();
    }
}
