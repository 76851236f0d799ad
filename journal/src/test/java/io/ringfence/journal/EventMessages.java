package io.ringfence.journal;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One input of each type that is of events and deliveries. */
public final class EventMessages {
    private static final EventEncoding EVENTS = new EventEncoding();
    private static final List<ChannelChoice> CHANNELS = List.of(
            new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false),
            new ChannelChoice(DeliveryChannel.TELEGRAM, true));

    private EventMessages() {}

    /** One of each, in the order of their ids. */
    public static List<byte[]> all() {
        return List.of(
                submitted(),
                message(buffer -> EVENTS.eventCanceled(buffer, 7, "0190-k", "c-12")),
                message(buffer -> EVENTS.eventAcknowledged(buffer, 7, "0190-k")),
                message(buffer -> EVENTS.deliveryAttempted(
                        buffer, 33, 7, 2, DeliveryChannel.EMAIL, AttemptOutcome.LATER, 5_000, "450 busy")),
                message(buffer -> EVENTS.deadLetterResent(buffer, 0, 7, "0190-k", "c-13")),
                message(buffer -> EVENTS.sessionOpened(buffer, 7, 3)),
                message(buffer -> EVENTS.sessionClosed(buffer, 7, 3)),
                message(buffer -> EVENTS.deliveryPolicySet(
                        buffer, 7, UserEventType.ORDER_FILLED, DeliveryPriority.CRITICAL, CHANNELS, "c-14")),
                message(buffer -> EVENTS.groupDefined(buffer, "desk", List.of("ann", "bob"))));
    }

    /** A decision: an event that has an order in it. */
    public static byte[] submitted() {
        NewEvent event = new NewEvent(
                7,
                "0190-k",
                EventKind.POST_TRADE,
                DeliveryPriority.CRITICAL,
                2,
                UserEventType.OWN,
                "REBALANCE",
                "desk-1",
                Messages.ns("2013-11-25T00:00:15Z"),
                OptionalLong.empty(),
                OptionalLong.of(Messages.ns("2013-11-26T00:00:00Z")),
                LateStart.FIRE,
                CHANNELS,
                List.of("ann"),
                List.of("eod"),
                "Rebalance \u20ac",
                PayloadForm.JSON,
                "{\"of\":1}".getBytes(StandardCharsets.UTF_8),
                Messages.orderRequested());
        return message(buffer -> EVENTS.eventSubmitted(buffer, event, "c-11"));
    }

    private static byte[] message(ToIntFunction<MutableDirectBuffer> encode) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
        int body = encode.applyAsInt(buffer);
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + body);
    }
}
