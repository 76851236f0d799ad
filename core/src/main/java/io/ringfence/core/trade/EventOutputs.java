package io.ringfence.core.trade;

import io.ringfence.core.command.EventIds;
import io.ringfence.core.command.LabelText;
import io.ringfence.core.delivery.Deliveries;
import io.ringfence.core.delivery.DeliveryOutputs;
import io.ringfence.core.delivery.KeptEvent;
import io.ringfence.core.event.DeliveryChangedEncoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryRequestedEncoder;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventEndedEncoder;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventOfferedEncoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventTriggeredEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageTail;
import io.ringfence.core.event.OrderRequestedEncoder;
import io.ringfence.core.event.TradeDecisionAnsweredEncoder;
import io.ringfence.core.event.TradeDecisionDueEncoder;
import io.ringfence.core.event.VarMessageEncoder;
import io.ringfence.core.event.Verdict;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.LongArrayList;

/** What there is to say of events and their deliveries; a method for each. */
final class EventOutputs implements DeliveryOutputs {
    /** What the command ids of decisions begin with; the event's id follows. */
    static final String DECISION_PREFIX = "event-";

    private static final int LENGTH_BYTES = VarMessageEncoder.varDataEncodingOffset();

    private final EventOfferedEncoder eventOffered = new EventOfferedEncoder();
    private final DeliveryRequestedEncoder deliveryRequested = new DeliveryRequestedEncoder();
    private final DeliveryChangedEncoder deliveryChanged = new DeliveryChangedEncoder();
    private final EventTriggeredEncoder eventTriggered = new EventTriggeredEncoder();
    private final EventEndedEncoder eventEnded = new EventEndedEncoder();
    private final TradeDecisionDueEncoder decisionDue = new TradeDecisionDueEncoder();
    private final TradeDecisionAnsweredEncoder decisionAnswered = new TradeDecisionAnsweredEncoder();
    private final OrderRequestedEncoder order = new OrderRequestedEncoder();
    private final MessageTail tail = new MessageTail();
    private final OutputWriter writer;
    /** Events with conditions that have ended in the event in hand, for {@link ConditionDesk}. */
    private final LongArrayList endedConditions = new LongArrayList();

    EventOutputs(OutputWriter writer) {
        this.writer = writer;
    }

    @Override
    public void triggered(KeptEvent event, long price, int targetCount) {
        boolean isPriced = price != Deliveries.NO_PRICE;
        EventTriggeredEncoder message = writer.append(eventTriggered, event.senderId())
                .eventId(event.id())
                .triggerTimeNs(event.triggerTimeNs())
                .price(isPriced ? price : EventTriggeredEncoder.priceNullValue())
                .targetCount(targetCount);
        event.putKey(message.buffer(), message.offset() + EventTriggeredEncoder.eventKeyEncodingOffset());
    }

    /** The order as it came with the event, but under the command id by which its answer is known. */
    @Override
    public void decisionDue(KeptEvent event) {
        DirectBuffer message = event.message();
        findOrder(message);
        int length = tail.count();
        writer.append(decisionDue, event.senderId(), LENGTH_BYTES + length)
                .eventId(event.id())
                .putOrder(message, tail.first(), length);
        MutableDirectBuffer buffer = decisionDue.buffer();
        int orderOffset = decisionDue.limit() - length;
        order.wrap(buffer, orderOffset + MessageHeaderDecoder.ENCODED_LENGTH).commandId(DECISION_PREFIX + event.id());
    }

    /** Steps to the last of what follows the block; the message was found to be whole when it came. */
    private void findOrder(DirectBuffer message) {
        tail.begin(message, 0, message.capacity());
        tail.group(EventSubmittedDecoder.ChannelsDecoder.sbeBlockLength(), Integer.MAX_VALUE);
        tail.group(EventSubmittedDecoder.TargetsDecoder.sbeBlockLength(), Integer.MAX_VALUE);
        tail.group(EventSubmittedDecoder.TagsDecoder.sbeBlockLength(), Integer.MAX_VALUE);
        tail.data(Integer.MAX_VALUE);
        tail.data(Integer.MAX_VALUE);
        tail.data(Integer.MAX_VALUE);
    }

    /** An order has come for a decision; 0 where none was sent. */
    void decisionAnswered(KeptEvent event, long clientOrderId, Verdict verdict) {
        TradeDecisionAnsweredEncoder message = writer.append(decisionAnswered, event.senderId())
                .eventId(event.id())
                .clientOrderId(clientOrderId)
                .verdict(verdict);
        event.putKey(message.buffer(), message.offset() + TradeDecisionAnsweredEncoder.eventKeyEncodingOffset());
    }

    @Override
    public void offered(KeptEvent event, int accountId, int offer, boolean isAckWanted) {
        DirectBuffer message = event.message();
        writer.append(eventOffered, accountId, LENGTH_BYTES + message.capacity())
                .eventId(event.id())
                .offer(offer)
                .isAckWanted(isAckWanted ? Flag.YES : Flag.NO)
                .putSubmitted(message, 0, message.capacity());
    }

    @Override
    public void requested(KeptEvent event, int accountId, int attempt, DeliveryChannel channel) {
        DirectBuffer message = event.message();
        writer.append(deliveryRequested, accountId, LENGTH_BYTES + message.capacity())
                .eventId(event.id())
                .accountId(accountId)
                .attempt(attempt)
                .channel(channel)
                .putSubmitted(message, 0, message.capacity());
    }

    @Override
    public void changed(
            KeptEvent event,
            int accountId,
            DeliveryState state,
            DeliveryChannel channel,
            DeliveryReason reason,
            int attempt,
            long nextTimeNs,
            String detail) {
        if (isUntold(event)) {
            return;
        }
        boolean isTimed = nextTimeNs != DeliveryOutputs.NO_TIME;
        DeliveryChangedEncoder message = writer.append(deliveryChanged, accountId)
                .eventId(event.id())
                .nextTimeNs(isTimed ? nextTimeNs : DeliveryChangedEncoder.nextTimeNsNullValue())
                .attempt(attempt)
                .state(state)
                .channel(channel)
                .reason(reason)
                .detail(LabelText.of(detail));
        event.putKey(message.buffer(), message.offset() + DeliveryChangedEncoder.eventKeyEncodingOffset());
    }

    @Override
    public void ended(KeptEvent event, int delivered, int dead, int dropped, EventEnd end) {
        if (event.kind() == EventKind.CONDITIONAL) {
            endedConditions.add(event.id());
        }
        if (isUntold(event)) {
            return;
        }
        EventEndedEncoder message = writer.append(eventEnded, event.senderId())
                .eventId(event.id())
                .deliveredCount(delivered)
                .deadLetterCount(dead)
                .droppedCount(dropped)
                .end(end);
        event.putKey(message.buffer(), message.offset() + EventEndedEncoder.eventKeyEncodingOffset());
    }

    /** Of what the core itself sends and nobody has to acknowledge there may be one with every tick: it is shown, or it is not. */
    private static boolean isUntold(KeptEvent event) {
        return event.priority() == DeliveryPriority.INFORMATIONAL && EventIds.isOwn(event.id());
    }

    LongArrayList endedConditions() {
        return endedConditions;
    }
}
