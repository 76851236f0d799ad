package io.ringfence.transport.event;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.Command;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.command.JsonFields;
import io.ringfence.transport.command.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads events as clients write them. What is wrong is said with the field, its value, and what was expected. May be shared by threads. */
final class EventReader {
    /** Fields that the host gives. */
    private static final List<String> NOT_THE_CLIENTS = List.of("id", "event_id", "created_at");

    private static final Map<String, EventKind> KINDS = Map.of(
            "immediate", EventKind.IMMEDIATE,
            "scheduled", EventKind.SCHEDULED,
            "conditional", EventKind.CONDITIONAL,
            "post_trade", EventKind.POST_TRADE);

    private static final List<EventKind> KIND_CHOICES =
            List.of(EventKind.IMMEDIATE, EventKind.SCHEDULED, EventKind.CONDITIONAL, EventKind.POST_TRADE);
    private static final List<LateStart> LATE_STARTS = List.of(LateStart.FIRE, LateStart.SKIP);
    private static final List<DeliveryPriority> PRIORITIES =
            List.of(DeliveryPriority.INFORMATIONAL, DeliveryPriority.NORMAL, DeliveryPriority.CRITICAL);
    private static final List<DeliveryChannel> CHANNELS = List.of(
            DeliveryChannel.ACTIVE_SESSION,
            DeliveryChannel.WEB,
            DeliveryChannel.TELEGRAM,
            DeliveryChannel.EMAIL,
            DeliveryChannel.PUSH,
            DeliveryChannel.WEBHOOK);

    private static final String LABEL = "[!-~]{1,32}";
    private static final String LABEL_EXPECTED = "1 to 32 printable ASCII characters without a space";
    private static final String OWN_TYPE = "[A-Za-z0-9_.:-]{1,32}";
    private static final String TYPE_EXPECTED =
            "order_filled or another type of the protocol's, or 1 to 32 of A-Z a-z 0-9 _ . : -";
    /** Of an event whose sender gives none. */
    private static final String PLAIN_TYPE = "event";

    private static final int DEFAULT_URGENCY = 5;
    private static final String TRADE_DECISION = "trade_decision";
    private static final String CONDITION_EXPECTED = "an object, as when of a condition is";
    private static final String DECISION_EXPECTED = "an object with domain trade_decision and order";
    private static final String PAYLOAD_EXPECTED = "an object";
    private static final String DELIVERY_EXPECTED =
            "an object with priority and channels, or one of " + String.join(", ", DeliverySpec.PRESETS.keySet());

    /**
     * A type of event.
     *
     * @param name empty but with OWN
     */
    record Type(UserEventType type, String name) {}

    private final EventConfig config;
    private final CommandReader commands;

    /** Conditions and orders in events are those that {@code commands} reads. */
    EventReader(EventConfig config, CommandReader commands) {
        this.config = config;
        this.commands = commands;
    }

    EventRequest read(JsonFields event) throws RefusedException {
        for (String name : NOT_THE_CLIENTS) {
            if (event.has(name)) {
                throw event.wrong(name, "none, as the host gives an event its id and its time");
            }
        }
        EventKind kind = kind(event);
        Type type = event.has("event_type") && !isKind(event) ? type(event) : new Type(UserEventType.OWN, PLAIN_TYPE);
        OptionalLong triggerNs = triggerNs(event, kind);
        OptionalLong expireNs = event.time("expires_at");
        if (expireNs.isPresent() && triggerNs.isPresent() && expireNs.getAsLong() <= triggerNs.getAsLong()) {
            throw event.wrong("expires_at", "a time after trigger_at");
        }
        return new EventRequest(
                kind,
                type.type(),
                type.name(),
                event.has("source_id") ? event.text("source_id", LABEL, LABEL_EXPECTED) : "",
                (int) event.number("priority", 1, EventForm.MAX_URGENCY, DEFAULT_URGENCY),
                names(event, "targets", EventForm.MAX_TARGETS),
                names(event, "tags", EventForm.MAX_TAGS),
                title(event),
                payload(event),
                triggerNs,
                expireNs,
                lateStart(event, kind),
                condition(event, kind),
                order(event, kind),
                event.has("delivery") ? delivery(event) : DeliverySpec.DEFAULT);
    }

    /** Some name their kind as a type. */
    private static boolean isKind(JsonFields event) throws RefusedException {
        return event.has("event_type") && KINDS.containsKey(event.text("event_type", TYPE_EXPECTED));
    }

    private static EventKind kind(JsonFields event) throws RefusedException {
        EventKind named = isKind(event) ? KINDS.get(event.text("event_type", TYPE_EXPECTED)) : EventKind.IMMEDIATE;
        EventKind kind = event.choice("kind", KIND_CHOICES, named);
        if (isKind(event) && kind != named) {
            throw event.wrong("event_type", "the same as kind, or a type");
        }
        return kind;
    }

    /** The type in field {@code event_type}, which has to be there. */
    static Type type(JsonFields fields) throws RefusedException {
        String name = fields.text("event_type", OWN_TYPE, TYPE_EXPECTED);
        UserEventType known = dictionaryType(name);
        return known == UserEventType.OWN ? new Type(known, name) : new Type(known, "");
    }

    /** OWN for a name that is not the dictionary's. */
    static UserEventType dictionaryType(String name) {
        String constant = name.toUpperCase(Locale.ROOT);
        for (UserEventType type : UserEventType.values()) {
            boolean isNamed = type != UserEventType.OWN && type != UserEventType.NULL_VAL;
            if (isNamed && type.name().equals(constant)) {
                return type;
            }
        }
        return UserEventType.OWN;
    }

    private static List<String> names(JsonFields event, String field, int maxCount) throws RefusedException {
        return event.has(field) ? event.texts(field, maxCount, LABEL, "names of " + LABEL_EXPECTED) : List.of();
    }

    private String title(JsonFields event) throws RefusedException {
        String expected = "a text of at most " + config.maxTitleBytes() + " bytes";
        String title = event.has("title") ? event.text("title", expected) : "";
        if (title.getBytes(StandardCharsets.UTF_8).length > config.maxTitleBytes()) {
            throw event.wrong("title", expected);
        }
        return title;
    }

    private String payload(JsonFields event) throws RefusedException {
        String payload = event.has("payload") ? event.raw("payload", PAYLOAD_EXPECTED) : "";
        int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > config.maxPayloadBytes()) {
            throw event.wrong("payload", "an object of at most " + config.maxPayloadBytes() + " bytes, not " + bytes);
        }
        return payload;
    }

    private static OptionalLong triggerNs(JsonFields event, EventKind kind) throws RefusedException {
        if (kind != EventKind.SCHEDULED && event.has("trigger_at")) {
            throw event.wrong("trigger_at", "none but with kind scheduled");
        }
        OptionalLong triggerNs = event.time("trigger_at");
        if (kind == EventKind.SCHEDULED && triggerNs.isEmpty()) {
            throw missing(event, "trigger_at", "a time with kind scheduled");
        }
        return triggerNs;
    }

    private static LateStart lateStart(JsonFields event, EventKind kind) throws RefusedException {
        if (kind != EventKind.SCHEDULED && event.has("late_start")) {
            throw event.wrong("late_start", "none but with kind scheduled");
        }
        return event.choice("late_start", LATE_STARTS, LateStart.FIRE);
    }

    private List<Command.Node> condition(JsonFields event, EventKind kind) throws RefusedException {
        if (kind == EventKind.CONDITIONAL) {
            return commands.condition(event.object("condition", CONDITION_EXPECTED));
        }
        if (kind != EventKind.POST_TRADE && event.has("condition")) {
            throw event.wrong("condition", "none but with kind conditional or post_trade");
        }
        return List.of();
    }

    private Optional<Command.PlaceOrder> order(JsonFields event, EventKind kind) throws RefusedException {
        if (kind != EventKind.POST_TRADE || !event.has("condition")) {
            return Optional.empty();
        }
        JsonFields decision = event.object("condition", DECISION_EXPECTED);
        if (!decision.text("domain", TRADE_DECISION).equals(TRADE_DECISION)) {
            throw decision.wrong("domain", TRADE_DECISION);
        }
        return Optional.of(commands.order(decision.object("order", "an object with the fields of order_place")));
    }

    /** What field {@code delivery} says, which has to be there. */
    static DeliverySpec delivery(JsonFields fields) throws RefusedException {
        if (!fields.isObject("delivery")) {
            String name = fields.text("delivery", DELIVERY_EXPECTED);
            DeliverySpec preset = DeliverySpec.PRESETS.get(name);
            if (preset == null) {
                throw fields.wrong("delivery", DELIVERY_EXPECTED);
            }
            return preset;
        }
        JsonFields delivery = fields.object("delivery", DELIVERY_EXPECTED);
        DeliveryPriority priority = delivery.choice("priority", PRIORITIES, DeliveryPriority.NORMAL);
        if (!delivery.has("channels")) {
            return new DeliverySpec(priority, DeliverySpec.DEFAULT.channels());
        }
        List<ChannelChoice> choices = new ArrayList<>();
        Set<DeliveryChannel> seen = EnumSet.noneOf(DeliveryChannel.class);
        for (JsonFields choice : delivery.objects("channels", "an array of at least one object with channel")) {
            DeliveryChannel channel = choice.choice("channel", CHANNELS, null);
            if (!seen.add(channel)) {
                throw choice.wrong("channel", "each channel once at most");
            }
            if (priority == DeliveryPriority.INFORMATIONAL && channel != DeliveryChannel.ACTIVE_SESSION) {
                throw choice.wrong("channel", "active_session alone with priority informational");
            }
            choices.add(new ChannelChoice(channel, choice.flag("only_if_active", false)));
        }
        return new DeliverySpec(priority, choices);
    }

    private static RefusedException missing(JsonFields fields, String name, String expected) {
        return new RefusedException(Answer.Refusal.missing(fields.path() + name, expected));
    }
}
