package io.ringfence.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Layout of a group: all events of one commit, in one Chronicle document. Little-endian, nothing aligned or padded.
 *
 * <pre>
 *   0                   4         6         8                  12                 16
 *   +-------------------+---------+---------+-------------------------------------+
 *   | magic "RFJG"      | version | 0       | first sequence                      |
 *   +-------------------+---------+---------+-------------------+-----------------+
 *   | count             | payload bytes     | segment           | CRC32C          |
 *   +-------------------+-------------------+-------------------+-----------------+
 *   | payload: count times                                                    ... |
 *
 *   an event
 *   0                                       8                  12
 *   +---------------------------------------+-------------------+-------------...
 *   | timestamp, ns since the epoch         | message bytes     | message
 *   +---------------------------------------+-------------------+-------------...
 * </pre>
 *
 * An event's sequence is the first sequence plus its place. The checksum covers the 28 bytes before it and the payload.
 * The segment's number is in it so that a group is only ever valid in the segment it was written for.
 *
 * <p>A group of no events opens each segment. It says which sequence comes next, and its payload is the timestamp of the
 * event before, 0 where there is none: a segment can be read without the ones before it.
 */
final class GroupLayout {
    /** "RFJG" as it stands in the file. */
    static final int MAGIC = 0x474A_4652;

    static final short VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 4;
    static final int RESERVED_OFFSET = 6;
    static final int FIRST_SEQUENCE_OFFSET = 8;
    static final int COUNT_OFFSET = 16;
    static final int PAYLOAD_BYTES_OFFSET = 20;
    static final int SEGMENT_OFFSET = 24;
    static final int CRC_OFFSET = 28;
    static final int HEADER_BYTES = 32;

    static final int EVENT_TIMESTAMP_OFFSET = 0;
    static final int EVENT_BYTES_OFFSET = 8;
    static final int EVENT_HEADER_BYTES = 12;

    static final int OPENING_PAYLOAD_BYTES = 8;

    private GroupLayout() {}

    /** Writes the header of the group at {@code offset}, whose payload is already behind it, checksum last. */
    static void seal(
            CRC32C crc, ByteBuffer group, int offset, long firstSequence, int count, int payloadBytes, int segment) {
        group.putInt(offset + MAGIC_OFFSET, MAGIC);
        group.putShort(offset + VERSION_OFFSET, VERSION);
        group.putShort(offset + RESERVED_OFFSET, (short) 0);
        group.putLong(offset + FIRST_SEQUENCE_OFFSET, firstSequence);
        group.putInt(offset + COUNT_OFFSET, count);
        group.putInt(offset + PAYLOAD_BYTES_OFFSET, payloadBytes);
        group.putInt(offset + SEGMENT_OFFSET, segment);
        group.putInt(offset + CRC_OFFSET, checksum(crc, group, offset, payloadBytes));
    }

    /** CRC32C of the group at {@code offset}; moves the buffer's position and limit. */
    static int checksum(CRC32C crc, ByteBuffer group, int offset, int payloadBytes) {
        crc.reset();
        group.limit(offset + CRC_OFFSET).position(offset);
        crc.update(group);
        group.limit(offset + HEADER_BYTES + payloadBytes).position(offset + HEADER_BYTES);
        crc.update(group);
        group.clear();
        return (int) crc.getValue();
    }
}
