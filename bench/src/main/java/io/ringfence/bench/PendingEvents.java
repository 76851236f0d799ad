package io.ringfence.bench;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EventSlot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** Encodes users, and critical events for them that nobody takes: none of the users has a session. */
final class PendingEvents {
    static final int USERS = 1_000;

    private static final int USER_BYTES = 256;
    private static final List<ChannelChoice> SESSION =
            List.of(new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false));
    private static final byte[] PAYLOAD =
            "{\"symbol\":\"BTCUSD\",\"text\":\"the margin is below a half\",\"margin\":\"0.48\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_ORDER = {};

    private final InputEncoding inputs = new InputEncoding();
    private final EventEncoding encoding = new EventEncoding();

    private static String name(int user) {
        return "user-" + user;
    }

    /** A user, from 1. */
    void user(EventSlot slot, int user) {
        int length = inputs.userRegistered(slot.in().reserve(USER_BYTES), user, name(user), 0);
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + length);
    }

    /** The n-th event, from 0, by the host; users have them in turn. */
    void event(EventSlot slot, int number) {
        NewEvent event = new NewEvent(
                0,
                "margin-" + number,
                EventKind.IMMEDIATE,
                DeliveryPriority.CRITICAL,
                1,
                UserEventType.OWN,
                "MARGIN_CALL",
                "risk",
                slot.timestampNs(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                LateStart.FIRE,
                SESSION,
                List.of(name(1 + number % USERS)),
                List.of(),
                "Margin call",
                PayloadForm.JSON,
                PAYLOAD,
                NO_ORDER);
        int length = encoding.eventSubmitted(slot.in().reserve(EventEncoding.MAX_EVENT_BYTES), event, "");
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + length);
    }
}
