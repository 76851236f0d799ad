package io.ringfence.config.crash;

import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An event as an input has it. */
record JournaledEvent(
        String key, int sender, String commandId, String title, EventKind kind, DeliveryPriority priority) {

    /** The event that an input brings; null where it brings none. */
    static JournaledEvent of(DirectBuffer in) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        int template = header.wrap(in, 0).templateId();
        if (template == EventSubmittedDecoder.TEMPLATE_ID) {
            EventSubmittedDecoder event = new EventSubmittedDecoder().wrapAndApplyHeader(in, 0, header);
            return read(in, event.commandId());
        }
        if (template != ConditionCreatedDecoder.TEMPLATE_ID) {
            return null;
        }
        ConditionCreatedDecoder condition = new ConditionCreatedDecoder().wrapAndApplyHeader(in, 0, header);
        // The event that it carries has none.
        String commandId = condition.commandId();
        if (condition.action() != ConditionAction.EVENT) {
            return null;
        }
        condition.nodes().forEach(node -> {});
        UnsafeBuffer carried = new UnsafeBuffer();
        condition.wrapSubmitted(carried);
        return read(carried, commandId);
    }

    /** Key of an event's message. */
    static String key(DirectBuffer message) {
        return new EventSubmittedDecoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderDecoder())
                .eventKey();
    }

    private static JournaledEvent read(DirectBuffer message, String commandId) {
        EventSubmittedDecoder event =
                new EventSubmittedDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
        event.channels().forEach(channel -> {});
        event.targets().forEach(target -> {});
        event.tags().forEach(tag -> {});
        return new JournaledEvent(
                event.eventKey(), event.accountId(), commandId, event.title(), event.kind(), event.priority());
    }

    boolean isInformational() {
        return priority == DeliveryPriority.INFORMATIONAL;
    }
}
