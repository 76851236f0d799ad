package io.ringfence.journal;

import io.ringfence.core.event.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Tells what a newer build wrote. Its appended fields and its new types would be passed over without a word, and a replay
 * end in another state than the host's that wrote it. Two comparisons an event.
 */
final class NewerSchema {
    private static final int SCHEMA_OFFSET = MessageHeaderDecoder.schemaIdEncodingOffset();
    private static final int VERSION_OFFSET = MessageHeaderDecoder.versionEncodingOffset();

    private NewerSchema() {}

    /** Throws when the event at {@code sequence} of a group is one that this build would read only in part. */
    static void refuse(SegmentCursor group, long sequence, DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH
                || unsigned(buffer, offset + SCHEMA_OFFSET) != MessageHeaderDecoder.SCHEMA_ID) {
            return;
        }
        int version = unsigned(buffer, offset + VERSION_OFFSET);
        if (isNewer(version)) {
            throw new NewerJournalException(
                    new Finding(group.file(), group.groupPosition(), sequence, problem(version)));
        }
    }

    private static int unsigned(DirectBuffer buffer, int index) {
        return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }

    static boolean isNewer(int version) {
        return version > MessageHeaderDecoder.SCHEMA_VERSION;
    }

    static String problem(int version) {
        return "an event of schema version " + version + ", written by a newer build; this one reads up to "
                + MessageHeaderDecoder.SCHEMA_VERSION;
    }
}
