package io.ringfence.core.command;

import io.ringfence.core.account.Directory;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedEncoder;
import io.ringfence.core.event.DeadLetterResentEncoder;
import io.ringfence.core.event.DeliveryAttemptedEncoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPolicySetEncoder;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventAcknowledgedEncoder;
import io.ringfence.core.event.EventCanceledEncoder;
import io.ringfence.core.event.EventSubmittedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.GroupDefinedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.SessionClosedEncoder;
import io.ringfence.core.event.SessionOpenedEncoder;
import io.ringfence.core.event.UserEventType;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes what is asked of the core about events and deliveries, as {@link InputEncoding} does the rest: from offset 0, header
 * first. Each method returns the length without the header. An empty command id is none. One thread.
 */
public final class EventEncoding {
    /** Room for the largest of these inputs: a condition with as many nodes as it may have, and the largest event. */
    public static final int MAX_EVENT_BYTES = EventForm.MAX_BYTES + InputEncoding.MAX_INPUT_BYTES;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EventSubmittedEncoder submitted = new EventSubmittedEncoder();
    private final ConditionCreatedEncoder conditionCreated = new ConditionCreatedEncoder();
    private final EventCanceledEncoder canceled = new EventCanceledEncoder();
    private final EventAcknowledgedEncoder acknowledged = new EventAcknowledgedEncoder();
    private final DeliveryAttemptedEncoder attempted = new DeliveryAttemptedEncoder();
    private final DeadLetterResentEncoder resent = new DeadLetterResentEncoder();
    private final SessionOpenedEncoder sessionOpened = new SessionOpenedEncoder();
    private final SessionClosedEncoder sessionClosed = new SessionClosedEncoder();
    private final DeliveryPolicySetEncoder policySet = new DeliveryPolicySetEncoder();
    private final GroupDefinedEncoder groupDefined = new GroupDefinedEncoder();
    private final UnsafeBuffer embedded = new UnsafeBuffer(new byte[EventForm.MAX_BYTES]);

    /** EVENT_SUBMITTED. */
    public int eventSubmitted(MutableDirectBuffer buffer, NewEvent event, String commandId) {
        submitted
                .wrapAndApplyHeader(buffer, 0, header)
                .triggerTimeNs(event.triggerTimeNs().orElse(EventSubmittedEncoder.triggerTimeNsNullValue()))
                .expireTimeNs(event.expireTimeNs().orElse(EventSubmittedEncoder.expireTimeNsNullValue()))
                .createdTimeNs(event.createdTimeNs())
                .accountId(event.accountId())
                .kind(event.kind())
                .lateStart(event.lateStart())
                .urgency((short) event.urgency())
                .priority(event.priority())
                .eventType(event.eventType())
                .payloadForm(event.payloadForm())
                .typeName(event.typeName())
                .sourceId(event.sourceId())
                .eventKey(event.eventKey())
                .commandId(commandId);
        EventSubmittedEncoder.ChannelsEncoder channels =
                submitted.channelsCount(event.channels().size());
        for (ChannelChoice choice : event.channels()) {
            channels.next().channel(choice.channel()).onlyIfActive(flag(choice.onlyIfActive()));
        }
        EventSubmittedEncoder.TargetsEncoder targets =
                submitted.targetsCount(event.targets().size());
        event.targets().forEach(target -> targets.next().target(target));
        EventSubmittedEncoder.TagsEncoder tags =
                submitted.tagsCount(event.tags().size());
        event.tags().forEach(tag -> tags.next().tag(tag));
        return submitted
                .title(event.title())
                .putPayload(event.payload(), 0, event.payload().length)
                .putOrder(event.order(), 0, event.order().length)
                .encodedLength();
    }

    /**
     * CONDITION_CREATED, with the event that goes out when it comes true.
     *
     * @param condition what of it says what follows, and for which strategy, does not count
     */
    public int conditionalEvent(MutableDirectBuffer buffer, NewCondition condition, NewEvent event, String commandId) {
        int eventBytes = MessageHeaderEncoder.ENCODED_LENGTH + eventSubmitted(embedded, event, "");
        conditionCreated.wrapAndApplyHeader(buffer, 0, header);
        ConditionEncoding.write(conditionCreated, condition, ConditionAction.EVENT, 0, commandId);
        return conditionCreated.putSubmitted(embedded, 0, eventBytes).encodedLength();
    }

    /** EVENT_CANCELED, by its sender or the host. */
    public int eventCanceled(MutableDirectBuffer buffer, int accountId, String eventKey, String commandId) {
        return canceled.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .eventKey(eventKey)
                .commandId(commandId)
                .encodedLength();
    }

    /** EVENT_ACKNOWLEDGED, by the account that it was offered to. */
    public int eventAcknowledged(MutableDirectBuffer buffer, int accountId, String eventKey) {
        return acknowledged
                .wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .eventKey(eventKey)
                .encodedLength();
    }

    /**
     * DELIVERY_ATTEMPTED.
     *
     * @param attempt which one, as DELIVERY_REQUESTED said
     * @param retryAfterNs not before so long a time; 0 for when the host likes
     * @param detail the channel's words; cut to 32 characters, what is not printable ASCII as a question mark
     */
    public int deliveryAttempted(
            MutableDirectBuffer buffer,
            long eventId,
            int accountId,
            int attempt,
            DeliveryChannel channel,
            AttemptOutcome outcome,
            long retryAfterNs,
            String detail) {
        return attempted
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(eventId)
                .retryAfterNs(retryAfterNs)
                .accountId(accountId)
                .attempt(attempt)
                .channel(channel)
                .outcome(outcome)
                .detail(LabelText.of(detail))
                .encodedLength();
    }

    /** DEAD_LETTER_RESENT, by whom it was to go to, its sender, or the host. */
    public int deadLetterResent(
            MutableDirectBuffer buffer, int accountId, int toAccountId, String eventKey, String commandId) {
        return resent.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .toAccountId(toAccountId)
                .eventKey(eventKey)
                .commandId(commandId)
                .encodedLength();
    }

    /** SESSION_OPENED. */
    public int sessionOpened(MutableDirectBuffer buffer, int accountId, long sessionId) {
        return sessionOpened
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionId(sessionId)
                .accountId(accountId)
                .encodedLength();
    }

    /** SESSION_CLOSED. */
    public int sessionClosed(MutableDirectBuffer buffer, int accountId, long sessionId) {
        return sessionClosed
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionId(sessionId)
                .accountId(accountId)
                .encodedLength();
    }

    /**
     * DELIVERY_POLICY_SET, by the account itself or, for the host's own, by the host.
     *
     * @param channels at most 8; none for an outcome that is not wanted any more
     */
    public int deliveryPolicySet(
            MutableDirectBuffer buffer,
            int accountId,
            UserEventType eventType,
            DeliveryPriority priority,
            List<ChannelChoice> channels,
            String commandId) {
        policySet
                .wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .eventType(eventType)
                .priority(priority)
                .commandId(commandId);
        DeliveryPolicySetEncoder.ChannelsEncoder group = policySet.channelsCount(channels.size());
        for (ChannelChoice choice : channels) {
            group.next().channel(choice.channel()).onlyIfActive(flag(choice.onlyIfActive()));
        }
        return policySet.encodedLength();
    }

    /**
     * GROUP_DEFINED.
     *
     * @param name at most 32 ASCII characters, no account's
     * @param members names of accounts, at most {@value Directory#MAX_MEMBERS}
     * @throws IllegalArgumentException when there are more
     */
    public int groupDefined(MutableDirectBuffer buffer, String name, List<String> members) {
        if (members.size() > Directory.MAX_MEMBERS) {
            throw new IllegalArgumentException(
                    "group " + name + ": " + members.size() + " members: expected at most " + Directory.MAX_MEMBERS);
        }
        groupDefined.wrapAndApplyHeader(buffer, 0, header).name(name);
        GroupDefinedEncoder.MembersEncoder group = groupDefined.membersCount(members.size());
        members.forEach(member -> group.next().member(member));
        return groupDefined.encodedLength();
    }

    private static Flag flag(boolean isSet) {
        return isSet ? Flag.YES : Flag.NO;
    }
}
