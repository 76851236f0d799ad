package io.ringfence.journal;

import io.ringfence.core.event.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Tells what a newer build wrote. Its appended fields and its new types would be passed over without a word, and a replay
 * end in another state than the host's that wrote it. One comparison an event.
 */
final class NewerSchema {
    private static final int VERSION_OFFSET = MessageHeaderDecoder.versionEncodingOffset();

    private NewerSchema() {}

    /** Throws when the event at {@code sequence} of a group is one that this build would read only in part. */
    static void refuse(SegmentCursor group, long sequence, DirectBuffer buffer, int offset, int length) {
        if (length >= MessageHeaderDecoder.ENCODED_LENGTH) {
            int version = buffer.getShort(offset + VERSION_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xffff;
            if (isNewer(version)) {
                throw new NewerJournalException(
                        new Finding(group.file(), group.groupPosition(), sequence, problem(version)));
            }
        }
    }

    static boolean isNewer(int version) {
        return version > MessageHeaderDecoder.SCHEMA_VERSION;
    }

    static String problem(int version) {
        return "an event of schema version " + version + ", written by a newer build; this one reads up to "
                + MessageHeaderDecoder.SCHEMA_VERSION;
    }
}
