package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.EventJson.ORDER_ID;
import static io.ringfence.transport.edge.EventJson.PRICE;
import static io.ringfence.transport.edge.EventJson.REASON;
import static io.ringfence.transport.edge.EventJson.TIMESTAMP;
import static io.ringfence.transport.edge.EventJson.name;

import io.ringfence.core.event.DeliveryChangedDecoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventEndedDecoder;
import io.ringfence.core.event.EventOfferedDecoder;
import io.ringfence.core.event.EventTriggeredDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.TradeDecisionAnsweredDecoder;
import io.ringfence.core.event.Verdict;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Events with a promise, and what becomes of them, as JSON: the table of channel {@code events} in PROTOCOL.md. */
final class DeliveryEventJson {
    private static final byte[] EVENT_KEY = name("eventKey");
    private static final byte[] STATE = name("state");
    private static final byte[] CHANNEL = name("deliveryChannel");
    private static final byte[] ATTEMPT = name("attempt");
    private static final byte[] NEXT_TIME = name("nextTime");
    private static final byte[] DETAIL = name("detail");
    private static final byte[] TRIGGER_TIME = name("triggerTime");
    private static final byte[] TARGET_COUNT = name("targetCount");
    private static final byte[] END = name("end");
    private static final byte[] DELIVERED_COUNT = name("deliveredCount");
    private static final byte[] DEAD_LETTER_COUNT = name("deadLetterCount");
    private static final byte[] DROPPED_COUNT = name("droppedCount");
    private static final byte[] VERDICT = name("verdict");
    private static final byte[] OFFER = name("offer");
    private static final byte[] ACK = name("ack");
    private static final byte[] EVENT_ID = name("event_id");
    private static final byte[] TRUE = Ascii.bytes("true");
    private static final byte[] FALSE = Ascii.bytes("false");
    private static final byte[][] STATES = Ascii.lowerCase(DeliveryState.values());
    private static final byte[][] REASONS = Ascii.lowerCase(DeliveryReason.values());
    private static final byte[][] CHANNELS = channels();
    private static final byte[][] ENDS = Ascii.lowerCase(EventEnd.values());
    private static final byte[][] VERDICTS = Ascii.lowerCase(Verdict.values());

    private final DeliveryChangedDecoder changed = new DeliveryChangedDecoder();
    private final EventTriggeredDecoder triggered = new EventTriggeredDecoder();
    private final EventEndedDecoder ended = new EventEndedDecoder();
    private final TradeDecisionAnsweredDecoder answered = new TradeDecisionAnsweredDecoder();
    private final EventOfferedDecoder offered = new EventOfferedDecoder();
    private final byte[] key = new byte[DeliveryChangedDecoder.eventKeyLength()];
    private final byte[] detail = new byte[DeliveryChangedDecoder.detailLength()];
    private final UnsafeBuffer submitted = new UnsafeBuffer(0, 0);

    private final JsonFrame json;
    private final SubmittedJson fields;

    DeliveryEventJson(JsonFrame json, EventJson events) {
        this.json = json;
        this.fields = new SubmittedJson(json, events);
    }

    /** The null value is shown as none. */
    private static byte[][] channels() {
        byte[][] names = Ascii.lowerCase(DeliveryChannel.values());
        names[DeliveryChannel.NULL_VAL.ordinal()] = null;
        return names;
    }

    /** Writes an event's fields; returns false, with nothing written, for a type that is not here. */
    boolean event(DirectBuffer buffer, int offset, MessageHeaderDecoder header, long timeNs) {
        int block = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case DeliveryChangedDecoder.TEMPLATE_ID -> write(changed.wrap(buffer, offset, block, version), timeNs);
            case EventTriggeredDecoder.TEMPLATE_ID -> write(triggered.wrap(buffer, offset, block, version), timeNs);
            case EventEndedDecoder.TEMPLATE_ID -> write(ended.wrap(buffer, offset, block, version), timeNs);
            case TradeDecisionAnsweredDecoder.TEMPLATE_ID ->
                write(answered.wrap(buffer, offset, block, version), timeNs);
            default -> {
                return false;
            }
        }
        return true;
    }

    private JsonFrame write(DeliveryChangedDecoder event, long timeNs) {
        event.getEventKey(key, 0);
        json.text(EVENT_KEY, key)
                .json(STATE, STATES[event.state().ordinal()])
                .json(CHANNEL, CHANNELS[event.channel().ordinal()])
                .json(REASON, REASONS[event.reason().ordinal()])
                .number(ATTEMPT, event.attempt())
                .time(NEXT_TIME, event.nextTimeNs());
        event.getDetail(detail, 0);
        if (detail[0] == 0) {
            json.json(DETAIL, null);
        } else {
            json.text(DETAIL, detail);
        }
        return json.time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(EventTriggeredDecoder event, long timeNs) {
        event.getEventKey(key, 0);
        return json.text(EVENT_KEY, key)
                .time(TRIGGER_TIME, event.triggerTimeNs())
                .decimal(PRICE, event.price())
                .number(TARGET_COUNT, event.targetCount())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(EventEndedDecoder event, long timeNs) {
        event.getEventKey(key, 0);
        return json.text(EVENT_KEY, key)
                .json(END, ENDS[event.end().ordinal()])
                .number(DELIVERED_COUNT, event.deliveredCount())
                .number(DEAD_LETTER_COUNT, event.deadLetterCount())
                .number(DROPPED_COUNT, event.droppedCount())
                .time(TIMESTAMP, timeNs);
    }

    private JsonFrame write(TradeDecisionAnsweredDecoder event, long timeNs) {
        event.getEventKey(key, 0);
        json.text(EVENT_KEY, key);
        if (event.clientOrderId() == 0) {
            json.json(ORDER_ID, null);
        } else {
            json.id(ORDER_ID, event.clientOrderId());
        }
        return json.json(VERDICT, VERDICTS[event.verdict().ordinal()]).time(TIMESTAMP, timeNs);
    }

    /** Writes the fields of an EVENT_OFFERED whose block begins at {@code offset}, which has no other id than the event's own. */
    void offered(DirectBuffer buffer, int offset, MessageHeaderDecoder header, long timeNs) {
        offered.wrap(buffer, offset, header.blockLength(), header.version());
        int offer = offered.offer();
        boolean isAckWanted = offered.isAckWanted() == Flag.YES;
        offered.wrapSubmitted(submitted);
        fields.fields(submitted, false);
        json.number(OFFER, offer).json(ACK, isAckWanted ? TRUE : FALSE).time(TIMESTAMP, timeNs);
        fields.key(EVENT_ID);
    }
}
