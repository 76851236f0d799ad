package io.ringfence.transport.event;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.command.JsonFields;
import io.ringfence.transport.command.RefusalCode;
import io.ringfence.transport.command.RefusedException;
import io.ringfence.transport.view.EventFilter;
import io.ringfence.transport.view.EventState;
import io.ringfence.transport.view.EventsView;
import io.ringfence.transport.view.Page;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads messages about events, of a WebSocket or over HTTP. May be shared by threads. */
final class EventMessages {
    /** Types that are read here. */
    static final Set<String> TYPES = Set.of(
            "event",
            "events",
            "event_ack",
            "event_cancel",
            "dead_letters",
            "dead_letter_resend",
            "delivery_policies",
            "delivery_policy",
            "system");

    private static final String KEY = "[!-~]{1,64}";
    private static final String KEY_EXPECTED = "the event_id of an event";
    private static final String LABEL = "[!-~]{1,32}";
    private static final String LABEL_EXPECTED = "1 to 32 printable ASCII characters without a space";
    private static final int MAX_RELAY_TARGETS = 64;

    private static final List<EventKind> KINDS =
            List.of(EventKind.IMMEDIATE, EventKind.SCHEDULED, EventKind.CONDITIONAL, EventKind.POST_TRADE);
    private static final List<EventState> STATES = List.of(EventState.values());
    /** Outcomes of the trade stage that can be wanted as events. */
    private static final Set<UserEventType> OUTCOMES = EnumSet.of(
            UserEventType.ORDER_PLACED,
            UserEventType.ORDER_FILLED,
            UserEventType.ORDER_CANCELLED,
            UserEventType.ALERT_TRIGGERED,
            UserEventType.POSITION_UPDATED,
            UserEventType.STRATEGY_LOG);

    private static final String OUTCOME_EXPECTED =
            "one of order_placed, order_filled, order_cancelled, alert_triggered, position_updated, strategy_log";
    /** In place of a preset: not any more. */
    private static final String NO_DELIVERY = "none";

    private final EventConfig config;
    private final EventReader events;

    EventMessages(EventConfig config, CommandReader commands) {
        this.config = config;
        this.events = new EventReader(config, commands);
    }

    /**
     * Reads a message.
     *
     * @param outside fields that stand outside of it, such as in a path; the message may have them too, the same
     * @param isBare whether a sent event is the message itself, and not a field of it
     */
    EventAsked read(String type, Map<String, String> outside, byte[] utf8, boolean isBare) {
        try {
            JsonFields fields = JsonFields.parse(utf8);
            JsonFields head = isBare ? JsonFields.parse(new byte[0]) : fields;
            for (Map.Entry<String, String> field : outside.entrySet()) {
                head.put(field.getKey(), field.getValue());
            }
            return isBare ? submit(head, fields) : read(type, fields);
        } catch (RefusedException refused) {
            return new EventAsked.Wrong(refused.refusal());
        }
    }

    private EventAsked read(String type, JsonFields fields) throws RefusedException {
        return switch (type) {
            case "event" -> event(fields);
            case "events" -> new EventAsked.ShowEvents(filter(fields), page(fields));
            case "event_ack" -> acknowledge(fields);
            case "event_cancel" -> new EventAsked.Cancel(key(fields), CommandReader.commandId(fields));
            case "dead_letters" -> deadLetters(fields);
            case "dead_letter_resend" ->
                new EventAsked.Resend(key(fields), account(fields), CommandReader.commandId(fields));
            case "delivery_policies" -> new EventAsked.ShowPolicies();
            case "delivery_policy" -> policy(fields);
            case "system" -> relay(fields);
            default ->
                throw new RefusedException(
                        Answer.Refusal.of(RefusalCode.UNKNOWN_TYPE, "type \"" + type + "\": expected one of " + TYPES));
        };
    }

    /** With an event it is sent, with the id of one that is shown. */
    private EventAsked event(JsonFields fields) throws RefusedException {
        if (fields.has("event_id") && !fields.has("event")) {
            return new EventAsked.ShowEvent(key(fields));
        }
        if (fields.has("event_id")) {
            throw fields.wrong("event_id", "none beside event, as the host gives an event its id");
        }
        return submit(fields, fields.object("event", "an object"));
    }

    private EventAsked submit(JsonFields head, JsonFields event) throws RefusedException {
        return new EventAsked.Submit(events.read(event), CommandReader.commandId(head));
    }

    private static String key(JsonFields fields) throws RefusedException {
        return fields.text("event_id", KEY, KEY_EXPECTED);
    }

    private static OptionalInt account(JsonFields fields) throws RefusedException {
        return fields.has("account")
                ? OptionalInt.of((int) fields.number("account", 0, Integer.MAX_VALUE - 1, 0))
                : OptionalInt.empty();
    }

    private EventAsked acknowledge(JsonFields fields) throws RefusedException {
        if (fields.has("event_ids")) {
            if (fields.has("event_id")) {
                throw fields.wrong("event_id", "none beside event_ids");
            }
            return new EventAsked.Acknowledge(
                    fields.texts("event_ids", config.maxAcksPerMessage(), KEY, "event_id of events"));
        }
        return new EventAsked.Acknowledge(List.of(key(fields)));
    }

    private static Page page(JsonFields fields) throws RefusedException {
        long after = fields.has("after") ? fields.id("after") : 0;
        return new Page(after, (int) fields.number("limit", 1, Page.MAX_COUNT, Page.MAX_COUNT));
    }

    private static EventFilter filter(JsonFields fields) throws RefusedException {
        return new EventFilter(
                fields.has("kind") ? fields.choice("kind", KINDS, null) : null,
                fields.has("event_type") ? fields.text("event_type", LABEL, LABEL_EXPECTED) : null,
                fields.has("tag") ? fields.text("tag", LABEL, LABEL_EXPECTED) : null,
                fields.has("source_id") ? fields.text("source_id", LABEL, LABEL_EXPECTED) : null,
                fields.has("state") ? fields.choice("state", STATES, null) : null,
                fields.time("since").orElse(Long.MIN_VALUE),
                fields.time("until").orElse(Long.MAX_VALUE));
    }

    private static EventAsked deadLetters(JsonFields fields) throws RefusedException {
        EventsView.DeadLetterId after = null;
        if (fields.has("after")) {
            String[] parts = fields.text(
                            "after",
                            "[1-9][0-9]{0,17}[.][0-9]{1,9}|[1-9][0-9]{0,17}[.][12][0-9]{9}",
                            "next of the answer before")
                    .split("[.]");
            after = new EventsView.DeadLetterId(
                    Long.parseLong(parts[0]), (int) Math.min(Integer.MAX_VALUE, Long.parseLong(parts[1])));
        }
        return new EventAsked.ShowDeadLetters(after, (int) fields.number("limit", 1, Page.MAX_COUNT, Page.MAX_COUNT));
    }

    private static EventAsked policy(JsonFields fields) throws RefusedException {
        UserEventType type = EventReader.type(fields).type();
        if (!OUTCOMES.contains(type)) {
            throw fields.wrong("event_type", OUTCOME_EXPECTED);
        }
        boolean isUnwanted = fields.has("delivery") && !fields.isObject("delivery") && isNone(fields);
        DeliverySpec delivery =
                isUnwanted ? new DeliverySpec(DeliveryPriority.NORMAL, List.of()) : EventReader.delivery(fields);
        return new EventAsked.SetPolicy(type, delivery, CommandReader.commandId(fields));
    }

    private static boolean isNone(JsonFields fields) throws RefusedException {
        return fields.text("delivery", "an object, none, or the name of a preset")
                .equals(NO_DELIVERY);
    }

    private EventAsked relay(JsonFields fields) throws RefusedException {
        String payload = fields.raw("payload", "an object");
        int bytes = payload.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (bytes > config.maxPayloadBytes()) {
            throw fields.wrong("payload", "an object of at most " + config.maxPayloadBytes() + " bytes, not " + bytes);
        }
        return new EventAsked.Relay(
                fields.texts("targets", MAX_RELAY_TARGETS, LABEL, "names of accounts or groups"),
                fields.has("source_id") ? fields.text("source_id", LABEL, LABEL_EXPECTED) : "",
                payload);
    }
}
