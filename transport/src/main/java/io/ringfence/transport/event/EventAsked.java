package io.ringfence.transport.event;

import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.view.EventFilter;
import io.ringfence.transport.view.EventsView;
import io.ringfence.transport.view.Page;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was read of a request about events. */
sealed interface EventAsked {
    /** Whether the core is asked to do something; else it is the edge that answers. */
    sealed interface ToDo extends EventAsked {
        /** That the client chose; empty: none. */
        Optional<String> commandId();
    }

    /** An event is sent. */
    record Submit(EventRequest event, Optional<String> commandId) implements ToDo {}

    /** An event is taken back. */
    record Cancel(String eventKey, Optional<String> commandId) implements ToDo {}

    /** A dead letter is sent again; of the asker's own account where no other is named. */
    record Resend(String eventKey, OptionalInt account, Optional<String> commandId) implements ToDo {}

    /** Outcomes of a type are wanted as events, or without channels not any more. */
    record SetPolicy(UserEventType eventType, DeliverySpec delivery, Optional<String> commandId) implements ToDo {}

    /** Events were processed. */
    record Acknowledge(List<String> eventKeys) implements EventAsked {}

    /**
     * Something is passed on that is not kept.
     *
     * @param sourceId empty for none
     * @param payload a JSON object as it was written
     */
    record Relay(List<String> targets, String sourceId, String payload) implements EventAsked {}

    /** A list of events. */
    record ShowEvents(EventFilter filter, Page page) implements EventAsked {}

    /** One event. */
    record ShowEvent(String eventKey) implements EventAsked {}

    /** Dead letters behind one; null for the first. */
    record ShowDeadLetters(EventsView.DeadLetterId after, int maxCount) implements EventAsked {}

    /** The asker's policies. */
    record ShowPolicies() implements EventAsked {}

    /** Neither. */
    record Wrong(Answer.Refusal refusal) implements EventAsked {}
}
