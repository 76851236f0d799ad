package io.ringfence.transport.view;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.OutputBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the core sends of the trade stage's outcomes, made again: no input brings such an event, and where nobody can be offered it
 * yet only its delivery is told of. Its key says which output of the same moment it is about, the account's policy how it was
 * sent.
 */
final class OwnEvents {
    private static final byte[] NOTHING = new byte[0];

    private final DeliveryPolicies policies;
    private final TargetNames names;
    private final EventEncoding encoding = new EventEncoding();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    OwnEvents(DeliveryPolicies policies, TargetNames names) {
        this.policies = policies;
        this.names = names;
    }

    /** The event of this key to an account, its header first; null where it is none, or not of this moment. */
    byte[] of(String key, int accountId, OutputBuffer out, long sequence, long nowNs) {
        String[] parts = key.startsWith(EventForm.OWN_KEY_PREFIX)
                ? key.substring(EventForm.OWN_KEY_PREFIX.length()).split("[.]")
                : new String[0];
        if (parts.length < 2 || !parts[0].equals(Long.toString(sequence))) {
            return null;
        }
        int frame = frame(out, Integer.parseInt(parts[1]));
        UserEventType type = frame < 0
                ? null
                : typeOf(header.wrap(out.buffer(), out.messageOffset(frame)).templateId());
        DeliveryPolicies.Policy policy = type == null ? null : policies.find(accountId, type);
        if (policy == null) {
            return null;
        }
        byte[] outcome = new byte[out.messageLength(frame)];
        out.buffer().getBytes(out.messageOffset(frame), outcome);
        NewEvent event = new NewEvent(
                accountId,
                key,
                EventKind.IMMEDIATE,
                policy.priority(),
                EventType.of(header.templateId()).priority(),
                type,
                "",
                "",
                nowNs,
                OptionalLong.empty(),
                OptionalLong.empty(),
                LateStart.FIRE,
                policy.channels(),
                List.of(names.name(accountId)),
                List.of(),
                "",
                PayloadForm.MESSAGE,
                outcome,
                NOTHING);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoding.eventSubmitted(message, event, "");
        return Arrays.copyOf(message.byteArray(), length);
    }

    private static int frame(OutputBuffer out, int index) {
        int left = index;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            if (left-- == 0) {
                return frame;
            }
        }
        return -1;
    }

    /** What an outcome that is sent is to its account; null for one that is never. */
    private static UserEventType typeOf(int templateId) {
        EventType type = EventType.of(templateId);
        if (type == null) {
            return null;
        }
        return switch (type) {
            case ORDER_ACCEPTED -> UserEventType.ORDER_PLACED;
            case ORDER_FILLED -> UserEventType.ORDER_FILLED;
            case ORDER_FINALIZED -> UserEventType.ORDER_CANCELLED;
            case POSITION_UPDATED -> UserEventType.POSITION_UPDATED;
            case STRATEGY_EVENT_LOGGED -> UserEventType.STRATEGY_LOG;
            case ALERT_TRIGGERED,
                    STOPLOSS_TRIGGERED,
                    TAKE_PROFIT_TRIGGERED,
                    SAFETY_ABORT,
                    RISK_REJECTED,
                    KILL_SWITCH_CHANGED,
                    CONDITION_TRIGGERED -> UserEventType.ALERT_TRIGGERED;
            default -> null;
        };
    }
}
