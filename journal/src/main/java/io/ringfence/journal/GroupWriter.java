package io.ringfence.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stages events one behind the other and commits those that are staged as one group:
 *
 * <pre>{@code int at = writer.claim(length); writer.buffer().putBytes(at, ...); writer.stage(timestampNs); ... writer.commit();}</pre>
 *
 * <p>After an append that failed nothing is appended any more. Allocates nothing per event or group; beginning a segment
 * does. One thread at a time; {@link #committedSequence()} may be read from any.
 */
public final class GroupWriter {
    private final GroupSink sink;
    private final ByteBuffer group;
    private final UnsafeBuffer staged;
    private final CRC32C crc = new CRC32C();
    private long nextSequence;
    private int stagedCount;
    private int stagedBytes = GroupLayout.HEADER_BYTES;
    private int claimedBytes;
    private long stagedTimestampNs;
    private long committedTimestampNs;
    private boolean failed;
    /** Written by the appending thread after a group is durable. */
    private volatile long committedSequence;

    GroupWriter(GroupSink sink, int maxGroupBytes, long lastSequence, long lastTimestampNs) {
        this.sink = sink;
        this.group = ByteBuffer.allocateDirect(maxGroupBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.staged = new UnsafeBuffer(group);
        this.nextSequence = lastSequence + 1;
        this.committedSequence = lastSequence;
        this.stagedTimestampNs = lastTimestampNs;
        this.committedTimestampNs = lastTimestampNs;
    }

    /** Whether an event of this many bytes fits a group that has no other. */
    public boolean hasRoomFor(int length) {
        return length <= staged.capacity() - GroupLayout.HEADER_BYTES - GroupLayout.EVENT_HEADER_BYTES;
    }

    /**
     * Makes room for an event, for which there is room in a group; commits what is staged where both would not fit.
     *
     * @return where the event's bytes go in {@link #buffer()}
     */
    public int claim(int length) {
        if (stagedBytes + GroupLayout.EVENT_HEADER_BYTES + length > staged.capacity()) {
            commit();
        }
        claimedBytes = length;
        return stagedBytes + GroupLayout.EVENT_HEADER_BYTES;
    }

    /** Holds what is staged. */
    public MutableDirectBuffer buffer() {
        return staged;
    }

    /** Takes the claimed event into the group; its timestamp is never less than the one before. */
    public void stage(long timestampNs) {
        staged.putLong(stagedBytes + GroupLayout.EVENT_TIMESTAMP_OFFSET, timestampNs, ByteOrder.LITTLE_ENDIAN);
        staged.putInt(stagedBytes + GroupLayout.EVENT_BYTES_OFFSET, claimedBytes, ByteOrder.LITTLE_ENDIAN);
        stagedBytes += GroupLayout.EVENT_HEADER_BYTES + claimedBytes;
        stagedTimestampNs = timestampNs;
        stagedCount++;
        nextSequence++;
    }

    /** Commits what is staged, if there is something and no append has failed. */
    public void commit() {
        if (stagedCount == 0 || failed) {
            return;
        }
        // Until the group is through.
        failed = true;
        long firstSequence = nextSequence - stagedCount;
        int segment = sink.prepare(firstSequence, committedTimestampNs, stagedBytes);
        GroupLayout.seal(crc, group, 0, firstSequence, stagedCount, stagedBytes - GroupLayout.HEADER_BYTES, segment);
        sink.append(group, stagedBytes);
        sink.sync();
        stagedCount = 0;
        stagedBytes = GroupLayout.HEADER_BYTES;
        committedTimestampNs = stagedTimestampNs;
        committedSequence = nextSequence - 1;
        failed = false;
    }

    /** Has nothing appended any more, what is staged included. */
    public void fail() {
        failed = true;
    }

    /** Whether nothing is appended any more. */
    public boolean hasFailed() {
        return failed;
    }

    /** Sequence of the event that is staged next. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Newest sequence that was committed. */
    public long committedSequence() {
        return committedSequence;
    }
}
