package io.ringfence.core.testkit;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.NewCondition;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EventBuffer;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Inputs of events and their deliveries. */
public interface DeliveryEvents {
    /** EVENT_SUBMITTED. */
    record Submit(NewEvent event, String commandId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(in, (events, buffer) -> events.eventSubmitted(buffer, event, commandId));
        }
    }

    /** CONDITION_CREATED with an event. */
    record SubmitWhen(NewCondition condition, NewEvent event, String commandId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(in, (events, buffer) -> events.conditionalEvent(buffer, condition, event, commandId));
        }
    }

    /** EVENT_CANCELED. */
    record Cancel(String key, int accountId, String commandId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(in, (events, buffer) -> events.eventCanceled(buffer, accountId, key, commandId));
        }
    }

    /** EVENT_ACKNOWLEDGED. */
    record Acknowledge(String key, int accountId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(in, (events, buffer) -> events.eventAcknowledged(buffer, accountId, key));
        }
    }

    /** DELIVERY_ATTEMPTED. */
    record Attempted(
            long eventId,
            int accountId,
            int attempt,
            DeliveryChannel channel,
            AttemptOutcome outcome,
            long retryAfterNs)
            implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(
                    in,
                    (events, buffer) -> events.deliveryAttempted(
                            buffer, eventId, accountId, attempt, channel, outcome, retryAfterNs, ""));
        }
    }

    /** DEAD_LETTER_RESENT. */
    record Resend(String key, int accountId, int toAccountId, String commandId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(
                    in, (events, buffer) -> events.deadLetterResent(buffer, accountId, toAccountId, key, commandId));
        }
    }

    /** SESSION_OPENED. */
    record OpenSession(int accountId, long sessionId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(in, (events, buffer) -> events.sessionOpened(buffer, accountId, sessionId));
        }
    }

    /** SESSION_CLOSED. */
    record CloseSession(int accountId, long sessionId) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            Encoding.events(in, (events, buffer) -> events.sessionClosed(buffer, accountId, sessionId));
        }
    }

    /** DELIVERY_POLICY_SET; without channels the outcome is not wanted any more. */
    record Policy(
            int accountId,
            UserEventType type,
            DeliveryPriority priority,
            List<ChannelChoice> channels,
            String commandId)
            implements TestEvent {
        /** Every one of these channels, whether there is a session or not. */
        public Policy(int accountId, UserEventType type, DeliveryPriority priority, DeliveryChannel... channels) {
            this(
                    accountId,
                    type,
                    priority,
                    Arrays.stream(channels)
                            .map(channel -> new ChannelChoice(channel, false))
                            .toList(),
                    "");
        }

        @Override
        public void encode(EventBuffer in) {
            Encoding.events(
                    in,
                    (events, buffer) ->
                            events.deliveryPolicySet(buffer, accountId, type, priority, channels, commandId));
        }
    }

    /** GROUP_DEFINED. */
    record Group(String name, List<String> members) implements TestEvent {
        public Group(String name, String... members) {
            this(name, List.of(members));
        }

        @Override
        public void encode(EventBuffer in) {
            Encoding.events(in, (events, buffer) -> events.groupDefined(buffer, name, members));
        }
    }

    /** Whatever bytes these are. */
    record Raw(byte[] bytes) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            in.set(new UnsafeBuffer(bytes), 0, bytes.length);
        }
    }
}
