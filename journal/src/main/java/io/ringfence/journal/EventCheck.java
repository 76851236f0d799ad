package io.ringfence.journal;

import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.GroupSizeEncodingDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Says what keeps a message from being an input of the dictionary. */
final class EventCheck {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GroupSizeEncodingDecoder groupSize = new GroupSizeEncodingDecoder();

    /** Null when the message is one this build can read. */
    String flaw(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return "an event of " + length + " bytes has no message header";
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return "an event of schema " + header.schemaId() + ", expected " + MessageHeaderDecoder.SCHEMA_ID;
        }
        // Before the type, since a newer build may have types that this one has no name for.
        if (NewerSchema.isNewer(header.version())) {
            return NewerSchema.problem(header.version());
        }
        EventType type = EventType.of(header.templateId());
        if (type == null || type.category() != EventType.Category.INPUT) {
            return "an event of type " + (type == null ? header.templateId() : type) + ", which is no input";
        }
        // Fields are only appended, so an older version's block is shorter.
        int block = header.blockLength();
        int expected = type.blockLength();
        boolean current = header.version() == MessageHeaderDecoder.SCHEMA_VERSION;
        if (current ? block != expected : block > expected) {
            return type + " has a block of " + block + " bytes, expected " + expected;
        }
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + block) {
            return type + " has " + length + " bytes, less than its header and its block of " + block;
        }
        return type == EventType.CONDITION_CREATED ? nodesFlaw(buffer, offset, length) : null;
    }

    /** Null when the group behind a condition's block is whole. */
    private String nodesFlaw(DirectBuffer buffer, int offset, int length) {
        int groupOffset = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        int needed = groupOffset + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (length >= needed) {
            groupSize.wrap(buffer, offset + groupOffset);
            int entry = groupSize.blockLength();
            int expected = ConditionCreatedDecoder.NodesDecoder.sbeBlockLength();
            boolean current = header.version() == MessageHeaderDecoder.SCHEMA_VERSION;
            if (current ? entry != expected : entry > expected) {
                return EventType.CONDITION_CREATED + " has nodes of " + entry + " bytes, expected " + expected;
            }
            needed += groupSize.numInGroup() * entry;
        }
        return length >= needed
                ? null
                : EventType.CONDITION_CREATED + " has " + length + " bytes, less than the " + needed + " of its nodes";
    }
}
