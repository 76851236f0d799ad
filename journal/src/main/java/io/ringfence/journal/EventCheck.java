package io.ringfence.journal;

import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TagsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TargetsDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.GroupDefinedDecoder.MembersDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageTail;
import org.agrona.DirectBuffer;

/** Says what keeps a message from being an input of the dictionary. */
final class EventCheck {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageTail tail = new MessageTail();

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
        return tailFlaw(type, buffer, offset, length);
    }

    /** Null when the groups and the data behind the block are whole. What a group's entries and the data hold is not asked. */
    private String tailFlaw(EventType type, DirectBuffer buffer, int offset, int length) {
        boolean hasEvent = header.version() >= ConditionCreatedDecoder.submittedSinceVersion();
        tail.begin(buffer, offset, length);
        boolean isWhole = switch (type) {
            case CONDITION_CREATED -> groups(NodesDecoder.sbeBlockLength()) && (!hasEvent || data(1));
            case EVENT_SUBMITTED ->
                groups(
                                EventSubmittedDecoder.ChannelsDecoder.sbeBlockLength(),
                                TargetsDecoder.sbeBlockLength(),
                                TagsDecoder.sbeBlockLength())
                        && data(3);
            case DELIVERY_POLICY_SET -> groups(DeliveryPolicySetDecoder.ChannelsDecoder.sbeBlockLength());
            case GROUP_DEFINED -> groups(MembersDecoder.sbeBlockLength());
            default -> true;
        };
        return isWhole ? null : type + " has " + length + " bytes, less than its groups and its data say";
    }

    /** Fields of entries are only appended as well. */
    private boolean groups(int... leastEntryBytes) {
        for (int least : leastEntryBytes) {
            if (!tail.group(least, Integer.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    private boolean data(int count) {
        for (int i = 0; i < count; i++) {
            if (!tail.data(Integer.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }
}
