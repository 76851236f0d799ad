package io.ringfence.transport.zeromq;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EpochClock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Judges what producers send by itself, and puts it into the core's terms. Whether there is such a user, the core knows. */
final class NewEvents {
    /** The host's own account: producers are the operator's. */
    private static final int SENDER = 0;

    /** What a client of the edge reads in sourceId. */
    private static final String SOURCE_ID = "zeromq";

    private static final int USUAL_URGENCY = 5;
    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_TIMESTAMP_MS = Long.MAX_VALUE / NS_PER_MS;
    private static final int LONGEST_SHOWN = 80;
    private static final byte[] NOTHING = {};

    private static final Pattern USER_ID = Pattern.compile("[!-~]{1,32}");
    private static final Pattern EVENT_ID = Pattern.compile("[!-~]{1,64}");

    /** At the places of their numbers. */
    private static final List<UserEventType> TYPES = List.of(
            UserEventType.ORDER_PLACED,
            UserEventType.ORDER_FILLED,
            UserEventType.ORDER_CANCELLED,
            UserEventType.ALERT_TRIGGERED,
            UserEventType.POSITION_UPDATED,
            UserEventType.WORKSPACE_CHANGED,
            UserEventType.STRATEGY_LOG);

    private static final List<DeliveryPriority> PRIORITIES =
            List.of(DeliveryPriority.INFORMATIONAL, DeliveryPriority.NORMAL, DeliveryPriority.CRITICAL);

    private static final List<DeliveryChannel> CHANNELS = List.of(
            DeliveryChannel.ACTIVE_SESSION,
            DeliveryChannel.WEB,
            DeliveryChannel.TELEGRAM,
            DeliveryChannel.EMAIL,
            DeliveryChannel.PUSH);

    private static final List<ChannelChoice> USUAL_CHANNELS =
            List.of(new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false));

    private final int maxPayloadBytes;
    private final EpochClock clock;
    private final UnaryOperator<String> names;

    /** Gives each name to {@code names}, which answers what the core knows it by, or the name itself. */
    NewEvents(int maxPayloadBytes, EpochClock clock, UnaryOperator<String> names) {
        this.maxPayloadBytes = maxPayloadBytes;
        this.clock = clock;
        this.names = names;
    }

    NewEvent of(UserEvent event) throws BadEventException {
        String id = event.eventId();
        check(EVENT_ID.matcher(id).matches(), id, "event_id", id, "1 to 64 printable ASCII characters without a space");
        check(
                !id.startsWith(EventForm.OWN_KEY_PREFIX),
                id,
                "event_id",
                id,
                "one that does not begin with " + EventForm.OWN_KEY_PREFIX);
        String user = event.userId();
        check(
                USER_ID.matcher(user).matches(),
                id,
                "user_id",
                user,
                "1 to 32 printable ASCII characters without a space");
        long ms = event.timestampMs();
        check(ms >= 0 && ms <= MAX_TIMESTAMP_MS, id, "timestamp", ms, "milliseconds since 1970");
        int length = event.payload().length;
        check(length <= maxPayloadBytes, id, "payload", length + " bytes", "at most " + maxPayloadBytes);
        byte[] json = JsonPayload.compact(event.payload());
        return new NewEvent(
                SENDER,
                id,
                EventKind.IMMEDIATE,
                of(PRIORITIES, event.priority(), id, "delivery.priority"),
                USUAL_URGENCY,
                of(TYPES, event.eventType(), id, "event_type"),
                "",
                SOURCE_ID,
                ms == 0 ? clock.epochNs() : ms * NS_PER_MS,
                OptionalLong.empty(),
                OptionalLong.empty(),
                LateStart.FIRE,
                channels(event),
                List.of(names.apply(user)),
                List.of(),
                "",
                json != null ? PayloadForm.JSON : length == 0 ? PayloadForm.NONE : PayloadForm.BYTES,
                json != null ? json : event.payload(),
                NOTHING);
    }

    private static List<ChannelChoice> channels(UserEvent event) throws BadEventException {
        if (event.channels().isEmpty()) {
            return USUAL_CHANNELS;
        }
        ChannelChoice[] choices = new ChannelChoice[event.channels().size()];
        for (int i = 0; i < choices.length; i++) {
            UserEvent.Preference preference = event.channels().get(i);
            DeliveryChannel channel = of(CHANNELS, preference.channel(), event.eventId(), "delivery.channels.channel");
            choices[i] = new ChannelChoice(channel, preference.onlyIfActive());
        }
        return List.of(choices);
    }

    private static <E> E of(List<E> constants, int number, String eventId, String field) throws BadEventException {
        check(number >= 0 && number < constants.size(), eventId, field, number, "0 to " + (constants.size() - 1));
        return constants.get(number);
    }

    private static void check(boolean holds, String eventId, String field, Object value, String expected)
            throws BadEventException {
        if (!holds) {
            throw new BadEventException(eventId, field + " " + shown(value.toString()) + ": expected " + expected);
        }
    }

    /** Short, and of characters that neither a line nor a message can break at. */
    private static String shown(String value) {
        String start =
                value.substring(0, Math.min(LONGEST_SHOWN, value.length())).replaceAll("[^ -~]", "?");
        return value.length() > LONGEST_SHOWN ? start + "..." : start;
    }
}
