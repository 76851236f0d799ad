package io.ringfence.transport.zeromq;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.ringfence.core.command.EventForm;
import io.ringfence.transport.zeromq.UserEvent.Preference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a UserEvent as protobuf has it: fields in any order, the last of a repeated one counts, an embedded message that comes
 * twice is joined, what is not known is passed over. What could be read before something wrong came is not forgotten, so that
 * the producer can be told which event it was. For one message; one thread.
 */
final class UserEventDecoder {
    private static final int USER_ID = 1 << 3 | 2;
    private static final int EVENT_ID = 2 << 3 | 2;
    private static final int TIMESTAMP = 3 << 3;
    private static final int EVENT_TYPE = 4 << 3;
    private static final int PAYLOAD = 5 << 3 | 2;
    private static final int DELIVERY = 6 << 3 | 2;
    private static final int DELIVERY_PRIORITY = 1 << 3;
    private static final int DELIVERY_CHANNELS = 2 << 3 | 2;
    private static final int PREFERENCE_CHANNEL = 1 << 3;
    private static final int PREFERENCE_ONLY_IF_ACTIVE = 2 << 3;

    private String userId = "";
    private String eventId = "";
    private long timestampMs;
    private int eventType;
    private ByteString payload = ByteString.EMPTY;
    private int priority;
    private final List<Preference> channels = new ArrayList<>();

    private UserEventDecoder() {}

    /** Reads the bytes of a message. */
    static UserEvent decode(byte[] bytes, int offset, int length) throws BadEventException {
        UserEventDecoder decoder = new UserEventDecoder();
        try {
            decoder.readEvent(CodedInputStream.newInstance(bytes, offset, length));
        } catch (IOException notProtobuf) {
            throw new BadEventException(decoder.eventId, "message: expected a UserEvent in protobuf");
        }
        if (decoder.channels.size() > EventForm.MAX_CHANNELS) {
            throw new BadEventException(
                    decoder.eventId,
                    "delivery.channels: " + decoder.channels.size() + " of them: expected at most "
                            + EventForm.MAX_CHANNELS);
        }
        return new UserEvent(
                decoder.userId,
                decoder.eventId,
                decoder.timestampMs,
                decoder.eventType,
                decoder.payload.toByteArray(),
                decoder.priority,
                List.copyOf(decoder.channels));
    }

    private void readEvent(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case USER_ID -> userId = in.readStringRequireUtf8();
                case EVENT_ID -> eventId = in.readStringRequireUtf8();
                case TIMESTAMP -> timestampMs = in.readInt64();
                case EVENT_TYPE -> eventType = in.readEnum();
                case PAYLOAD -> payload = in.readBytes();
                case DELIVERY -> readEmbedded(in, this::readDelivery);
                default -> skip(in, tag);
            }
        }
    }

    private void readDelivery(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case DELIVERY_PRIORITY -> priority = in.readEnum();
                case DELIVERY_CHANNELS -> readEmbedded(in, this::readPreference);
                default -> skip(in, tag);
            }
        }
    }

    private void readPreference(CodedInputStream in) throws IOException {
        int channel = 0;
        boolean onlyIfActive = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case PREFERENCE_CHANNEL -> channel = in.readEnum();
                case PREFERENCE_ONLY_IF_ACTIVE -> onlyIfActive = in.readBool();
                default -> skip(in, tag);
            }
        }
        channels.add(new Preference(channel, onlyIfActive));
    }

    /** Reads the fields of one message. */
    @FunctionalInterface
    private interface Fields {
        void read(CodedInputStream in) throws IOException;
    }

    private static void readEmbedded(CodedInputStream in, Fields fields) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        fields.read(in);
        in.popLimit(outer);
    }

    /** The end of a group that has not begun is wrong. */
    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new IOException("a group ends that has not begun");
        }
    }
}
