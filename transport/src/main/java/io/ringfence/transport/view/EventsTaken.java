package io.ringfence.transport.view;

import io.ringfence.core.command.EventIds;
import io.ringfence.core.delivery.DeliveryRow;
import io.ringfence.core.delivery.EventRow;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.DeliveryChangedDecoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryRequestedDecoder;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventEndedDecoder;
import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.GroupDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.TradeDecisionAnsweredDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes what inputs bring of events with a promise, and what the core puts out about them, into an {@link EventBook}. */
final class EventsTaken {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder submitted = new EventSubmittedDecoder();
    private final ConditionCreatedDecoder condition = new ConditionCreatedDecoder();
    private final TakenIn takenIn = new TakenIn();
    private final EventOfferedDecoder offered = new EventOfferedDecoder();
    private final DeliveryRequestedDecoder requested = new DeliveryRequestedDecoder();
    private final DeliveryChangedDecoder changed = new DeliveryChangedDecoder();
    private final EventEndedDecoder ended = new EventEndedDecoder();
    private final TradeDecisionAnsweredDecoder decided = new TradeDecisionAnsweredDecoder();
    private final UnsafeBuffer carried = new UnsafeBuffer(0, 0);

    private final EventBook book;
    private final EventFigures figures;
    private final TargetNames names;
    private final DeliveryPolicies policies;
    private final OwnEvents own;
    /** The event that is being taken; null outside of that. */
    private EventSlot slot;

    EventsTaken(EventBook book, EventFigures figures, TargetNames names, DeliveryPolicies policies) {
        this.book = book;
        this.figures = figures;
        this.names = names;
        this.policies = policies;
        this.own = new OwnEvents(policies, names);
    }

    /** Takes an event of the ring, its input before its outputs. */
    void take(EventSlot taken, long nowNs) {
        slot = taken;
        OutputBuffer out = slot.out();
        boolean holds = slot.in().length() >= MessageHeaderDecoder.ENCODED_LENGTH
                && slot.findings().verdict() == Verdict.ACCEPTED;
        if (holds) {
            takeInput(slot.in().buffer(), slot.in().length(), slot.sequence(), out);
        }
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            takeOutput(out.buffer(), out.messageOffset(frame), out.accountId(frame), nowNs);
        }
        slot = null;
    }

    private void takeInput(DirectBuffer in, int length, long sequence, OutputBuffer out) {
        switch (header.wrap(in, 0).templateId()) {
            case EventSubmittedDecoder.TEMPLATE_ID -> {
                if (isTakenIn(sequence, out)) {
                    published(book.add(new EventView(sequence, copy(in, 0, length))));
                }
            }
            case ConditionCreatedDecoder.TEMPLATE_ID -> {
                condition.wrapAndApplyHeader(in, 0, header);
                if (condition.action() == ConditionAction.EVENT && isTakenIn(sequence, out)) {
                    condition.wrapAndApplyHeader(in, 0, header);
                    for (NodesDecoder nodes = condition.nodes(); nodes.hasNext(); ) {
                        nodes.next();
                    }
                    condition.wrapSubmitted(carried);
                    published(book.add(new EventView(sequence, copy(carried, 0, carried.capacity()))));
                }
            }
            case UserRegisteredDecoder.TEMPLATE_ID, GroupDefinedDecoder.TEMPLATE_ID -> names.take(in);
            case DeliveryPolicySetDecoder.TEMPLATE_ID -> {
                if (takenIn.of(sequence, out) == TakenIn.Outcome.TAKEN) {
                    policies.take(in);
                }
            }
            default -> {
                // What follows from it stands in the outputs.
            }
        }
    }

    private void published(EventView event) {
        figures.published(event.priority, event.firstChannel);
    }

    /** Whether the core has taken it in. */
    private boolean isTakenIn(long sequence, OutputBuffer out) {
        TakenIn.Outcome outcome = takenIn.of(sequence, out);
        if (outcome == TakenIn.Outcome.REPEATED) {
            figures.duplicate();
        }
        return outcome == TakenIn.Outcome.TAKEN;
    }

    /** Takes an event that the core keeps, of which nothing is told yet. */
    void knows(long eventId, byte[] message) {
        book.add(new EventView(eventId, message));
    }

    /** Takes an event as the core keeps it; what is remembered of its history stays. */
    void standsAs(EventRow row, byte[] message, long nowNs) {
        EventView known = book.find(row.eventId());
        EventView event = known == null ? book.add(new EventView(row.eventId(), message)) : known;
        for (DeliveryRow stands : row.deliveries()) {
            DeliveryView delivery = book.delivery(event, stands.accountId());
            delivery.offers = stands.offers();
            delivery.attempts = stands.attempts();
            delivery.nextNs = stands.nextTimeNs();
            if (delivery.state() != stands.state()) {
                step(event, delivery, stands.state(), stands.channel(), DeliveryReason.NONE, "", nowNs);
            }
        }
        boolean wasOver = event.isOver();
        event.deliveredCount = row.delivered();
        event.droppedCount = row.dropped();
        boolean isUnderWay = !row.isOut() || row.isDecisionOpen() || row.remaining() > 0 || event.underWayCount > 0;
        // Its dead letters are what is left of it.
        event.end = isUnderWay ? null : EventEnd.DONE;
        book.settled(event, wasOver);
    }

    /** Takes an output, of this moment or of before the start. */
    void takeOutput(DirectBuffer buffer, int at, int accountId, long nowNs) {
        switch (header.wrap(buffer, at).templateId()) {
            case EventOfferedDecoder.TEMPLATE_ID -> {
                offered.wrapAndApplyHeader(buffer, at, header);
                onOffered(accountId, nowNs);
            }
            case DeliveryRequestedDecoder.TEMPLATE_ID -> {
                requested.wrapAndApplyHeader(buffer, at, header);
                onRequested(nowNs);
            }
            case DeliveryChangedDecoder.TEMPLATE_ID -> {
                changed.wrapAndApplyHeader(buffer, at, header);
                onChanged(accountId, nowNs);
            }
            case EventEndedDecoder.TEMPLATE_ID -> {
                ended.wrapAndApplyHeader(buffer, at, header);
                onEnded(book.find(ended.eventId()));
            }
            case TradeDecisionAnsweredDecoder.TEMPLATE_ID -> {
                decided.wrapAndApplyHeader(buffer, at, header);
                onDecided(book.find(decided.eventId()));
            }
            default -> {
                // It is about nothing here.
            }
        }
    }

    private void onOffered(int accountId, long nowNs) {
        int offer = offered.offer();
        boolean isAckWanted = offered.isAckWanted() == Flag.YES;
        EventView event = book.find(offered.eventId());
        if (event == null && !isAckWanted && EventIds.isOwn(offered.eventId())) {
            // As often as once a tick, and nothing of it is kept anywhere.
            figures.passed(DeliveryState.DELIVERED);
            return;
        }
        if (event == null) {
            offered.wrapSubmitted(carried);
            event = addCarried(offered.eventId());
        }
        DeliveryView delivery = book.delivery(event, accountId);
        if (wasOffered(delivery)) {
            figures.retry();
        } else {
            delivery.firstOfferNs = nowNs;
        }
        delivery.offers = offer;
        delivery.nextNs = DeliveryView.NONE;
        // Whether anybody has an informational one is never told; it is over once it was shown.
        DeliveryState state = isAckWanted ? DeliveryState.OFFERED : DeliveryState.DELIVERED;
        step(event, delivery, state, DeliveryChannel.ACTIVE_SESSION, DeliveryReason.NONE, "", nowNs);
    }

    private void onRequested(long nowNs) {
        int accountId = requested.accountId();
        int attempt = requested.attempt();
        DeliveryChannel channel = requested.channel();
        EventView event = book.find(requested.eventId());
        if (event == null) {
            requested.wrapSubmitted(carried);
            event = addCarried(requested.eventId());
        }
        if (attempt > 1) {
            figures.retry();
        }
        DeliveryView delivery = book.delivery(event, accountId);
        delivery.attempts = attempt;
        delivery.nextNs = DeliveryView.NONE;
        step(event, delivery, DeliveryState.ATTEMPTING, channel, DeliveryReason.NONE, "", nowNs);
    }

    /** An outcome of the trade stage that is an event of its own: no input has brought it. */
    private EventView addCarried(long id) {
        EventView event = book.add(new EventView(id, copy(carried, 0, carried.capacity())));
        published(event);
        return event;
    }

    /** The same, of which only the delivery is told; null where it was before the start. */
    private EventView addOwn(int accountId, long nowNs) {
        byte[] message =
                slot == null ? null : own.of(changed.eventKey(), accountId, slot.out(), slot.sequence(), nowNs);
        if (message == null) {
            return null;
        }
        EventView event = book.add(new EventView(changed.eventId(), message));
        published(event);
        return event;
    }

    private void onChanged(int accountId, long nowNs) {
        EventView event = book.find(changed.eventId());
        if (event == null && changed.state() == DeliveryState.DROPPED) {
            figures.passed(DeliveryState.DROPPED);
            return;
        }
        if (event == null) {
            event = addOwn(accountId, nowNs);
        }
        if (event == null) {
            return;
        }
        DeliveryView delivery = book.delivery(event, accountId);
        delivery.nextNs = changed.nextTimeNs();
        // Of one that is remembered, what was offered and handed out before is in no output that is kept.
        DeliveryStep step = new DeliveryStep(
                nowNs, changed.state(), changed.channel(), changed.reason(), changed.attempt(), changed.detail());
        step(event, delivery, step);
    }

    private void step(
            EventView event,
            DeliveryView delivery,
            DeliveryState state,
            DeliveryChannel channel,
            DeliveryReason reason,
            String detail,
            long nowNs) {
        int attempts = delivery.offers + delivery.attempts;
        step(event, delivery, new DeliveryStep(nowNs, state, channel, reason, attempts, detail));
    }

    private void step(EventView event, DeliveryView delivery, DeliveryStep step) {
        DeliveryState before = delivery.state();
        DeliveryState state = step.state();
        if (!book.step(event, delivery, step) || before == state) {
            return;
        }
        if (state == DeliveryState.DELIVERED && step.reason() == DeliveryReason.ACKNOWLEDGED && wasOffered(delivery)) {
            figures.acknowledged(step.timeNs() - delivery.firstOfferNs);
        }
        if (!delivery.isUnderWay()) {
            figures.ended(step.channel(), state);
        }
        if (!delivery.isUnderWay()) {
            delivery.firstOfferNs = DeliveryView.NONE;
            delivery.nextNs = DeliveryView.NONE;
        }
    }

    private static boolean wasOffered(DeliveryView delivery) {
        return delivery.firstOfferNs != DeliveryView.NONE;
    }

    private void onEnded(EventView event) {
        if (event == null) {
            return;
        }
        boolean wasOver = event.isOver();
        event.end = ended.end();
        event.droppedCount = ended.droppedCount();
        book.settled(event, wasOver);
    }

    private void onDecided(EventView event) {
        if (event != null) {
            event.decision = decided.verdict();
            event.decisionOrderId = decided.clientOrderId();
        }
    }

    private static byte[] copy(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}
