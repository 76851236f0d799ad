package io.ringfence.journal;

import io.ringfence.core.event.BrokerAuthFailedDecoder;
import io.ringfence.core.event.BrokerAuthSuccessDecoder;
import io.ringfence.core.event.BrokerDisconnectedDecoder;
import io.ringfence.core.event.BrokerKeySubmittedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionRemovedDecoder;
import io.ringfence.core.event.DiskSpaceChangedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExitRequestedDecoder;
import io.ringfence.core.event.GroupSizeEncodingDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.PositionPulledDecoder;
import io.ringfence.core.event.PriceFeedConnectedDecoder;
import io.ringfence.core.event.PriceFeedErrorDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.PullEndedDecoder;
import io.ringfence.core.event.ReplicaDivergedDecoder;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.SequenceSkippedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyScheduledDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyStopRequestedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.TimeAdvancedDecoder;
import io.ringfence.core.event.UserLoggedInDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
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

    private static int blockLength(EventType type) {
        return switch (type) {
            case NODE_STARTED -> NodeStartedDecoder.BLOCK_LENGTH;
            case INSTRUMENT_DEFINED -> InstrumentDefinedDecoder.BLOCK_LENGTH;
            case PRICE_TICK -> PriceTickDecoder.BLOCK_LENGTH;
            case TIME_ADVANCED -> TimeAdvancedDecoder.BLOCK_LENGTH;
            case STRATEGY_CREATED -> StrategyCreatedDecoder.BLOCK_LENGTH;
            case STRATEGY_START_REQUESTED -> StrategyStartRequestedDecoder.BLOCK_LENGTH;
            case EXECUTION_REPORT -> ExecutionReportDecoder.BLOCK_LENGTH;
            case STRATEGY_UPDATED -> StrategyUpdatedDecoder.BLOCK_LENGTH;
            case STRATEGY_STOP_REQUESTED -> StrategyStopRequestedDecoder.BLOCK_LENGTH;
            case EXIT_REQUESTED -> ExitRequestedDecoder.BLOCK_LENGTH;
            case KILL_SWITCH_SET -> KillSwitchSetDecoder.BLOCK_LENGTH;
            case RISK_LIMITS_SET -> RiskLimitsSetDecoder.BLOCK_LENGTH;
            case BROKER_DISCONNECTED -> BrokerDisconnectedDecoder.BLOCK_LENGTH;
            case BROKER_AUTH_SUCCESS -> BrokerAuthSuccessDecoder.BLOCK_LENGTH;
            case BROKER_AUTH_FAILED -> BrokerAuthFailedDecoder.BLOCK_LENGTH;
            case PRICE_FEED_CONNECTED -> PriceFeedConnectedDecoder.BLOCK_LENGTH;
            case PRICE_FEED_ERROR -> PriceFeedErrorDecoder.BLOCK_LENGTH;
            case USER_REGISTERED -> UserRegisteredDecoder.BLOCK_LENGTH;
            case USER_LOGGED_IN -> UserLoggedInDecoder.BLOCK_LENGTH;
            case BROKER_KEY_SUBMITTED -> BrokerKeySubmittedDecoder.BLOCK_LENGTH;
            case STRATEGY_SCHEDULED -> StrategyScheduledDecoder.BLOCK_LENGTH;
            case CONDITION_CREATED -> ConditionCreatedDecoder.BLOCK_LENGTH;
            case CONDITION_REMOVED -> ConditionRemovedDecoder.BLOCK_LENGTH;
            case POSITION_PULLED -> PositionPulledDecoder.BLOCK_LENGTH;
            case SEQUENCE_SKIPPED -> SequenceSkippedDecoder.BLOCK_LENGTH;
            case DISK_SPACE_CHANGED -> DiskSpaceChangedDecoder.BLOCK_LENGTH;
            case REPLICA_DIVERGED -> ReplicaDivergedDecoder.BLOCK_LENGTH;
            case PULL_ENDED -> PullEndedDecoder.BLOCK_LENGTH;
            default -> throw new IllegalStateException(type + " is an input whose length is not known");
        };
    }
}
