package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.EventJson.name;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.ChannelsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TagsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TargetsDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What an EVENT_SUBMITTED says, as fields of a JSON object. What people wrote is shown as far as the room reaches: who sends an
 * event through this edge stays far below it, another producer may not. One thread.
 */
final class SubmittedJson {
    private static final byte[] KIND = name("kind");
    private static final byte[] EVENT_TYPE = name("event_type");
    private static final byte[] PRIORITY = name("priority");
    private static final byte[] SENDER = name("sender");
    private static final byte[] SOURCE_ID = name("source_id");
    private static final byte[] CREATED_AT = name("created_at");
    private static final byte[] TRIGGER_AT = name("trigger_at");
    private static final byte[] EXPIRES_AT = name("expires_at");
    private static final byte[] DELIVERY = Ascii.bytes(",\"delivery\":{\"priority\":");
    private static final byte[] CHANNELS = Ascii.bytes(",\"channels\":[");
    private static final byte[] CHANNEL = Ascii.bytes("{\"channel\":");
    private static final byte[] ONLY_IF_ACTIVE = name("only_if_active");
    private static final byte[] TARGETS = Ascii.bytes(",\"targets\":[");
    private static final byte[] TAGS = Ascii.bytes(",\"tags\":[");
    private static final byte[] TITLE = name("title");
    private static final byte[] PAYLOAD = name("payload");
    private static final byte[] PAYLOAD_BASE64 = name("payload_base64");
    private static final byte[] PAYLOAD_OMITTED = Ascii.bytes(",\"payload\":null,\"payload_omitted\":true");
    private static final byte[] COMMA = Ascii.bytes(",");
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] LIST_END = Ascii.bytes("]");
    private static final byte[] TRUE = Ascii.bytes("true");
    private static final byte[] FALSE = Ascii.bytes("false");
    private static final byte[][] KINDS = Ascii.lowerCase(EventKind.values());
    private static final byte[][] TYPES = Ascii.lowerCase(UserEventType.values());
    private static final byte[][] PRIORITIES = Ascii.lowerCase(DeliveryPriority.values());
    private static final byte[][] DELIVERY_CHANNELS = Ascii.lowerCase(DeliveryChannel.values());

    /** A label, each of its characters escaped, with its quotes and a comma. */
    private static final int LABEL_BYTES = 6 * EventSubmittedDecoder.typeNameLength() + 3;
    /** What stands behind the lists and the title, but for the payload; kept free while those are written. */
    private static final int REST_BYTES = 1_024;
    /** The longest event of the dictionary, as a payload. */
    private static final int MESSAGE_BYTES = 2_048;

    private final JsonFrame json;
    private final EventJson events;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder event = new EventSubmittedDecoder();
    private final byte[] label = new byte[EventSubmittedDecoder.typeNameLength()];
    private final byte[] key = new byte[EventSubmittedDecoder.eventKeyLength()];
    private final UnsafeBuffer title = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);

    /** Writes into this frame; payloads that are events of the dictionary are written by {@code events}, into the same. */
    SubmittedJson(JsonFrame json, EventJson events) {
        this.json = json;
        this.events = events;
    }

    /**
     * Adds the fields behind the type, up to the payload.
     *
     * @param message an EVENT_SUBMITTED, its header first
     * @param withTargets whether it is told for whom else the event is
     */
    void fields(DirectBuffer message, boolean withTargets) {
        event.wrapAndApplyHeader(message, 0, header);
        json.json(KIND, KINDS[event.kind().ordinal()]);
        if (event.eventType() == UserEventType.OWN) {
            event.getTypeName(label, 0);
            json.text(EVENT_TYPE, label);
        } else {
            json.json(EVENT_TYPE, TYPES[event.eventType().ordinal()]);
        }
        json.number(PRIORITY, event.urgency()).number(SENDER, event.accountId());
        event.getSourceId(label, 0);
        if (label[0] == 0) {
            json.json(SOURCE_ID, null);
        } else {
            json.text(SOURCE_ID, label);
        }
        json.time(CREATED_AT, event.createdTimeNs())
                .time(TRIGGER_AT, event.triggerTimeNs())
                .time(EXPIRES_AT, event.expireTimeNs());
        long createdNs = event.createdTimeNs();
        PayloadForm form = event.payloadForm();
        delivery();
        targets(withTargets);
        tags();
        title();
        event.wrapPayload(payload);
        payload(form, createdNs);
    }

    private void delivery() {
        json.raw(DELIVERY).raw(PRIORITIES[event.priority().ordinal()]).raw(CHANNELS);
        boolean isFirst = true;
        for (ChannelsDecoder channel = event.channels(); channel.hasNext(); isFirst = false) {
            channel.next();
            if (json.room() > REST_BYTES) {
                json.raw(isFirst ? NOTHING : COMMA)
                        .raw(CHANNEL)
                        .raw(DELIVERY_CHANNELS[channel.channel().ordinal()])
                        .json(ONLY_IF_ACTIVE, channel.onlyIfActive() == Flag.YES ? TRUE : FALSE)
                        .close();
            }
        }
        json.raw(LIST_END).close();
    }

    private void targets(boolean isShown) {
        if (isShown) {
            json.raw(TARGETS);
        }
        boolean isFirst = true;
        for (TargetsDecoder target = event.targets(); target.hasNext(); ) {
            target.next();
            if (isShown && json.room() > REST_BYTES + LABEL_BYTES) {
                target.getTarget(label, 0);
                json.text(isFirst ? NOTHING : COMMA, label);
                isFirst = false;
            }
        }
        if (isShown) {
            json.raw(LIST_END);
        }
    }

    private void tags() {
        json.raw(TAGS);
        boolean isFirst = true;
        for (TagsDecoder tag = event.tags(); tag.hasNext(); ) {
            tag.next();
            if (json.room() > REST_BYTES + LABEL_BYTES) {
                tag.getTag(label, 0);
                json.text(isFirst ? NOTHING : COMMA, label);
                isFirst = false;
            }
        }
        json.raw(LIST_END);
    }

    /** Cut where the room ends. */
    private void title() {
        event.wrapTitle(title);
        int fitting = Math.max(0, (json.room() - REST_BYTES) / 6);
        if (title.capacity() > fitting) {
            title.wrap(title, 0, fitting);
        }
        json.text(TITLE, title);
    }

    private void payload(PayloadForm form, long createdNs) {
        int length = payload.capacity();
        int room = json.room() - REST_BYTES;
        boolean isJson = form == PayloadForm.JSON && Utf8.isWellFormed(payload);
        if (length == 0 || form == PayloadForm.NONE) {
            json.json(PAYLOAD, null);
        } else if (form == PayloadForm.MESSAGE) {
            if (room < MESSAGE_BYTES || !events.nested(PAYLOAD, payload, createdNs)) {
                json.raw(PAYLOAD_OMITTED);
            }
        } else if (isJson && length <= room) {
            json.verbatim(PAYLOAD, payload);
        } else if (!isJson && length <= room / 4 * 3) {
            json.base64(PAYLOAD_BASE64, payload);
        } else {
            json.raw(PAYLOAD_OMITTED);
        }
    }

    /** Adds the id that the world knows the event by, of the message that was written last. */
    void key(byte[] name) {
        event.getEventKey(key, 0);
        json.text(name, key);
    }
}
