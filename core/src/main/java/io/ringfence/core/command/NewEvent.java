package io.ringfence.core.command;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedEncoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * An event to be submitted. Whether its parts fit together is for the core to say ({@link EventForm}); here they have to fit
 * into a message.
 *
 * @param accountId who sends it
 * @param eventKey what the world knows it by: 1 to 64 characters of printable ASCII without spaces, not beginning with {@value
 *     EventForm#OWN_KEY_PREFIX}
 * @param kind when it goes out
 * @param priority what is promised of it
 * @param urgency 1 (first) to 10 (last) among what waits for an account
 * @param eventType what it is about
 * @param typeName of a type of the sender's own, at most 32 ASCII characters; else empty
 * @param sourceId which part of the sender it is from, at most 32 ASCII characters; empty for none
 * @param createdTimeNs when it was made, nanoseconds since the epoch
 * @param triggerTimeNs when a scheduled one goes out, nanoseconds since the epoch; else empty
 * @param expireTimeNs when it is over, nanoseconds since the epoch; empty for the host's bound
 * @param lateStart what becomes of a scheduled one whose time has passed when it comes
 * @param channels by which a delivery is tried, in order, 1 to 8
 * @param targets names of accounts or of groups, 1 to 64
 * @param tags at most 16, of at most 32 ASCII characters each
 * @param title at most 512 bytes in UTF-8
 * @param payloadForm what the payload is; never a message of the dictionary, which is the core's own to send
 * @param payload at most 16,384 bytes; not to be changed any more
 * @param order an encoded ORDER_REQUESTED, header first; of length 0 for none. Not to be changed any more
 */
public record NewEvent(
        int accountId,
        String eventKey,
        EventKind kind,
        DeliveryPriority priority,
        int urgency,
        UserEventType eventType,
        String typeName,
        String sourceId,
        long createdTimeNs,
        OptionalLong triggerTimeNs,
        OptionalLong expireTimeNs,
        LateStart lateStart,
        List<ChannelChoice> channels,
        List<String> targets,
        List<String> tags,
        String title,
        PayloadForm payloadForm,
        byte[] payload,
        byte[] order) {
    /**
     * Validates what bounds the message.
     *
     * @throws IllegalArgumentException naming event, field, value and why
     */
    public NewEvent {
        channels = List.copyOf(channels);
        targets = List.copyOf(targets);
        tags = List.copyOf(tags);
        checkLength(eventKey, "key", eventKey.length(), EventSubmittedEncoder.eventKeyLength(), "characters");
        checkLength(eventKey, "type-name", typeName.length(), EventSubmittedEncoder.typeNameLength(), "characters");
        checkLength(eventKey, "source-id", sourceId.length(), EventSubmittedEncoder.sourceIdLength(), "characters");
        checkLength(eventKey, "urgency", urgency, EventForm.MAX_URGENCY, "as its value");
        checkLength(eventKey, "channels", channels.size(), EventForm.MAX_CHANNELS, "entries");
        checkNames(eventKey, "targets", targets, EventForm.MAX_TARGETS);
        checkNames(eventKey, "tags", tags, EventForm.MAX_TAGS);
        int titleBytes = title.getBytes(StandardCharsets.UTF_8).length;
        checkLength(eventKey, "title", titleBytes, EventForm.MAX_TITLE_BYTES, "bytes");
        checkLength(eventKey, "payload", payload.length, EventForm.MAX_PAYLOAD_BYTES, "bytes");
        checkLength(eventKey, "order", order.length, EventForm.MAX_ORDER_BYTES, "bytes");
    }

    private static void checkNames(String key, String field, List<String> names, int most) {
        checkLength(key, field, names.size(), most, "entries");
        for (String name : names) {
            checkLength(key, field, name.length(), EventSubmittedEncoder.TargetsEncoder.targetLength(), "characters");
        }
    }

    private static void checkLength(String key, String field, int length, int most, String unit) {
        if (length < 0 || length > most) {
            throw new IllegalArgumentException(
                    "event " + key + ": " + field + " = " + length + " " + unit + ": expected at most " + most);
        }
    }
}
