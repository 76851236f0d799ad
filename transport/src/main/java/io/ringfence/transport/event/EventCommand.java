package io.ringfence.transport.event;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.command.NewCondition;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.command.NewOrder;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.OtherCommand;
import io.ringfence.transport.command.RefusalCode;
import io.ringfence.transport.command.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What clients ask of the core about events. */
sealed interface EventCommand extends OtherCommand {
    /** Room for an order, and for what has no text of people's. */
    int SMALL_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + InputEncoding.MAX_INPUT_BYTES;

    /**
     * Sends an event.
     *
     * @param accountId who sends it
     * @param eventKey that the world knows it by
     * @param createdNs when it came
     */
    record Submit(int accountId, String eventKey, long createdNs, EventRequest event) implements EventCommand {
        private static final byte[] NO_BYTES = new byte[0];

        @Override
        public String type() {
            return "event";
        }

        /** As if there were nobody of that name. */
        @Override
        public Verdict inPlaceOfNotOwner() {
            return Verdict.UNKNOWN_TARGET;
        }

        @Override
        public Input resolve(Names names) throws RefusedException {
            List<String> targets = event.targets().isEmpty() ? List.of(names.account()) : event.targets();
            byte[] order = event.order().isPresent()
                    ? encoded(names.order(event.order().get()))
                    : NO_BYTES;
            List<NewCondition.Node> nodes = names.condition(event.condition());
            return commandId -> encode(newEvent(targets, order), nodes, commandId);
        }

        private static byte[] encoded(NewOrder order) {
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[SMALL_BYTES]);
            int length = MessageHeaderEncoder.ENCODED_LENGTH + new InputEncoding().orderRequested(buffer, order, "");
            return Arrays.copyOf(buffer.byteArray(), length);
        }

        private NewEvent newEvent(List<String> targets, byte[] order) {
            byte[] payload = event.payload().getBytes(StandardCharsets.UTF_8);
            return new NewEvent(
                    accountId,
                    eventKey,
                    event.kind(),
                    event.delivery().priority(),
                    event.urgency(),
                    event.eventType(),
                    event.typeName(),
                    event.sourceId(),
                    createdNs,
                    event.triggerNs(),
                    event.expireNs(),
                    event.lateStart(),
                    event.delivery().channels(),
                    targets,
                    event.tags(),
                    event.title(),
                    payload.length == 0 ? PayloadForm.NONE : PayloadForm.JSON,
                    payload,
                    order);
        }

        private Encoded encode(NewEvent submitted, List<NewCondition.Node> nodes, String commandId)
                throws RefusedException {
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
            try {
                int length = nodes.isEmpty()
                        ? new EventEncoding().eventSubmitted(buffer, submitted, commandId)
                        : new EventEncoding().conditionalEvent(buffer, condition(nodes), submitted, commandId);
                return new Encoded(buffer, MessageHeaderEncoder.ENCODED_LENGTH + length);
            } catch (IndexOutOfBoundsException tooLong) {
                // Each part is within its bound, and all of them together are not.
                throw new RefusedException(
                        Answer.Refusal.of(RefusalCode.TOO_LARGE, "event: expected less text, targets and tags in all"));
            }
        }

        private NewCondition condition(List<NewCondition.Node> nodes) {
            // A UUID without its dashes is as long as a name may be.
            return new NewCondition(eventKey.replace("-", ""), accountId, nodes, 0, false, ConditionAction.EVENT, 0);
        }
    }

    /** Takes an event back. */
    record Cancel(int accountId, String eventKey) implements EventCommand {
        @Override
        public String type() {
            return "event_cancel";
        }

        @Override
        public Input resolve(Names names) {
            return commandId -> {
                UnsafeBuffer buffer = new UnsafeBuffer(new byte[SMALL_BYTES]);
                return small(buffer, new EventEncoding().eventCanceled(buffer, accountId, eventKey, commandId));
            };
        }
    }

    /** Sends a dead letter of an account again. */
    record Resend(int accountId, int toAccountId, String eventKey) implements EventCommand {
        @Override
        public String type() {
            return "dead_letter_resend";
        }

        @Override
        public Input resolve(Names names) {
            return commandId -> {
                UnsafeBuffer buffer = new UnsafeBuffer(new byte[SMALL_BYTES]);
                return small(
                        buffer,
                        new EventEncoding().deadLetterResent(buffer, accountId, toAccountId, eventKey, commandId));
            };
        }
    }

    /** Says how outcomes of a type come as events; without channels: not any more. */
    record SetPolicy(int accountId, UserEventType eventType, DeliverySpec delivery) implements EventCommand {
        @Override
        public String type() {
            return "delivery_policy";
        }

        @Override
        public Input resolve(Names names) {
            return commandId -> {
                UnsafeBuffer buffer = new UnsafeBuffer(new byte[SMALL_BYTES]);
                int length = new EventEncoding()
                        .deliveryPolicySet(
                                buffer, accountId, eventType, delivery.priority(), delivery.channels(), commandId);
                return small(buffer, length);
            };
        }
    }

    @Override
    default Verdict inPlaceOfNotOwner() {
        return Verdict.UNKNOWN_EVENT;
    }

    private static Encoded small(UnsafeBuffer buffer, int length) {
        return new Encoded(buffer, MessageHeaderEncoder.ENCODED_LENGTH + length);
    }
}
