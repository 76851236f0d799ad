package io.ringfence.core.trade;

import io.ringfence.core.account.Directory;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.command.EventIds;
import io.ringfence.core.delivery.Deliveries;
import io.ringfence.core.delivery.DeliveryPlan;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionTriggeredDecoder;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedEncoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderFinalizedDecoder;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.OutputBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the trade stage's own outcomes to the accounts that want them, as events of the core's own: each carries the output that
 * it is about, and is known by that one's place, {@code rf-SEQUENCE.INDEX}, and the account where it concerns all.
 */
final class OwnEvents {
    /** What an event has put out when informational ones are left out: they are no reason to exceed its bound. */
    static final int INFORMED_BYTES_PER_EVENT = 1 << 20;

    private static final byte[] NO_BYTES = {};

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderFinalizedDecoder orderFinalized = new OrderFinalizedDecoder();
    private final ConditionTriggeredDecoder conditionTriggered = new ConditionTriggeredDecoder();
    private final MessageHeaderEncoder eventHeader = new MessageHeaderEncoder();
    private final EventSubmittedEncoder event = new EventSubmittedEncoder();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[EventForm.MAX_BYTES]);
    private final int[] recipient = new int[1];

    private final Moment moment;
    private final SystemOutputs system;
    private final Deliveries deliveries;
    private final DeliveryPolicies policies;
    private final Directory directory;
    private int place;
    private boolean isRefusalTold;

    OwnEvents(
            Moment moment,
            SystemOutputs system,
            Deliveries deliveries,
            DeliveryPolicies policies,
            Directory directory) {
        this.moment = moment;
        this.system = system;
        this.deliveries = deliveries;
        this.policies = policies;
        this.directory = directory;
    }

    /** Tells of what an event has put out so far; what comes of that is put out behind it. */
    void tell(OutputBuffer out) {
        place = 0;
        isRefusalTold = false;
        int end = out.length();
        int index = 0;
        for (int frame = 0; frame < end; frame = out.next(frame)) {
            UserEventType type = typeOf(out.buffer(), out.messageOffset(frame));
            if (type != UserEventType.NULL_VAL) {
                tell(out, frame, index, type);
            }
            index++;
        }
    }

    /** What an output is to its account; NULL_VAL for nothing that anyone wants. */
    private UserEventType typeOf(DirectBuffer buffer, int offset) {
        EventType type = EventType.of(header.wrap(buffer, offset).templateId());
        return switch (type) {
            case ORDER_ACCEPTED -> UserEventType.ORDER_PLACED;
            case ORDER_FILLED -> UserEventType.ORDER_FILLED;
            case ORDER_FINALIZED ->
                orderFinalized.wrapAndApplyHeader(buffer, offset, header).state() == OrderState.CANCELED
                        ? UserEventType.ORDER_CANCELLED
                        : UserEventType.NULL_VAL;
            case ALERT_TRIGGERED,
                    STOPLOSS_TRIGGERED,
                    TAKE_PROFIT_TRIGGERED,
                    SAFETY_ABORT,
                    RISK_REJECTED,
                    KILL_SWITCH_CHANGED -> UserEventType.ALERT_TRIGGERED;
            case CONDITION_TRIGGERED ->
                // What follows from that one is an event already.
                conditionTriggered.wrapAndApplyHeader(buffer, offset, header).action() == ConditionAction.EVENT
                        ? UserEventType.NULL_VAL
                        : UserEventType.ALERT_TRIGGERED;
            case POSITION_UPDATED -> UserEventType.POSITION_UPDATED;
            case STRATEGY_EVENT_LOGGED -> UserEventType.STRATEGY_LOG;
            default -> UserEventType.NULL_VAL;
        };
    }

    private void tell(OutputBuffer out, int frame, int index, UserEventType type) {
        int owner = out.accountId(frame);
        if (owner != OutputBuffer.EVERYBODY) {
            tell(out, frame, index, type, owner, "");
            return;
        }
        for (int accountId : policies.accountIds()) {
            tell(out, frame, index, type, accountId, "." + accountId);
        }
    }

    private void tell(OutputBuffer out, int frame, int index, UserEventType type, int accountId, String keyEnding) {
        DeliveryPolicies.Policy policy = policies.find(accountId, type);
        if (policy == null) {
            return;
        }
        boolean isInformational = policy.priority() == DeliveryPriority.INFORMATIONAL;
        if (isInformational && out.length() >= INFORMED_BYTES_PER_EVENT) {
            return;
        }
        String key = EventForm.OWN_KEY_PREFIX + moment.sequence + "." + index + keyEnding;
        int length = encode(out, frame, type, policy, accountId, key);
        Verdict verdict = place < EventIds.MAX_OWN ? deliveries.judge(message, 0, length, 1) : Verdict.LIMIT_REACHED;
        if (verdict == Verdict.ACCEPTED) {
            recipient[0] = accountId;
            deliveries.publish(EventIds.own(moment.sequence, place++), message, 0, length, recipient, 1);
        } else {
            refuse(accountId, verdict);
        }
    }

    /** There is nobody to refuse it to but whom it was for; once for all that an input leads to. */
    private void refuse(int accountId, Verdict verdict) {
        deliveries.counters().onRefused();
        if (!isRefusalTold) {
            isRefusalTold = true;
            system.error(accountId, ErrorCode.COMMAND_REFUSED, Severity.ERROR, moment.sequence, verdict.value());
        }
    }

    private int encode(
            OutputBuffer out,
            int frame,
            UserEventType type,
            DeliveryPolicies.Policy policy,
            int accountId,
            String key) {
        int offset = out.messageOffset(frame);
        event.wrapAndApplyHeader(message, 0, eventHeader)
                .triggerTimeNs(EventSubmittedEncoder.triggerTimeNsNullValue())
                .expireTimeNs(EventSubmittedEncoder.expireTimeNsNullValue())
                .createdTimeNs(moment.nowNs)
                .accountId(accountId)
                .kind(EventKind.IMMEDIATE)
                .lateStart(LateStart.FIRE)
                .urgency((short) EventType.of(header.wrap(out.buffer(), offset).templateId())
                        .priority())
                .priority(policy.priority())
                .eventType(type)
                .payloadForm(PayloadForm.MESSAGE)
                .typeName("")
                .sourceId("")
                .eventKey(key)
                .commandId("");
        DeliveryPlan plan = policy.plan();
        EventSubmittedEncoder.ChannelsEncoder channels = event.channelsCount(plan.size());
        for (int i = 0; i < plan.size(); i++) {
            channels.next().channel(plan.channel(i)).onlyIfActive(plan.isOnlyIfActive(i) ? Flag.YES : Flag.NO);
        }
        event.targetsCount(1).next().target(directory.nameOf(accountId));
        event.tagsCount(0);
        event.title("")
                .putPayload(out.buffer(), offset, out.messageLength(frame))
                .putOrder(NO_BYTES, 0, 0);
        return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
    }
}
