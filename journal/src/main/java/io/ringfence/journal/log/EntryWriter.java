package io.ringfence.journal.log;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.journal.GroupWriter;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** Stages outputs of events as entries. Lives in the time of the events it is told of. Allocates nothing. */
final class EntryWriter {
    private final GroupWriter groups;
    private final EventTime time = new EventTime();

    EntryWriter(GroupWriter groups, long lastTimestampNs) {
        this.groups = groups;
        advance(lastTimestampNs);
    }

    /** Lets entries be no older than this. */
    void advance(long timestampNs) {
        time.advance(timestampNs);
    }

    /** Advances to an event, whether or not it put out anything. */
    void onEvent(EventSlot slot) {
        if (groups.hasFailed()) {
            throw new IllegalStateException("the event log failed before sequence " + slot.sequence());
        }
        advance(slot.timestampNs());
    }

    /** Stages one output of the event, the {@code index}-th of all. */
    void stage(EventSlot slot, int frame, int index) {
        OutputBuffer out = slot.out();
        int messageLength = out.messageLength(frame);
        int length = EventLogEntry.HEADER_BYTES + messageLength;
        if (!groups.hasRoomFor(length)) {
            groups.fail();
            throw new IllegalStateException("output " + index + " of sequence " + slot.sequence() + " has "
                    + messageLength + " bytes, more than a group of event-log.max-group-bytes has room for");
        }
        int at = groups.claim(length);
        MutableDirectBuffer entry = groups.buffer();
        entry.putLong(at + EventLogEntry.SEQUENCE_OFFSET, slot.sequence(), ByteOrder.LITTLE_ENDIAN);
        entry.putInt(at + EventLogEntry.ACCOUNT_OFFSET, out.accountId(frame), ByteOrder.LITTLE_ENDIAN);
        entry.putInt(at + EventLogEntry.INDEX_OFFSET, index, ByteOrder.LITTLE_ENDIAN);
        entry.putLong(at + EventLogEntry.STREAM_POSITION_OFFSET, out.streamPosition(frame), ByteOrder.LITTLE_ENDIAN);
        entry.putBytes(at + EventLogEntry.HEADER_BYTES, out.buffer(), out.messageOffset(frame), messageLength);
        groups.stage(time.nowNs());
    }

    void commit() {
        groups.commit();
    }

    long nextPosition() {
        return groups.nextSequence();
    }

    long committedPosition() {
        return groups.committedSequence();
    }
}
