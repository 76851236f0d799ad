package io.ringfence.core.trade;

import io.ringfence.core.command.CarriedEvent;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.delivery.DeliveryPlan;
import io.ringfence.core.delivery.EventKey;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.DeadLetterResentDecoder;
import io.ringfence.core.event.DeliveryAttemptedDecoder;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.DeliveryPolicySetDecoder.ChannelsDecoder;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventAcknowledgedDecoder;
import io.ringfence.core.event.EventCanceledDecoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.GroupDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageTail;
import io.ringfence.core.event.SessionClosedDecoder;
import io.ringfence.core.event.SessionOpenedDecoder;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.StopFindings;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Takes inputs about events apart, has each judged and carried out, and answers those that came as commands. */
final class EventCommands {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder submitted = new EventSubmittedDecoder();
    private final EventCanceledDecoder canceled = new EventCanceledDecoder();
    private final EventAcknowledgedDecoder acknowledged = new EventAcknowledgedDecoder();
    private final DeliveryAttemptedDecoder attempted = new DeliveryAttemptedDecoder();
    private final DeadLetterResentDecoder resent = new DeadLetterResentDecoder();
    private final SessionOpenedDecoder sessionOpened = new SessionOpenedDecoder();
    private final SessionClosedDecoder sessionClosed = new SessionClosedDecoder();
    private final DeliveryPolicySetDecoder policySet = new DeliveryPolicySetDecoder();
    private final GroupDefinedDecoder groupDefined = new GroupDefinedDecoder();
    private final MessageTail tail = new MessageTail();
    private final CarriedEvent carried = new CarriedEvent();
    private final EventKey key = new EventKey();

    private final Moment moment;
    private final EventDesk events;
    private final RiskDesk risk;
    private final CommandDesk commands;

    EventCommands(Moment moment, EventDesk events, RiskDesk risk, CommandDesk commands) {
        this.moment = moment;
        this.events = events;
        this.risk = risk;
        this.commands = commands;
    }

    /** Takes an input that is about events; does nothing with any other. */
    void take(int template, EventSlot slot) {
        DirectBuffer buffer = slot.in().buffer();
        int length = slot.in().length();
        switch (template) {
            case EventSubmittedDecoder.TEMPLATE_ID -> onSubmitted(buffer, length);
            case EventCanceledDecoder.TEMPLATE_ID -> onCanceled(canceled.wrapAndApplyHeader(buffer, 0, header));
            case EventAcknowledgedDecoder.TEMPLATE_ID -> {
                acknowledged.wrapAndApplyHeader(buffer, 0, header);
                int keyOffset = acknowledged.offset() + EventAcknowledgedDecoder.eventKeyEncodingOffset();
                // One that comes late, or from a second client, is nothing to speak of.
                events.deliveries().acknowledge(key.set(buffer, keyOffset), acknowledged.accountId());
            }
            case DeliveryAttemptedDecoder.TEMPLATE_ID -> onAttempted(attempted.wrapAndApplyHeader(buffer, 0, header));
            case DeadLetterResentDecoder.TEMPLATE_ID -> onResent(resent.wrapAndApplyHeader(buffer, 0, header));
            case SessionOpenedDecoder.TEMPLATE_ID -> {
                sessionOpened.wrapAndApplyHeader(buffer, 0, header);
                if (commands.judge(risk.known(sessionOpened.accountId()))) {
                    events.deliveries().sessionOpened(sessionOpened.accountId(), sessionOpened.sessionId());
                }
            }
            case SessionClosedDecoder.TEMPLATE_ID -> {
                sessionClosed.wrapAndApplyHeader(buffer, 0, header);
                events.deliveries().sessionClosed(sessionClosed.accountId(), sessionClosed.sessionId());
            }
            case DeliveryPolicySetDecoder.TEMPLATE_ID -> onPolicy(buffer, length);
            case GroupDefinedDecoder.TEMPLATE_ID -> onGroup(buffer, slot.findings());
            default -> {
                // Time alone: what it was due for has been done.
            }
        }
    }

    private void onSubmitted(DirectBuffer buffer, int length) {
        if (!events.hasBlock(buffer, length)) {
            commands.judge(Verdict.INVALID_EVENT);
            return;
        }
        submitted.wrapAndApplyHeader(buffer, 0, header);
        int account = submitted.accountId();
        String commandId = submitted.commandId();
        if (!commands.judge(risk.known(account)) || commands.isRepeat(account, commandId)) {
            return;
        }
        Verdict verdict = events.judge(buffer, 0, length, false);
        if (verdict == Verdict.REPEATED) {
            commands.answerAgain(account, commandId, events.firstId());
        } else {
            commands.answer(account, commandId, moment.sequence, verdict);
        }
        if (verdict == Verdict.ACCEPTED) {
            events.take(buffer, 0, length);
        }
    }

    /**
     * A condition that an event goes out with: its terms were judged upstream, where it stands from now on; whether there is room
     * for the event is known here alone. One that is refused for that stays so when its command comes again, as upstream the
     * command is taken, and nothing follows when its condition comes true.
     */
    void onConditionCreated(ConditionCreatedDecoder created, int firstInstrumentId, EventSlot slot) {
        StopFindings findings = slot.findings();
        int account = created.accountId();
        String commandId = created.commandId();
        DirectBuffer buffer = slot.in().buffer();
        Verdict verdict = findings.verdict();
        if (verdict == Verdict.REPEATED) {
            onConditionRepeated(account, commandId, slot);
            return;
        }
        if (verdict == Verdict.ACCEPTED) {
            verdict = judgeCarried(slot);
        }
        if (verdict == Verdict.REPEATED) {
            commands.answerAgain(account, commandId, events.firstId());
            return;
        }
        commands.answer(account, commandId, moment.sequence, verdict);
        if (verdict == Verdict.ACCEPTED) {
            events.take(buffer, carried.offset(), carried.length());
            commands.onConditionTaken(created, firstInstrumentId, findings);
        }
    }

    /** Upstream has its command, or its event, already. */
    private void onConditionRepeated(int accountId, String commandId, EventSlot slot) {
        if (commands.wasCarriedOut(accountId, commandId)) {
            commands.answerUpstream(accountId, commandId, moment.sequence, slot.findings());
        } else if (judgeCarried(slot) == Verdict.REPEATED) {
            commands.answerAgain(accountId, commandId, events.firstId());
        } else {
            commands.answer(accountId, commandId, moment.sequence, Verdict.LIMIT_REACHED);
        }
    }

    private Verdict judgeCarried(EventSlot slot) {
        boolean isThere = carried.find(slot.in().buffer(), slot.in().length());
        return isThere
                ? events.judge(slot.in().buffer(), carried.offset(), carried.length(), true)
                : Verdict.INVALID_EVENT;
    }

    /** Taking back is done whenever it can be, whatever its command id says, so that upstream comes to the same. */
    private void onCanceled(EventCanceledDecoder request) {
        int account = request.accountId();
        int keyOffset = request.offset() + EventCanceledDecoder.eventKeyEncodingOffset();
        long id = events.idOf(request.buffer(), keyOffset);
        Verdict verdict = events.deliveries().cancel(key.set(request.buffer(), keyOffset), account);
        if (verdict == Verdict.ACCEPTED || !commands.isRepeat(account, request.commandId())) {
            answer(account, request.commandId(), id, verdict);
        }
    }

    private void onResent(DeadLetterResentDecoder request) {
        int account = request.accountId();
        if (!commands.isRepeat(account, request.commandId())) {
            int keyOffset = request.offset() + DeadLetterResentDecoder.eventKeyEncodingOffset();
            long id = events.idOf(request.buffer(), keyOffset);
            key.set(request.buffer(), keyOffset);
            answer(account, request.commandId(), id, events.deliveries().resend(key, account, request.toAccountId()));
        }
    }

    private void answer(int accountId, String commandId, long eventId, Verdict verdict) {
        if (commands.judge(risk.known(accountId))) {
            commands.answer(accountId, commandId, eventId == 0 ? moment.sequence : eventId, verdict);
        }
    }

    private void onAttempted(DeliveryAttemptedDecoder answer) {
        events.deliveries()
                .attempted(
                        answer.eventId(),
                        answer.accountId(),
                        answer.attempt(),
                        answer.channel(),
                        answer.outcome(),
                        answer.retryAfterNs(),
                        answer.detail());
    }

    private void onPolicy(DirectBuffer buffer, int length) {
        if (!tail.begin(buffer, 0, length)) {
            commands.judge(Verdict.INVALID_EVENT);
            return;
        }
        policySet.wrapAndApplyHeader(buffer, 0, header);
        int account = policySet.accountId();
        if (commands.judge(risk.known(account)) && !commands.isRepeat(account, policySet.commandId())) {
            Verdict verdict = setPolicy(buffer);
            commands.answer(account, policySet.commandId(), 0, moment.sequence, verdict);
        }
    }

    private Verdict setPolicy(DirectBuffer buffer) {
        boolean isReadable = tail.group(ChannelsDecoder.sbeBlockLength(), DeliveryPlan.MAX_CHOICES)
                && EventForm.channelsHold(buffer, tail)
                && policySet.eventTypeRaw() <= UserEventType.STRATEGY_LOG.value()
                && policySet.priorityRaw() <= DeliveryPriority.CRITICAL.value();
        return isReadable
                ? events.policies()
                        .set(
                                policySet.accountId(),
                                policySet.eventType(),
                                policySet.priority(),
                                DeliveryPlan.of(policySet.channels()))
                : Verdict.INVALID_EVENT;
    }

    /** Judged and taken in upstream, where conditions are, by the same rule. */
    private void onGroup(DirectBuffer buffer, StopFindings findings) {
        if (commands.judge(findings.verdict())) {
            groupDefined.wrapAndApplyHeader(buffer, 0, header);
            List<String> members = new ArrayList<>();
            groupDefined.members().forEach(member -> members.add(member.member()));
            events.directory().define(groupDefined.name(), members);
        }
    }
}
