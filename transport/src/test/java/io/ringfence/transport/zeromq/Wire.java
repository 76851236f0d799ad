package io.ringfence.transport.zeromq;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ringfence.transport.zeromq.UserEvent.Preference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a producer's own protobuf makes of the messages. */
final class Wire {
    static final int INFORMATIONAL = 0;
    static final int NORMAL = 1;
    static final int CRITICAL = 2;

    private static final Descriptor USER_EVENT = ProtoFile.message("UserEvent");
    private static final Descriptor DELIVERY = ProtoFile.message("DeliverySpec");
    private static final Descriptor PREFERENCE = ProtoFile.message("ChannelPreference");
    private static final Descriptor EVENT_ACK = ProtoFile.message("EventAck");

    private Wire() {}

    /**
     * An ack as its producer sees it.
     *
     * @param status name of the constant
     */
    record Ack(String eventId, String status, String errorMessage) {
        static Ack queued(String eventId) {
            return new Ack(eventId, "QUEUED", "");
        }

        static Ack delivered(String eventId) {
            return new Ack(eventId, "DELIVERED", "");
        }

        static Ack error(String eventId, String message) {
            return new Ack(eventId, "ERROR", message);
        }
    }

    /** A critical event for a user's active session. */
    static UserEvent critical(String userId, String eventId, String payload) {
        return event(userId, eventId, payload, CRITICAL);
    }

    static UserEvent event(String userId, String eventId, String payload, int priority) {
        return new UserEvent(
                userId,
                eventId,
                1_700_000_000_123L,
                1,
                payload.getBytes(),
                priority,
                List.of(new Preference(0, false)));
    }

    /** In protobuf. */
    static byte[] encode(UserEvent event) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(USER_EVENT);
        message.setField(USER_EVENT.findFieldByName("user_id"), event.userId());
        message.setField(USER_EVENT.findFieldByName("event_id"), event.eventId());
        message.setField(USER_EVENT.findFieldByName("timestamp"), event.timestampMs());
        message.setField(USER_EVENT.findFieldByName("payload"), ByteString.copyFrom(event.payload()));
        setEnum(message, USER_EVENT.findFieldByName("event_type"), event.eventType());
        DynamicMessage.Builder delivery = DynamicMessage.newBuilder(DELIVERY);
        setEnum(delivery, DELIVERY.findFieldByName("priority"), event.priority());
        for (Preference channel : event.channels()) {
            DynamicMessage.Builder preference = DynamicMessage.newBuilder(PREFERENCE);
            setEnum(preference, PREFERENCE.findFieldByName("channel"), channel.channel());
            preference.setField(PREFERENCE.findFieldByName("only_if_active"), channel.onlyIfActive());
            delivery.addRepeatedField(DELIVERY.findFieldByName("channels"), preference.build());
        }
        message.setField(USER_EVENT.findFieldByName("delivery"), delivery.build());
        return message.build().toByteArray();
    }

    private static void setEnum(DynamicMessage.Builder message, FieldDescriptor field, int number) {
        message.setField(field, field.getEnumType().findValueByNumberCreatingIfUnknown(number));
    }

    /** As the wire has it: the byte, then protobuf. */
    static byte[] message(UserEvent event) {
        return prefixed(WireMessage.USER_EVENT, encode(event));
    }

    static byte[] prefixed(int first, byte[] rest) {
        byte[] whole = new byte[1 + rest.length];
        whole[0] = (byte) first;
        System.arraycopy(rest, 0, whole, 1, rest.length);
        return whole;
    }

    /** What protobuf reads in these bytes. */
    static UserEvent decode(byte[] bytes) throws InvalidProtocolBufferException {
        DynamicMessage message = DynamicMessage.parseFrom(USER_EVENT, bytes);
        DynamicMessage delivery = (DynamicMessage) message.getField(USER_EVENT.findFieldByName("delivery"));
        List<Preference> channels = new ArrayList<>();
        for (Object channel : (List<?>) delivery.getField(DELIVERY.findFieldByName("channels"))) {
            DynamicMessage preference = (DynamicMessage) channel;
            channels.add(new Preference(number(preference, "channel"), (Boolean)
                    preference.getField(PREFERENCE.findFieldByName("only_if_active"))));
        }
        return new UserEvent(
                (String) message.getField(USER_EVENT.findFieldByName("user_id")),
                (String) message.getField(USER_EVENT.findFieldByName("event_id")),
                (Long) message.getField(USER_EVENT.findFieldByName("timestamp")),
                number(message, "event_type"),
                ((ByteString) message.getField(USER_EVENT.findFieldByName("payload"))).toByteArray(),
                number(delivery, "priority"),
                channels);
    }

    private static int number(DynamicMessage message, String field) {
        return ((EnumValueDescriptor)
                        message.getField(message.getDescriptorForType().findFieldByName(field)))
                .getNumber();
    }

    /** What an ack says; its first byte is that of acks. */
    static Ack ack(byte[] message) {
        if (message[0] != WireMessage.EVENT_ACK) {
            throw new AssertionError("no ack: " + Arrays.toString(message));
        }
        return ackBody(Arrays.copyOfRange(message, 1, message.length));
    }

    static Ack ackBody(byte[] body) {
        try {
            DynamicMessage ack = DynamicMessage.parseFrom(EVENT_ACK, body);
            return new Ack(
                    (String) ack.getField(EVENT_ACK.findFieldByName("event_id")),
                    ((EnumValueDescriptor) ack.getField(EVENT_ACK.findFieldByName("status"))).getName(),
                    (String) ack.getField(EVENT_ACK.findFieldByName("error_message")));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** As values, since arrays are not equal by what is in them. */
    static String text(UserEvent event) {
        return event.userId()
                + '|'
                + event.eventId()
                + '|'
                + event.timestampMs()
                + '|'
                + event.eventType()
                + '|'
                + Arrays.toString(event.payload())
                + '|'
                + event.priority()
                + '|'
                + event.channels();
    }
}
