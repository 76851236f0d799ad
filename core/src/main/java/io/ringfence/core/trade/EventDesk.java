package io.ringfence.core.trade;

import io.ringfence.core.account.Directory;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.delivery.Deliveries;
import io.ringfence.core.delivery.DeliveryLimits;
import io.ringfence.core.delivery.EventKey;
import io.ringfence.core.delivery.EventKeys;
import io.ringfence.core.delivery.KeptEvent;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import org.agrona.DirectBuffer;

/**
 * Events: whether one may come, whom it is for, when it goes out; and decisions, which become orders. What becomes of each
 * delivery is the matter of {@link io.ringfence.core.delivery}.
 */
final class EventDesk {
    private static final long NO_TIME = EventSubmittedDecoder.expireTimeNsNullValue();
    private static final int KEY_OFFSET = EventSubmittedDecoder.eventKeyEncodingOffset();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder submitted = new EventSubmittedDecoder();
    private final EventForm form = new EventForm();
    private final EventKey key = new EventKey();

    private final Moment moment;
    private final EventOutputs outputs;
    private final Deliveries deliveries;
    private final EventKeys keys = new EventKeys();
    private final Directory directory = new Directory();
    private final DeliveryPolicies policies = new DeliveryPolicies();
    private final OwnEvents own;

    private int[] recipients = {};
    private long firstId;

    EventDesk(Moment moment, SystemOutputs system, EventOutputs outputs) {
        this.moment = moment;
        this.outputs = outputs;
        this.deliveries = new Deliveries(outputs);
        this.own = new OwnEvents(moment, system, deliveries, policies, directory);
    }

    void beginEvent() {
        deliveries.beginEvent(moment.nowNs);
    }

    /** What is due, as far as one event may take it on. */
    void fireDue() {
        deliveries.fireDue();
    }

    long nextDeadlineNs() {
        return deliveries.nextDeadlineNs();
    }

    /** Tells those who want to know what the event has put out. */
    void afterEvent(OutputBuffer out) {
        if (out.length() > 0 && !policies.isEmpty()) {
            own.tell(out);
        }
    }

    void onNodeStarted(NodeStartedDecoder started) {
        DeliveryLimits limits = DeliveryLimits.of(started);
        keys.capacity(limits.maxEventKeys());
        deliveries.onNodeStarted(limits);
    }

    /** Whom names of targets mean; to be kept up by who takes accounts and groups in. */
    Directory directory() {
        return directory;
    }

    DeliveryPolicies policies() {
        return policies;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** Whether what stands there begins as an event, so that it says who sends it. */
    boolean hasBlock(DirectBuffer buffer, int length) {
        return form.hasBlock(buffer, 0, length);
    }

    /**
     * Judges an event.
     *
     * @param isOfCondition whether it comes with a condition
     * @return REPEATED for one that has come before: then {@link #firstId} has that one's id; INVALID_EVENT, UNKNOWN_TARGET,
     *     NOT_OWNER, EVENT_EXPIRED, LIMIT_REACHED; or ACCEPTED, and it may be taken in
     */
    Verdict judge(DirectBuffer buffer, int offset, int length, boolean isOfCondition) {
        Verdict verdict = form.judge(buffer, offset, length, isOfCondition);
        if (verdict == Verdict.ACCEPTED) {
            submitted.wrapAndApplyHeader(buffer, offset, header);
            firstId = keys.find(keyOf(buffer, offset));
            verdict = firstId == EventKeys.NONE ? judgeNew(buffer, offset, length) : Verdict.REPEATED;
        }
        if (verdict == Verdict.REPEATED) {
            deliveries.counters().onDuplicate();
        } else if (verdict != Verdict.ACCEPTED) {
            deliveries.counters().onRefused();
        }
        return verdict;
    }

    private EventKey keyOf(DirectBuffer buffer, int offset) {
        return key.set(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH + KEY_OFFSET);
    }

    private Verdict judgeNew(DirectBuffer buffer, int offset, int length) {
        Verdict verdict = directory.resolve(submitted);
        if (verdict != Verdict.ACCEPTED) {
            return verdict;
        }
        recipients = directory.recipients();
        verdict = deliveries.judge(buffer, offset, length, recipients.length);
        if (verdict == Verdict.REPEATED) {
            // Its key was forgotten, but not what is still on its way.
            firstId = deliveries.find(keyOf(buffer, offset)).id();
        }
        return verdict;
    }

    /** The event that one that came again is. */
    long firstId() {
        return firstId;
    }

    /** Takes in the event that was judged last, with the event's sequence as its id. */
    void take(DirectBuffer buffer, int offset, int length) {
        keys.add(keyOf(buffer, offset), moment.sequence);
        deliveries.publish(moment.sequence, buffer, offset, length, recipients, recipients.length);
    }

    /** Whether the event of a condition still waits for it. */
    boolean isWaiting(long id) {
        KeptEvent event = deliveries.find(id);
        if (event == null || event.isOut()) {
            return false;
        }
        // One whose time is over ends with what is due now, which comes after what fires.
        submitted.wrapAndApplyHeader(event.message(), 0, header);
        return submitted.expireTimeNs() == NO_TIME || submitted.expireTimeNs() > moment.nowNs;
    }

    /** The condition of an event that waits has come true with a price, 0 for none. */
    void onTrue(long id, long price) {
        deliveries.fire(id, price == 0 ? Deliveries.NO_PRICE : price);
    }

    /** A condition was taken away, and with it the event that waits for it, if there is one. */
    void withdraw(long id) {
        deliveries.withdraw(id);
    }

    /** The id of an event that has not ended, by its key; 0 where there is none. */
    long idOf(DirectBuffer buffer, int keyOffset) {
        KeptEvent event = deliveries.find(key.set(buffer, keyOffset));
        return event == null ? 0 : event.id();
    }

    /** The message that brought an event, in a copy; empty for one that has ended. */
    byte[] message(long id) {
        KeptEvent event = deliveries.find(id);
        byte[] message = new byte[event == null ? 0 : event.message().capacity()];
        if (event != null) {
            event.message().getBytes(0, message);
        }
        return message;
    }

    /** An order was asked for, and answered; under the command id of a decision that is what becomes of that. */
    void onOrder(int accountId, String commandId, long clientOrderId, Verdict verdict) {
        long id = decisionOf(commandId);
        KeptEvent event = id == 0 ? null : deliveries.find(id);
        if (event != null && event.isDecisionOpen() && event.senderId() == accountId) {
            outputs.decisionAnswered(event, verdict == Verdict.ACCEPTED ? clientOrderId : 0, verdict);
            deliveries.decide(id);
        }
    }

    /** The event whose decision goes by this command id, 0 for none. */
    private static long decisionOf(String commandId) {
        int digits = EventOutputs.DECISION_PREFIX.length();
        if (!commandId.startsWith(EventOutputs.DECISION_PREFIX)) {
            return 0;
        }
        long id = 0;
        for (int i = digits; i < commandId.length(); i++) {
            char digit = commandId.charAt(i);
            if (digit < '0' || digit > '9' || id > Long.MAX_VALUE / 10 - 1) {
                return 0;
            }
            id = 10 * id + digit - '0';
        }
        return id;
    }

    void writeTo(StateSink sink) {
        directory.writeTo(sink);
        policies.writeTo(sink);
        keys.writeTo(sink);
        deliveries.writeTo(sink);
    }

    /** Reads back what was written, with the accounts that there are. */
    void readFrom(StateSource source) {
        directory.readFrom(source);
        policies.readFrom(source);
        keys.readFrom(source);
        deliveries.readFrom(source);
    }
}
