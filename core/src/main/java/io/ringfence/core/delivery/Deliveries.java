package io.ringfence.core.delivery;

import io.ringfence.core.account.Accounts;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Events on their way to accounts, and what has been promised of each. The package's page has the rules. Each core event
 * begins with {@link #beginEvent} and {@link #fireDue}; what it carries may follow. One thread.
 */
public final class Deliveries {
    /** In place of a price: for none. */
    public static final long NO_PRICE = PriceTickDecoder.lastNullValue();

    /** Most deliveries that are taken on in one core event, so that its outputs stay far below their bound. */
    public static final int MAX_WORK = 64;

    private final Moment moment = new Moment();
    private final DeliveryCounters counters = new DeliveryCounters();
    private final KeptEvents events = new KeptEvents();
    private final Recipients recipients = new Recipients(moment);
    private final DeliveryTable deliveries = new DeliveryTable();
    private final Sessions sessions = new Sessions();
    private final DeliveryPlaces places = new DeliveryPlaces(recipients);
    private final DeliveryWalk walk;
    private final EventAgenda agenda;
    private final EventIntake intake;
    private final EventState eventState;

    /** Nothing is kept yet, and nothing may be before a start of the host has set the bounds. */
    public Deliveries(DeliveryOutputs outputs) {
        EventEnds ends = new EventEnds(events, outputs);
        walk = new DeliveryWalk(moment, outputs, counters, events, recipients, deliveries, places, ends);
        agenda = new EventAgenda(moment, outputs, counters, events, recipients, walk, ends);
        intake = new EventIntake(moment, outputs, events, agenda);
        eventState = new EventState(events, walk);
    }

    /** A core event begins, at its time, nanoseconds since the epoch; never less than before. */
    public void beginEvent(long nowNs) {
        moment.nowNs = nowNs;
        moment.workLeft = MAX_WORK;
    }

    /** Does what is due, up to the bound on the work of one core event. */
    public void fireDue() {
        while (moment.workLeft > 0 && doNext()) {
            moment.workLeft--;
        }
    }

    private boolean doNext() {
        Recipient ready = recipients.firstReady();
        if (ready != null) {
            walk.serve(ready);
            return true;
        }
        long eventNs = events.nextNs();
        long deliveryNs = places.nextNs();
        if (Math.min(eventNs, deliveryNs) > moment.nowNs) {
            return false;
        }
        if (eventNs <= deliveryNs) {
            agenda.step();
        } else {
            walk.step();
        }
        return true;
    }

    /**
     * When there is something to do, nanoseconds since the epoch: a time that has come when more was due than one core event
     * may do. {@code Long.MAX_VALUE} for never.
     */
    public long nextDeadlineNs() {
        long dueNs = Math.min(events.nextNs(), places.nextNs());
        return recipients.firstReady() == null ? dueNs : Math.min(dueNs, moment.nowNs);
    }

    /**
     * The host has started: the bounds are these, no account has a session, what channels were given is given again, and each
     * decision that no order has answered is told again. Before {@link #fireDue}, so that nothing counts as failed for the time
     * that the host was down. O(deliveries).
     */
    public void onNodeStarted(DeliveryLimits limits) {
        moment.limits = limits;
        sessions.clear();
        recipients.endSessions();
        recipients.refreshAll();
        for (KeptEvent event : events.byId()) {
            walk.attemptAgain(event);
            agenda.tellDecisionAgain(event);
        }
        fireDue();
    }

    /** The bounds in force. */
    public DeliveryLimits limits() {
        return moment.limits;
    }

    /**
     * Whether an event may be published.
     *
     * @param message an EVENT_SUBMITTED, its header at the offset
     * @param recipientCount accounts that it goes to
     * @return ACCEPTED; INVALID_EVENT; EVENT_EXPIRED; REPEATED when one of this key is kept, see {@link #find(EventKey)};
     *     LIMIT_REACHED
     */
    public Verdict judge(DirectBuffer message, int offset, int length, int recipientCount) {
        return intake.judge(message, offset, length, recipientCount);
    }

    /**
     * Takes an event that {@link #judge} has accepted, at this time: it goes out at once, or at its time, or when {@link #fire}
     * is called. What is not kept costs O(recipients) and makes nothing.
     *
     * @param id never used before; among what waits for an account, those of one rank stand by it
     * @param message an EVENT_SUBMITTED, its header at the offset; copied where it is kept
     * @param accounts that it goes to, ascending, from 0 to their count
     */
    public void publish(long id, DirectBuffer message, int offset, int length, int[] accounts, int accountCount) {
        intake.publish(id, message, offset, length, accounts, accountCount);
        fireDue();
    }

    /**
     * The condition of an event has come true with a price: it goes out.
     *
     * @return false when no such event waits
     */
    public boolean fire(long id, long price) {
        KeptEvent event = events.find(id);
        if (event == null || event.isOut) {
            return false;
        }
        agenda.goOut(event, price);
        fireDue();
        return true;
    }

    /** An event's condition was taken away: it ends as canceled, unless it has gone out. */
    public void withdraw(long id) {
        KeptEvent event = events.find(id);
        if (event != null && !event.isOut) {
            agenda.cancel(event);
        }
    }

    /** An order, or its refusal, has answered an event's decision. False when none of this id is open. */
    public boolean decide(long id) {
        KeptEvent event = events.find(id);
        if (event == null || !event.isDecisionOpen) {
            return false;
        }
        agenda.decide(event);
        return true;
    }

    /** A client takes an account's events from now on. What it has not seen is offered to it. O(pending acks). */
    public void sessionOpened(int accountId, long sessionId) {
        if (sessions.open(sessionId, accountId)) {
            Recipient recipient = recipients.obtain(accountId);
            recipient.sessionCount++;
            walk.showAgain(recipient);
            recipients.refresh(recipient);
            fireDue();
        }
    }

    /** A client takes no more events. */
    public void sessionClosed(int accountId, long sessionId) {
        if (sessions.close(sessionId, accountId)) {
            Recipient recipient = recipients.obtain(accountId);
            recipient.sessionCount--;
            recipients.refresh(recipient);
            fireDue();
        }
    }

    /** Whether a client takes an account's events. */
    public boolean hasSession(int accountId) {
        return recipients.hasSession(accountId);
    }

    /** A client of an account has processed an event. UNKNOWN_EVENT when none of this key is on its way to it. */
    public Verdict acknowledge(EventKey eventKey, int accountId) {
        KeptEvent event = events.find(eventKey);
        Delivery delivery = event == null ? null : deliveries.find(event, accountId);
        if (delivery == null) {
            counters.staleAnswers++;
            return Verdict.UNKNOWN_EVENT;
        }
        walk.deliver(delivery, DeliveryChannel.ACTIVE_SESSION, DeliveryReason.ACKNOWLEDGED, "");
        fireDue();
        return Verdict.ACCEPTED;
    }

    /**
     * A channel has answered. That it has taken an event counts whenever it says so; all else of the last attempt alone.
     *
     * @param retryAfterNs not before so long a time, 0 for when the host likes
     * @param detail the channel's words, empty for none
     * @return whether it changed anything
     */
    public boolean attempted(
            long eventId,
            int accountId,
            int attempt,
            DeliveryChannel channel,
            AttemptOutcome outcome,
            long retryAfterNs,
            String detail) {
        KeptEvent event = events.find(eventId);
        Delivery delivery = event == null ? null : deliveries.find(event, accountId);
        boolean isOfOurs = delivery != null && attempt >= 1 && attempt <= delivery.attempts;
        boolean isTaken = outcome == AttemptOutcome.DELIVERED && channel != DeliveryChannel.NULL_VAL;
        if (!isOfOurs || !isTaken && !isAwaited(delivery, attempt, channel, outcome)) {
            counters.staleAnswers++;
            return false;
        }
        if (isTaken) {
            walk.deliver(delivery, channel, DeliveryReason.ACCEPTED, detail);
        } else if (!walk.isOver(delivery)) {
            if (outcome == AttemptOutcome.LATER) {
                walk.onLater(delivery, DeliveryReason.CHANNEL_LATER, retryAfterNs, detail);
            } else {
                walk.onFailed(delivery, detail);
            }
        }
        fireDue();
        return true;
    }

    private static boolean isAwaited(Delivery delivery, int attempt, DeliveryChannel channel, AttemptOutcome outcome) {
        boolean isAnswer = outcome == AttemptOutcome.LATER || outcome == AttemptOutcome.FAILED;
        return isAnswer
                && delivery.state == DeliveryState.ATTEMPTING
                && attempt == delivery.attempts
                && channel == delivery.channel();
    }

    /**
     * Sends a dead letter again, from the first choice of its plan.
     *
     * @param askerId to whom it was to go, its sender, or the host
     * @return ACCEPTED; UNKNOWN_EVENT; NOT_OWNER; WRONG_STATE when it is no dead letter, or is being taken back
     */
    public Verdict resend(EventKey eventKey, int askerId, int toAccountId) {
        KeptEvent event = events.find(eventKey);
        if (event == null) {
            return Verdict.UNKNOWN_EVENT;
        }
        if (askerId != Accounts.HOST_ACCOUNT && askerId != event.senderId() && askerId != toAccountId) {
            return Verdict.NOT_OWNER;
        }
        Delivery delivery = deliveries.find(event, toAccountId);
        if (delivery == null) {
            return Verdict.UNKNOWN_EVENT;
        }
        if (!delivery.isDead() || event.isCanceled) {
            return Verdict.WRONG_STATE;
        }
        walk.resend(delivery);
        fireDue();
        return Verdict.ACCEPTED;
    }

    /**
     * Takes an event back: it does not go out, or goes no further, and its dead letters are let go. No order comes of a decision
     * that has not been told; of one that has, the order is on its way and is not undone.
     *
     * @param askerId its sender, or the host
     * @return ACCEPTED; UNKNOWN_EVENT; NOT_OWNER; WRONG_STATE when nothing of it is left to take back
     */
    public Verdict cancel(EventKey eventKey, int askerId) {
        KeptEvent event = events.find(eventKey);
        if (event == null) {
            return Verdict.UNKNOWN_EVENT;
        }
        if (askerId != Accounts.HOST_ACCOUNT && askerId != event.senderId()) {
            return Verdict.NOT_OWNER;
        }
        if (event.isCanceled || event.isOut && event.remaining() == 0 && event.firstDelivery == null) {
            return Verdict.WRONG_STATE;
        }
        agenda.cancel(event);
        fireDue();
        return Verdict.ACCEPTED;
    }

    /** The event of an id that has not ended, or null. Valid until anything is called that changes it. */
    public KeptEvent find(long id) {
        return events.find(id);
    }

    /** The event of a key that has not ended, or null. Valid as above. */
    public KeptEvent find(EventKey eventKey) {
        return events.find(eventKey);
    }

    /** Events that have not ended. */
    public int eventCount() {
        return events.size();
    }

    /** Bytes of their messages. */
    public long eventBytes() {
        return events.bytes();
    }

    /** Accounts that they are still to arrive at, or have dead letters for. */
    public long deliveryCount() {
        return events.deliveries();
    }

    /** What became of events since the journal began. */
    public DeliveryCounters counters() {
        return counters;
    }

    /** All events that have not ended, by id. Only while no thread runs the stage. */
    public List<EventRow> rows() {
        return Arrays.stream(events.byId()).map(EventRow::of).toList();
    }

    /** Writes the state, canonically. Only while no thread runs the stage. */
    public void writeTo(StateSink sink) {
        sink.putLong(moment.nowNs);
        moment.limits.writeTo(sink);
        counters.writeTo(sink);
        sessions.writeTo(sink);
        places.writeTo(sink);
        sink.putLong(events.size());
        for (KeptEvent event : events.byId()) {
            eventState.write(event, sink);
        }
    }

    /**
     * Reads back what was written. Only into one that has handled nothing yet.
     *
     * @throws StateFormatException when that cannot be; this is of no use then
     */
    public void readFrom(StateSource source) {
        moment.nowNs = source.getLong();
        moment.limits = DeliveryLimits.readFrom(source);
        counters.readFrom(source);
        sessions.readFrom(source, recipients);
        places.readFrom(source);
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            eventState.read(source);
        }
        recipients.refreshAll();
    }
}
