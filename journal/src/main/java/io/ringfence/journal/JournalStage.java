package io.ringfence.journal;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.Stage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The journal's place in the ring: stages the events that are ready and commits them as one group.
 *
 * <p>A group is committed when no further event is ready, or when the next one would not fit. The first failure is thrown,
 * which halts the core; nothing is appended after it. Allocates nothing per event or group; beginning a segment does.
 * Runs on the journal's thread; {@link #committedSequence()} may be read from any.
 */
public final class JournalStage implements Stage {
    private final GroupSink sink;
    private final ByteBuffer group;
    private final UnsafeBuffer staged;
    private final CRC32C crc = new CRC32C();
    private final EventTime time = new EventTime();
    private long nextSequence;
    private int stagedCount;
    private int stagedBytes = GroupLayout.HEADER_BYTES;
    private long committedTimestampNs;
    private boolean failed;
    /** Written by the journal's thread after a group is durable. */
    private volatile long committedSequence;

    JournalStage(GroupSink sink, int maxGroupBytes, long lastSequence, long lastTimestampNs) {
        this.sink = sink;
        this.group = ByteBuffer.allocateDirect(maxGroupBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.staged = new UnsafeBuffer(group);
        this.nextSequence = lastSequence + 1;
        this.committedSequence = lastSequence;
        this.committedTimestampNs = time.advance(lastTimestampNs);
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        if (failed) {
            throw new IllegalStateException("the journal failed before sequence " + slot.sequence());
        }
        try {
            stage(slot);
            if (endOfBatch) {
                commit();
            }
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    private void stage(EventSlot slot) {
        int length = slot.in().length();
        int eventBytes = GroupLayout.EVENT_HEADER_BYTES + length;
        if (slot.sequence() != nextSequence || length <= 0) {
            throw refusal(slot);
        }
        if (stagedBytes + eventBytes > staged.capacity()) {
            commit();
            if (stagedBytes + eventBytes > staged.capacity()) {
                throw refusal(slot);
            }
        }
        int at = stagedBytes;
        staged.putLong(
                at + GroupLayout.EVENT_TIMESTAMP_OFFSET, time.advance(slot.timestampNs()), ByteOrder.LITTLE_ENDIAN);
        staged.putInt(at + GroupLayout.EVENT_BYTES_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        staged.putBytes(at + GroupLayout.EVENT_HEADER_BYTES, slot.in().buffer(), 0, length);
        stagedBytes = at + eventBytes;
        stagedCount++;
        nextSequence++;
    }

    private IllegalStateException refusal(EventSlot slot) {
        if (slot.sequence() != nextSequence) {
            return new IllegalStateException(
                    "sequence " + slot.sequence() + " came where " + nextSequence + " is next");
        }
        if (slot.in().length() <= 0) {
            return new IllegalStateException("sequence " + slot.sequence() + " carries no input");
        }
        return new IllegalStateException(
                "sequence " + slot.sequence() + " carries " + slot.in().length()
                        + " bytes, more than journal.max-group-bytes = " + staged.capacity() + " has room for");
    }

    private void commit() {
        if (stagedCount == 0) {
            return;
        }
        long firstSequence = nextSequence - stagedCount;
        int segment = sink.prepare(firstSequence, committedTimestampNs, stagedBytes);
        GroupLayout.seal(crc, group, 0, firstSequence, stagedCount, stagedBytes - GroupLayout.HEADER_BYTES, segment);
        sink.append(group, stagedBytes);
        sink.sync();
        stagedCount = 0;
        stagedBytes = GroupLayout.HEADER_BYTES;
        committedTimestampNs = time.nowNs();
        committedSequence = nextSequence - 1;
    }

    /** Commits what is staged, unless the journal failed: events of a batch that another stage's failure cut short. */
    @Override
    public void onStop() {
        if (failed) {
            return;
        }
        try {
            commit();
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    /** Newest sequence that is in the journal. */
    public long committedSequence() {
        return committedSequence;
    }
}
