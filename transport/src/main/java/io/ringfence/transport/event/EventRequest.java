package io.ringfence.transport.event;

import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.command.Command;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An event as a client wrote it; checked by itself, and not yet held against what there is.
 *
 * @param eventType OWN with a name of the sender's
 * @param typeName empty but with OWN
 * @param sourceId empty for none
 * @param urgency 1 (first) to 10 (last)
 * @param targets none for the sender's own account
 * @param payload a JSON object as it was written; empty for none
 * @param triggerNs of a scheduled one
 * @param condition nodes in postfix order, of a conditional one; else none
 * @param order that a decision becomes
 */
record EventRequest(
        EventKind kind,
        UserEventType eventType,
        String typeName,
        String sourceId,
        int urgency,
        List<String> targets,
        List<String> tags,
        String title,
        String payload,
        OptionalLong triggerNs,
        OptionalLong expireNs,
        LateStart lateStart,
        List<Command.Node> condition,
        Optional<Command.PlaceOrder> order,
        DeliverySpec delivery) {
    /** The same to others. */
    EventRequest to(List<String> others) {
        return new EventRequest(
                kind, eventType, typeName, sourceId, urgency, others, tags, title, payload, triggerNs, expireNs,
                lateStart, condition, order, delivery);
    }
}
