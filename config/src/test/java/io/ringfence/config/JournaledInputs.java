package io.ringfence.config;

import io.ringfence.core.event.BrokerKeySubmittedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.DiskSpaceChangedDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExitRequestedDecoder;
import io.ringfence.core.event.GroupDefinedDecoder;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.PriceFeedConnectedDecoder;
import io.ringfence.core.event.PriceFeedErrorDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyStopRequestedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/** The inputs that a journal holds, taken apart by the dictionary's own decoders. */
final class JournaledInputs {
    private JournaledInputs() {}

    /** An input: its sequence, its time, its type, and its fields as {@code name=value} with bars between. */
    record Input(long sequence, Instant time, EventType type, String fields) {
        /** Value of a field, an outer one's first. */
        String field(String name) {
            String before = "|" + fields;
            int at = before.indexOf("|" + name + "=");
            int from = at + name.length() + 2;
            int to = before.indexOf('|', from);
            return at < 0 ? null : before.substring(from, to < 0 ? before.length() : to);
        }
    }

    /** All inputs of these types in order, of all types where none is given. */
    static List<Input> of(Path journal, EventType... types) throws IOException {
        List<Input> inputs = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        new JournalReader(journal).forEach(1, Long.MAX_VALUE, (sequence, timeNs, buffer, offset, length) -> {
            EventType type = EventType.of(header.wrap(buffer, offset).templateId());
            if (types.length == 0 || Set.of(types).contains(type)) {
                inputs.add(new Input(sequence, Instant.ofEpochSecond(0, timeNs), type, fields(type, buffer, offset)));
            }
        });
        return inputs;
    }

    private static String fields(EventType type, DirectBuffer buffer, int offset) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        Object decoder = switch (type) {
            case NODE_STARTED -> new NodeStartedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case INSTRUMENT_DEFINED -> new InstrumentDefinedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case PRICE_TICK -> new PriceTickDecoder().wrapAndApplyHeader(buffer, offset, header);
            case PRICE_FEED_CONNECTED -> new PriceFeedConnectedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case PRICE_FEED_ERROR -> new PriceFeedErrorDecoder().wrapAndApplyHeader(buffer, offset, header);
            case USER_REGISTERED -> new UserRegisteredDecoder().wrapAndApplyHeader(buffer, offset, header);
            case RISK_LIMITS_SET -> new RiskLimitsSetDecoder().wrapAndApplyHeader(buffer, offset, header);
            case BROKER_KEY_SUBMITTED -> new BrokerKeySubmittedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case STRATEGY_CREATED -> new StrategyCreatedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case STRATEGY_UPDATED -> new StrategyUpdatedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case STRATEGY_START_REQUESTED ->
                new StrategyStartRequestedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case STRATEGY_STOP_REQUESTED ->
                new StrategyStopRequestedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case EXIT_REQUESTED -> new ExitRequestedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case KILL_SWITCH_SET -> new KillSwitchSetDecoder().wrapAndApplyHeader(buffer, offset, header);
            case DISK_SPACE_CHANGED -> new DiskSpaceChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case CONDITION_CREATED -> new ConditionCreatedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case GROUP_DEFINED -> new GroupDefinedDecoder().wrapAndApplyHeader(buffer, offset, header);
            default -> "):";
        };
        String text = decoder.toString();
        return text.substring(text.indexOf("):") + 2);
    }
}
