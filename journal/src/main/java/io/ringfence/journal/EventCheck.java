package io.ringfence.journal;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.TimeAdvancedDecoder;
import org.agrona.DirectBuffer;

/** Says what keeps a message from being an input of the dictionary. */
final class EventCheck {
    private static final int UNKNOWN_LENGTH = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Null when the message is one this build can read. */
    String flaw(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return "an event of " + length + " bytes has no message header";
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return "an event of schema " + header.schemaId() + ", expected " + MessageHeaderDecoder.SCHEMA_ID;
        }
        EventType type = EventType.of(header.templateId());
        if (type == null || type.category() != EventType.Category.INPUT) {
            return "an event of type " + (type == null ? header.templateId() : type) + ", which is no input";
        }
        if (header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            return "an event of schema version " + header.version() + ", newer than this build's "
                    + MessageHeaderDecoder.SCHEMA_VERSION;
        }
        // Fields are only appended, so an older version's block is shorter.
        int block = header.blockLength();
        int expected = blockLength(type);
        boolean current = header.version() == MessageHeaderDecoder.SCHEMA_VERSION;
        if (expected != UNKNOWN_LENGTH && (current ? block != expected : block > expected)) {
            return type + " has a block of " + block + " bytes, expected " + expected;
        }
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + block) {
            return type + " has " + length + " bytes, less than its header and its block of " + block;
        }
        return null;
    }

    private static int blockLength(EventType type) {
        return switch (type) {
            case NODE_STARTED -> NodeStartedDecoder.BLOCK_LENGTH;
            case INSTRUMENT_DEFINED -> InstrumentDefinedDecoder.BLOCK_LENGTH;
            case PRICE_TICK -> PriceTickDecoder.BLOCK_LENGTH;
            case TIME_ADVANCED -> TimeAdvancedDecoder.BLOCK_LENGTH;
            case STRATEGY_CREATED -> StrategyCreatedDecoder.BLOCK_LENGTH;
            case STRATEGY_START_REQUESTED -> StrategyStartRequestedDecoder.BLOCK_LENGTH;
            case EXECUTION_REPORT -> ExecutionReportDecoder.BLOCK_LENGTH;
            default -> UNKNOWN_LENGTH;
        };
    }
}
