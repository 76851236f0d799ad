package io.ringfence.journal.log;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * One kept output, as it stands in a reader's buffer. Reused for the next one: nothing of it may be kept past the call that
 * hands it over.
 *
 * <p>In the log an entry is an event of a group ({@code GroupLayout}), which gives its position and timestamp, with this for
 * its message. Little-endian, nothing aligned or padded.
 *
 * <pre>
 *   0                   8         12        16                  24
 *   +-------------------+---------+---------+-------------------+-----------...
 *   | sequence          | account | index   | stream position   | message, header first
 *   +-------------------+---------+---------+-------------------+-----------...
 * </pre>
 */
public final class EventLogEntry {
    static final int SEQUENCE_OFFSET = 0;
    static final int ACCOUNT_OFFSET = 8;
    static final int INDEX_OFFSET = 12;
    static final int STREAM_POSITION_OFFSET = 16;
    static final int HEADER_BYTES = 24;

    private DirectBuffer buffer;
    private int entryOffset;
    private int messageLength;
    private long position;
    private long timestampNs;

    EventLogEntry() {}

    void wrap(long entryPosition, long entryTimestampNs, DirectBuffer entry, int offset, int length) {
        position = entryPosition;
        timestampNs = entryTimestampNs;
        buffer = entry;
        entryOffset = offset;
        messageLength = length - HEADER_BYTES;
    }

    /** Place in the event log: from 1, without gaps, for ever. */
    public long position() {
        return position;
    }

    /** Sequence of the input that caused it, as in the journal. */
    public long sequence() {
        return buffer.getLong(entryOffset + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Place among all that the input caused, from 0; those that are not kept count too. */
    public int index() {
        return buffer.getInt(entryOffset + INDEX_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** The input's, in nanoseconds since the epoch; never less than that of the entry before. */
    public long timestampNs() {
        return timestampNs;
    }

    /** Account that it belongs to, or {@link io.ringfence.core.ring.OutputBuffer#EVERYBODY}. */
    public int accountId() {
        return buffer.getInt(entryOffset + ACCOUNT_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Position in the stream of its account and its type's channel, from 1, without gaps; 0 for a command. */
    public long streamPosition() {
        return buffer.getLong(entryOffset + STREAM_POSITION_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Holds the message. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Of the message in {@link #buffer()}, its header first. */
    public int offset() {
        return entryOffset + HEADER_BYTES;
    }

    /** Bytes of the message. */
    public int length() {
        return messageLength;
    }
}
