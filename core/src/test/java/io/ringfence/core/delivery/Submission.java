package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An event as it is sent.
 *
 * @param triggerNs null for none
 * @param expireNs null for none
 */
record Submission(
        int sender,
        String key,
        EventKind kind,
        DeliveryPriority priority,
        int urgency,
        Long triggerNs,
        Long expireNs,
        LateStart lateStart,
        List<Choice> plan,
        int orderBytes,
        int payloadBytes) {
    static final DeliveryChannel SESSION = DeliveryChannel.ACTIVE_SESSION;

    /** A normal one that goes out at once, first to a session, then by Telegram. */
    static Submission of(String key) {
        return new Submission(
                0,
                key,
                EventKind.IMMEDIATE,
                DeliveryPriority.NORMAL,
                5,
                null,
                null,
                LateStart.FIRE,
                List.of(Choice.always(SESSION), Choice.always(DeliveryChannel.TELEGRAM)),
                0,
                5);
    }

    Submission from(int newSender) {
        return new Submission(
                newSender,
                key,
                kind,
                priority,
                urgency,
                triggerNs,
                expireNs,
                lateStart,
                plan,
                orderBytes,
                payloadBytes);
    }

    Submission with(DeliveryPriority newPriority) {
        return new Submission(
                sender,
                key,
                kind,
                newPriority,
                urgency,
                triggerNs,
                expireNs,
                lateStart,
                plan,
                orderBytes,
                payloadBytes);
    }

    Submission withUrgency(int newUrgency) {
        return new Submission(
                sender,
                key,
                kind,
                priority,
                newUrgency,
                triggerNs,
                expireNs,
                lateStart,
                plan,
                orderBytes,
                payloadBytes);
    }

    Submission expiringAt(long newExpireNs) {
        return new Submission(
                sender,
                key,
                kind,
                priority,
                urgency,
                triggerNs,
                newExpireNs,
                lateStart,
                plan,
                orderBytes,
                payloadBytes);
    }

    Submission scheduledFor(long newTriggerNs, LateStart newLateStart) {
        return new Submission(
                sender,
                key,
                EventKind.SCHEDULED,
                priority,
                urgency,
                newTriggerNs,
                expireNs,
                newLateStart,
                plan,
                orderBytes,
                payloadBytes);
    }

    Submission conditional() {
        return new Submission(
                sender,
                key,
                EventKind.CONDITIONAL,
                priority,
                urgency,
                triggerNs,
                expireNs,
                lateStart,
                plan,
                orderBytes,
                payloadBytes);
    }

    Submission deciding(int newOrderBytes) {
        return new Submission(
                sender,
                key,
                EventKind.POST_TRADE,
                priority,
                urgency,
                triggerNs,
                expireNs,
                lateStart,
                plan,
                newOrderBytes,
                payloadBytes);
    }

    Submission by(Choice... choices) {
        return new Submission(
                sender,
                key,
                kind,
                priority,
                urgency,
                triggerNs,
                expireNs,
                lateStart,
                List.of(choices),
                orderBytes,
                payloadBytes);
    }

    /** By channels that are tried whether there is a session or not. */
    Submission by(DeliveryChannel... channels) {
        return by(Arrays.stream(channels).map(Choice::always).toArray(Choice[]::new));
    }

    Submission withPayload(int newPayloadBytes) {
        return new Submission(
                sender,
                key,
                kind,
                priority,
                urgency,
                triggerNs,
                expireNs,
                lateStart,
                plan,
                orderBytes,
                newPayloadBytes);
    }

    /** The message, from 0 to the buffer's capacity. */
    UnsafeBuffer encode() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024 + orderBytes + payloadBytes]);
        EventSubmittedEncoder event = new EventSubmittedEncoder();
        event.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        event.triggerTimeNs(triggerNs == null ? EventSubmittedDecoder.triggerTimeNsNullValue() : triggerNs)
                .expireTimeNs(expireNs == null ? EventSubmittedDecoder.expireTimeNsNullValue() : expireNs)
                .createdTimeNs(1)
                .accountId(sender)
                .kind(kind)
                .lateStart(lateStart)
                .urgency((short) urgency)
                .priority(priority)
                .eventType(UserEventType.OWN)
                .payloadForm(PayloadForm.BYTES)
                .typeName("own")
                .sourceId("test")
                .eventKey(key)
                .commandId("");
        EventSubmittedEncoder.ChannelsEncoder channels = event.channelsCount(plan.size());
        plan.forEach(choice ->
                channels.next().channel(choice.channel()).onlyIfActive(choice.onlyIfActive() ? Flag.YES : Flag.NO));
        event.targetsCount(2).next().target("ann").next().target("bob");
        event.tagsCount(1).next().tag("tag");
        event.title("A title");
        event.putPayload(new byte[payloadBytes], 0, payloadBytes);
        event.putOrder(new byte[orderBytes], 0, orderBytes);
        return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength());
    }
}
