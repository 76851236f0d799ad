package io.ringfence.transport.view;

import io.ringfence.core.command.EventIds;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.ChannelsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TagsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TargetsDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** One event with a promise, as the core's messages have told of it. */
final class EventView {
    /** Of what is kept beside the message and the deliveries, about. */
    private static final int OWN_BYTES = 256;

    private static final int PLACES_PER_INPUT_BITS = 16;

    private static final int DELIVERY_BYTES = 128;
    private static final int STEP_BYTES = 56;

    final long id;
    /** By which events stand in lists, the older first: the input's sequence, and what of several that one input brought. */
    final long place;

    final String key;
    final int senderId;
    final EventKind kind;
    final DeliveryPriority priority;
    /** That is tried first. */
    final DeliveryChannel firstChannel;
    /** As clients see it. */
    final String type;

    final String sourceId;
    final List<String> tags;
    final long createdNs;
    /** The EVENT_SUBMITTED, its header first; never changed. */
    final byte[] message;

    /** By account. */
    final Map<Integer, DeliveryView> deliveries = new TreeMap<>();

    /** Null while it has not ended for the first time. */
    EventEnd end;

    int deliveredCount;
    int droppedCount;
    int underWayCount;
    int deadCount;
    int stepCount;
    /** Of a decision that was answered; else null. */
    Verdict decision;

    long decisionOrderId;

    /** The message is a copy that nobody else changes. */
    EventView(long id, byte[] message) {
        this.id = id;
        this.message = message;
        long first = EventIds.sequenceOf(id) << PLACES_PER_INPUT_BITS;
        place = EventIds.isOwn(id) ? first + 1 + (id - EventIds.own(EventIds.sequenceOf(id), 0)) : first;
        EventSubmittedDecoder event = new EventSubmittedDecoder();
        event.wrapAndApplyHeader(new UnsafeBuffer(message), 0, new MessageHeaderDecoder());
        key = event.eventKey();
        senderId = event.accountId();
        kind = event.kind();
        priority = event.priority();
        type = event.eventType() == UserEventType.OWN
                ? event.typeName()
                : event.eventType().name().toLowerCase(Locale.ROOT);
        sourceId = event.sourceId();
        createdNs = event.createdTimeNs();
        firstChannel = firstChannel(event.channels());
        for (TargetsDecoder targets = event.targets(); targets.hasNext(); ) {
            targets.next();
        }
        tags = tags(event.tags());
    }

    private static DeliveryChannel firstChannel(ChannelsDecoder channels) {
        DeliveryChannel first = DeliveryChannel.NULL_VAL;
        while (channels.hasNext()) {
            channels.next();
            first = first == DeliveryChannel.NULL_VAL ? channels.channel() : first;
        }
        return first;
    }

    private static List<String> tags(TagsDecoder entries) {
        List<String> tags = new ArrayList<>();
        while (entries.hasNext()) {
            tags.add(entries.next().tag());
        }
        return List.copyOf(tags);
    }

    /** Of the input that brought it, or whose outcome it tells. */
    long sequence() {
        return EventIds.sequenceOf(id);
    }

    /** Whether the core has let go of it: it has ended, and no dead letter of it is kept. */
    boolean isOver() {
        return end != null && underWayCount == 0 && deadCount == 0;
    }

    /** How it ended; null while something of it is under way, for the first time or anew. */
    EventEnd end() {
        return underWayCount > 0 ? null : end;
    }

    /** As its sender sees it. */
    EventState state() {
        return end() == null ? EventState.QUEUED : EventState.of(end, deadCount, deliveredCount, droppedCount);
    }

    /** As an account sees it that it goes to, or its sender. */
    EventState state(int accountId, boolean isSenders) {
        DeliveryView delivery = isSenders ? null : deliveries.get(accountId);
        return delivery == null ? state() : EventState.of(delivery.state());
    }

    /** What it takes, about. */
    long bytes() {
        return OWN_BYTES + message.length + (long) DELIVERY_BYTES * deliveries.size() + (long) STEP_BYTES * stepCount;
    }
}
