package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.OutputView.d;
import static io.ringfence.core.testkit.OutputView.order;

import io.ringfence.core.event.DeliveryChangedDecoder;
import io.ringfence.core.event.DeliveryRequestedDecoder;
import io.ringfence.core.event.EventEndedDecoder;
import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventTriggeredDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.TradeDecisionAnsweredDecoder;
import io.ringfence.core.event.TradeDecisionDueDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What matters of an output about an event or a delivery; events read by their keys. */
final class DeliveryDetails {
    private DeliveryDetails() {}

    static String detail(EventType type, DirectBuffer b, int at, MessageHeaderDecoder h) {
        switch (type) {
            case EVENT_OFFERED -> {
                EventOfferedDecoder m = new EventOfferedDecoder().wrapAndApplyHeader(b, at, h);
                UnsafeBuffer event = new UnsafeBuffer(0, 0);
                m.wrapSubmitted(event);
                return key(event) + " " + m.offer() + " ack " + m.isAckWanted();
            }
            case DELIVERY_REQUESTED -> {
                DeliveryRequestedDecoder m = new DeliveryRequestedDecoder().wrapAndApplyHeader(b, at, h);
                UnsafeBuffer event = new UnsafeBuffer(0, 0);
                m.wrapSubmitted(event);
                return key(event) + " to " + m.accountId() + " " + m.attempt() + " " + m.channel();
            }
            case DELIVERY_CHANGED -> {
                DeliveryChangedDecoder m = new DeliveryChangedDecoder().wrapAndApplyHeader(b, at, h);
                return m.eventKey() + " " + m.state() + " " + m.channel() + " " + m.reason() + " " + m.attempt()
                        + " next " + time(m.nextTimeNs());
            }
            case EVENT_TRIGGERED -> {
                EventTriggeredDecoder m = new EventTriggeredDecoder().wrapAndApplyHeader(b, at, h);
                String price = m.price() == TestEvent.NONE ? "none" : d(m.price());
                return m.eventKey() + " at " + time(m.triggerTimeNs()) + " by " + price + " to " + m.targetCount();
            }
            case EVENT_ENDED -> {
                EventEndedDecoder m = new EventEndedDecoder().wrapAndApplyHeader(b, at, h);
                return m.eventKey() + " " + m.end() + " " + m.deliveredCount() + " " + m.deadLetterCount() + " "
                        + m.droppedCount();
            }
            case TRADE_DECISION_DUE -> {
                TradeDecisionDueDecoder m = new TradeDecisionDueDecoder().wrapAndApplyHeader(b, at, h);
                UnsafeBuffer order = new UnsafeBuffer(0, 0);
                m.wrapOrder(order);
                OrderRequestedDecoder request = new OrderRequestedDecoder()
                        .wrap(
                                order,
                                MessageHeaderDecoder.ENCODED_LENGTH,
                                OrderRequestedDecoder.BLOCK_LENGTH,
                                OrderRequestedDecoder.SCHEMA_VERSION);
                return m.eventId() + " as " + request.commandId();
            }
            case TRADE_DECISION_ANSWERED -> {
                TradeDecisionAnsweredDecoder m = new TradeDecisionAnsweredDecoder().wrapAndApplyHeader(b, at, h);
                return m.eventKey() + " " + order(m.clientOrderId()) + " " + m.verdict();
            }
            default -> {
                return "";
            }
        }
    }

    /** Whatever its header says. */
    private static String key(DirectBuffer event) {
        return new EventSubmittedDecoder()
                .wrap(
                        event,
                        MessageHeaderDecoder.ENCODED_LENGTH,
                        EventSubmittedDecoder.BLOCK_LENGTH,
                        EventSubmittedDecoder.SCHEMA_VERSION)
                .eventKey();
    }

    private static String time(long timeNs) {
        return timeNs == TestEvent.NONE ? "none" : Long.toString(timeNs);
    }
}
