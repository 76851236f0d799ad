package io.ringfence.core.command;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.ChannelsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TagsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TargetsDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageTail;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import org.agrona.DirectBuffer;

/**
 * Whether bytes are an EVENT_SUBMITTED, whole, whose parts fit together. What is found so can be read by any decoder, kept and
 * passed on; nothing of what is not is read beyond its length. One thread; allocates nothing.
 */
public final class EventForm {
    /** What the keys of the core's own events begin with, and no other's may. */
    public static final String OWN_KEY_PREFIX = "rf-";

    /** The largest event in all, its header included. */
    public static final int MAX_BYTES = 20_480;

    /** Channels that an event may name. */
    public static final int MAX_CHANNELS = 8;

    /** Accounts and groups that an event may name. */
    public static final int MAX_TARGETS = 64;

    /** Tags of an event. */
    public static final int MAX_TAGS = 16;

    /** Bytes of an event's title. */
    public static final int MAX_TITLE_BYTES = 512;

    /** Bytes of an event's payload. */
    public static final int MAX_PAYLOAD_BYTES = 16_384;

    /** Bytes of a decision's order, its header included. */
    public static final int MAX_ORDER_BYTES = 512;

    /** The last urgency; the first is 1. */
    public static final int MAX_URGENCY = 10;

    /** The version that has it first, and its block there; later ones only append. */
    private static final int FIRST_VERSION = 4;

    private static final int FIRST_BLOCK =
            EventSubmittedDecoder.commandIdEncodingOffset() + EventSubmittedDecoder.commandIdEncodingLength();
    private static final long NO_TIME = EventSubmittedDecoder.triggerTimeNsNullValue();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder event = new EventSubmittedDecoder();
    private final OrderForm order = new OrderForm();
    private final MessageTail tail = new MessageTail();

    /** Whether what stands there begins with the block of an EVENT_SUBMITTED, so that its fields may be read. */
    public boolean hasBlock(DirectBuffer buffer, int offset, int length) {
        if (!tail.begin(buffer, offset, length)) {
            return false;
        }
        header.wrap(buffer, offset);
        return header.templateId() == EventSubmittedDecoder.TEMPLATE_ID
                && header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && header.version() >= FIRST_VERSION
                && header.version() <= MessageHeaderDecoder.SCHEMA_VERSION
                && header.blockLength() >= FIRST_BLOCK;
    }

    /**
     * Judges an event.
     *
     * @param length of the message, its header included
     * @param isOfCondition whether it comes with a condition, or by itself
     * @return ACCEPTED or INVALID_EVENT
     */
    public Verdict judge(DirectBuffer buffer, int offset, int length, boolean isOfCondition) {
        boolean holds = length <= MAX_BYTES
                && hasBlock(buffer, offset, length)
                && blockHolds(event.wrapAndApplyHeader(buffer, offset, header), isOfCondition)
                && tailHolds(buffer);
        return holds ? Verdict.ACCEPTED : Verdict.INVALID_EVENT;
    }

    private boolean blockHolds(EventSubmittedDecoder e, boolean isOfCondition) {
        boolean areKnown = isIn(e.kindRaw(), EventKind.IMMEDIATE.value(), EventKind.POST_TRADE.value())
                && isIn(e.lateStartRaw(), LateStart.FIRE.value(), LateStart.SKIP.value())
                && isIn(e.priorityRaw(), DeliveryPriority.INFORMATIONAL.value(), DeliveryPriority.CRITICAL.value())
                && isIn(e.payloadFormRaw(), PayloadForm.NONE.value(), PayloadForm.BYTES.value())
                && (isIn(e.eventTypeRaw(), UserEventType.ORDER_PLACED.value(), UserEventType.STRATEGY_LOG.value())
                        || e.eventTypeRaw() == UserEventType.OWN.value());
        return areKnown
                && isIn(e.urgency(), 1, MAX_URGENCY)
                && isOfCondition == (e.kind() == EventKind.CONDITIONAL)
                && timesHold(e)
                && keyHolds(e)
                && (e.eventType() != UserEventType.OWN || e.typeName(0) != 0);
    }

    private static boolean isIn(int value, int least, int most) {
        return value >= least && value <= most;
    }

    /** A time to go out is a scheduled one's, and comes before its end. */
    private static boolean timesHold(EventSubmittedDecoder e) {
        if (e.kind() != EventKind.SCHEDULED) {
            return e.triggerTimeNs() == NO_TIME;
        }
        boolean isBefore = e.expireTimeNs() == EventSubmittedDecoder.expireTimeNsNullValue()
                || e.triggerTimeNs() < e.expireTimeNs();
        return e.triggerTimeNs() != NO_TIME && isBefore;
    }

    /** Printable, without spaces, padded with zeros alone: two that differ read differently. */
    private static boolean keyHolds(EventSubmittedDecoder e) {
        int length = 0;
        while (length < EventSubmittedDecoder.eventKeyLength() && isIn(e.eventKey(length), '!', '~')) {
            length++;
        }
        for (int i = length; i < EventSubmittedDecoder.eventKeyLength(); i++) {
            if (e.eventKey(i) != 0) {
                return false;
            }
        }
        boolean isOwn = true;
        for (int i = 0; i < OWN_KEY_PREFIX.length(); i++) {
            isOwn &= e.eventKey(i) == OWN_KEY_PREFIX.charAt(i);
        }
        return length > 0 && !isOwn;
    }

    /** What follows the block, where {@link #hasBlock} has left off. */
    private boolean tailHolds(DirectBuffer buffer) {
        return tail.group(ChannelsDecoder.sbeBlockLength(), MAX_CHANNELS)
                && tail.count() > 0
                && channelsHold(buffer, tail)
                && tail.group(TargetsDecoder.sbeBlockLength(), MAX_TARGETS)
                && tail.count() > 0
                && tail.group(TagsDecoder.sbeBlockLength(), MAX_TAGS)
                && tail.data(MAX_TITLE_BYTES)
                && tail.data(MAX_PAYLOAD_BYTES)
                && (tail.count() > 0) == (event.payloadForm() != PayloadForm.NONE)
                && tail.data(MAX_ORDER_BYTES)
                && (tail.count() == 0
                        || event.kind() == EventKind.POST_TRADE
                                && order.holds(buffer, tail.first(), tail.count(), event.accountId()))
                && tail.isAtEnd();
    }

    /** Whether the entries of the group that was stepped over last are channels, as an event and a policy have them. */
    public static boolean channelsHold(DirectBuffer buffer, MessageTail channels) {
        boolean hold = true;
        for (int i = 0; i < channels.count(); i++) {
            int entry = channels.entry(i);
            int channel = buffer.getByte(entry + ChannelsDecoder.channelEncodingOffset());
            int flag = buffer.getByte(entry + ChannelsDecoder.onlyIfActiveEncodingOffset());
            hold &= isIn(channel, DeliveryChannel.ACTIVE_SESSION.value(), DeliveryChannel.WEBHOOK.value())
                    && isIn(flag, Flag.NO.value(), Flag.YES.value());
        }
        return hold;
    }
}
