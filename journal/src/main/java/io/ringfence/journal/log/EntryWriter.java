package io.ringfence.journal.log;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.journal.GroupWriter;
import io.ringfence.journal.SegmentLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;

/**
 * Stages outputs of events as entries. Allocates nothing per event.
 *
 * <p>What the log lacks is made again at the next start. So where there is no room for it, or the device fails, the host goes
 * on without: the log ends there, whole, and a person is told.
 */
final class EntryWriter {
    private final SegmentLog segments;
    private final Consumer<String> onEnd;
    private GroupWriter groups;
    private boolean hasEnded;

    EntryWriter(SegmentLog segments, Consumer<String> onEnd) {
        this.segments = segments;
        this.onEnd = onEnd;
    }

    /** Begins a segment for the entries behind {@code lastPosition}. Once. */
    void begin(long lastPosition, long lastTimestampNs) {
        try {
            groups = segments.begin(lastPosition, lastTimestampNs);
        } catch (IOException e) {
            end(lastPosition, e.getMessage());
        }
    }

    private void end(long position, String cause) {
        hasEnded = true;
        onEnd.accept("the event log ends with position " + position + ": " + cause
                + "; the host goes on, and its next start puts in what is missing");
    }

    boolean hasBegun() {
        return groups != null || hasEnded;
    }

    /**
     * Stages one output of the event, the {@code index}-th of all.
     *
     * @param timestampNs of the event, never less than that of the one before
     */
    void stage(EventSlot slot, long timestampNs, int frame, int index) {
        if (hasEnded) {
            return;
        }
        OutputBuffer out = slot.out();
        int messageLength = out.messageLength(frame);
        int length = EventLogEntry.HEADER_BYTES + messageLength;
        if (!groups.hasRoomFor(length)) {
            groups.fail();
            throw new IllegalStateException("output " + index + " of sequence " + slot.sequence() + " has "
                    + messageLength + " bytes, more than a group of event-log.max-group-bytes has room for");
        }
        int at;
        try {
            at = groups.claim(length);
        } catch (UncheckedIOException e) {
            end(groups.committedSequence(), e.getMessage());
            return;
        }
        MutableDirectBuffer entry = groups.buffer();
        entry.putLong(at + EventLogEntry.SEQUENCE_OFFSET, slot.sequence(), ByteOrder.LITTLE_ENDIAN);
        entry.putInt(at + EventLogEntry.ACCOUNT_OFFSET, out.accountId(frame), ByteOrder.LITTLE_ENDIAN);
        entry.putInt(at + EventLogEntry.INDEX_OFFSET, index, ByteOrder.LITTLE_ENDIAN);
        entry.putLong(at + EventLogEntry.STREAM_POSITION_OFFSET, out.streamPosition(frame), ByteOrder.LITTLE_ENDIAN);
        entry.putBytes(at + EventLogEntry.HEADER_BYTES, out.buffer(), out.messageOffset(frame), messageLength);
        groups.stage(timestampNs);
    }

    /** Commits what is staged, unless the log has ended or an append has failed. */
    void commit() {
        if (groups == null || hasEnded) {
            return;
        }
        try {
            groups.commit();
        } catch (UncheckedIOException e) {
            end(groups.committedSequence(), e.getMessage());
        }
    }

    /** Newest position that was committed, 0 where no segment could be begun. */
    long committedPosition() {
        return groups == null ? 0 : groups.committedSequence();
    }
}
