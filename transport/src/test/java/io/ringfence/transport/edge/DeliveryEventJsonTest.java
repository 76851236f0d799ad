package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.WrittenEvent.TAIL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.DeliveryChangedEncoder;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventEndedEncoder;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventOfferedEncoder;
import io.ringfence.core.event.EventTriggeredEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.TradeDecisionAnsweredEncoder;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The text of events with a promise, and of what becomes of them. */
class DeliveryEventJsonTest {
    private static final byte[] NOTHING = new byte[0];
    private static final String KEY = "019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11";
    private static final String OFFERED_TAIL =
            ",\"offer\":2,\"ack\":true,\"timestamp\":\"" + Events.TIME + "\",\"event_id\":\"" + KEY + "\"}";
    private static final String BEFORE_TITLE =
            "\"kind\":\"immediate\",\"event_type\":\"alert_triggered\",\"priority\":5,\"sender\":7,\"source_id\":null,"
                    + "\"created_at\":\"" + Events.TIME + "\",\"trigger_at\":null,\"expires_at\":null,"
                    + "\"delivery\":{\"priority\":\"critical\",\"channels\":[{\"channel\":\"active_session\",\"only_if_active\":false},"
                    + "{\"channel\":\"telegram\",\"only_if_active\":true}]},\"tags\":[]";

    private final WrittenEvent event = new WrittenEvent();
    private final MutableDirectBuffer buffer = event.buffer;
    private final MessageHeaderEncoder header = event.header;

    private static NewEvent submitted(String title, PayloadForm form, byte[] payload) {
        return new NewEvent(
                7,
                KEY,
                EventKind.IMMEDIATE,
                DeliveryPriority.CRITICAL,
                5,
                UserEventType.ALERT_TRIGGERED,
                "",
                "",
                Events.TIME_NS,
                OptionalLong.empty(),
                OptionalLong.empty(),
                LateStart.FIRE,
                List.of(
                        new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false),
                        new ChannelChoice(DeliveryChannel.TELEGRAM, true)),
                List.of("alice", "desk"),
                List.of(),
                title,
                form,
                payload,
                NOTHING);
    }

    private static UnsafeBuffer encoded(NewEvent submitted) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + new EventEncoding().eventSubmitted(message, submitted, "c");
        return new UnsafeBuffer(message, 0, length);
    }

    private String offered(NewEvent submitted) {
        UnsafeBuffer message = encoded(submitted);
        new EventOfferedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(42)
                .offer(2)
                .isAckWanted(Flag.YES)
                .putSubmitted(message, 0, message.capacity());
        return event.text();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteAnOfferUnderTheEventsOwnIdWhenItComesFromTheCore() {
        assertEquals(
                "{\"type\":\"event\"," + BEFORE_TITLE
                        + ",\"title\":\"Margin \u00e9\\u000a\\\"\",\"payload\":{\"left\" : 12.50}" + OFFERED_TAIL,
                offered(submitted("Margin \u00e9\n\"", PayloadForm.JSON, utf8("{\"left\" : 12.50}"))));
    }

    @Test
    void shouldWriteEveryFieldWhenTheyAreThere() {
        NewEvent full = new NewEvent(
                0,
                "z-1",
                EventKind.SCHEDULED,
                DeliveryPriority.NORMAL,
                1,
                UserEventType.OWN,
                "plan.v1",
                "desk-7",
                Events.TIME_NS,
                OptionalLong.of(Events.TIME_NS),
                OptionalLong.of(Events.TIME_NS),
                LateStart.SKIP,
                List.of(new ChannelChoice(DeliveryChannel.WEB, false)),
                List.of("alice", "desk"),
                List.of("x", "y\""),
                "",
                PayloadForm.NONE,
                NOTHING,
                NOTHING);
        String json = offered(full);
        String expected =
                "{\"type\":\"event\",\"kind\":\"scheduled\",\"event_type\":\"plan.v1\",\"priority\":1,\"sender\":0,"
                        + "\"source_id\":\"desk-7\",\"created_at\":\"" + Events.TIME + "\",\"trigger_at\":\""
                        + Events.TIME
                        + "\",\"expires_at\":\"" + Events.TIME
                        + "\",\"delivery\":{\"priority\":\"normal\",\"channels\":"
                        + "[{\"channel\":\"web\",\"only_if_active\":false}]},\"tags\":[\"x\",\"y\\\"\"],\"title\":\"\",\"payload\":null"
                        + OFFERED_TAIL.replace(KEY, "z-1");
        assertEquals(expected, json);
    }

    @Test
    void shouldShowAnOutcomeOfTheTradeStageAsItsStreamDoesWhenThatIsThePayload() {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        Events.filled(slot.out(), 1);
        byte[] filled = new byte[slot.out().messageLength(0)];
        slot.out().buffer().getBytes(slot.out().messageOffset(0), filled);
        String inStream = Events.filledJson(1, 1);
        assertEquals(
                "{\"type\":\"event\"," + BEFORE_TITLE + ",\"title\":\"\",\"payload\":"
                        + inStream.substring(0, inStream.indexOf(",\"seq\"")) + "}" + OFFERED_TAIL,
                offered(submitted("", PayloadForm.MESSAGE, filled)));
    }

    @Test
    void shouldWriteBase64WhenThePayloadIsNotJson() {
        byte[] bytes = {0, (byte) 0xFF, 'a', 1};
        assertTrue(offered(submitted("", PayloadForm.BYTES, bytes)).contains(",\"payload_base64\":\"AP9hAQ==\","));
        byte[] malformed = {'{', (byte) 0xC3, '}'};
        assertTrue(offered(submitted("", PayloadForm.JSON, malformed)).contains(",\"payload_base64\":\"e8N9\","));
        byte[] unknown = new byte[16];
        assertTrue(offered(submitted("", PayloadForm.MESSAGE, unknown))
                .contains(",\"payload\":null,\"payload_omitted\":true,"));
    }

    @Test
    void shouldWriteWhatBecomesOfEventsWhenItComesFromTheCore() {
        new DeliveryChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(42)
                .nextTimeNs(Events.TIME_NS)
                .attempt(3)
                .state(DeliveryState.BACKOFF)
                .channel(DeliveryChannel.TELEGRAM)
                .reason(DeliveryReason.CHANNEL_LATER)
                .detail("429")
                .eventKey(KEY);
        assertEquals(
                "{\"type\":\"delivery_changed\",\"eventKey\":\"" + KEY
                        + "\",\"state\":\"backoff\",\"deliveryChannel\":\"telegram\","
                        + "\"reason\":\"channel_later\",\"attempt\":3,\"nextTime\":\"" + Events.TIME
                        + "\",\"detail\":\"429\"," + TAIL,
                event.text());

        new DeliveryChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(42)
                .nextTimeNs(DeliveryChangedEncoder.nextTimeNsNullValue())
                .attempt(3)
                .state(DeliveryState.DEAD_LETTER)
                .channel(DeliveryChannel.NULL_VAL)
                .reason(DeliveryReason.NO_ACK)
                .detail("")
                .eventKey("k");
        assertEquals(
                "{\"type\":\"delivery_changed\",\"eventKey\":\"k\",\"state\":\"dead_letter\",\"deliveryChannel\":null,\"reason\":\"no_ack\","
                        + "\"attempt\":3,\"nextTime\":null,\"detail\":null," + TAIL,
                event.text());

        new EventTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(42)
                .triggerTimeNs(EventTriggeredEncoder.triggerTimeNsNullValue())
                .price(Decimal.parse("5.5"))
                .targetCount(2)
                .eventKey(KEY);
        assertEquals(
                "{\"type\":\"event_triggered\",\"eventKey\":\"" + KEY
                        + "\",\"triggerTime\":null,\"price\":\"5.5\",\"targetCount\":2," + TAIL,
                event.text());

        new EventEndedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(42)
                .deliveredCount(3)
                .deadLetterCount(2)
                .droppedCount(1)
                .end(EventEnd.DONE)
                .eventKey(KEY);
        assertEquals(
                "{\"type\":\"event_ended\",\"eventKey\":\"" + KEY
                        + "\",\"end\":\"done\",\"deliveredCount\":3,\"deadLetterCount\":2," + "\"droppedCount\":1,"
                        + TAIL,
                event.text());
    }

    @Test
    void shouldWriteWhatBecameOfADecisionWhenItComesFromTheCore() {
        new TradeDecisionAnsweredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(42)
                .clientOrderId(0)
                .verdict(Verdict.RISK)
                .eventKey(KEY);
        assertEquals(
                "{\"type\":\"trade_decision_answered\",\"eventKey\":\"" + KEY
                        + "\",\"orderId\":null,\"verdict\":\"risk\"," + TAIL,
                event.text());
        new TradeDecisionAnsweredEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .eventId(42)
                .clientOrderId(99)
                .verdict(Verdict.ACCEPTED)
                .eventKey(KEY);
        assertTrue(event.text().contains(",\"orderId\":\"99\",\"verdict\":\"accepted\","));
    }

    @Test
    void shouldWriteTheSameFieldsAsTextForOthersAndTheTargetsToTheSender() {
        UnsafeBuffer message = encoded(submitted("t", PayloadForm.JSON, utf8("{}")));
        EventText text = new EventText(new Instruments(List.of("SOL"), 16));
        String fields = BEFORE_TITLE + ",\"title\":\"t\",\"payload\":{},\"event_id\":\"" + KEY + "\"";
        assertEquals("{\"type\":\"event\"," + fields + "}", text.told(message, 0, message.capacity()));
        assertEquals(fields, text.fields(message, 0, message.capacity(), false));
        assertEquals(
                fields.replace(",\"tags\"", ",\"targets\":[\"alice\",\"desk\"],\"tags\""),
                text.fields(message, 0, message.capacity(), true));
    }

    /** What the largest event takes, each of its characters escaped, has room in a frame; what another producer sends may not. */
    @Test
    void shouldWriteAWholeFrameWhenAnEventIsAsLargeAsItMayBe() {
        byte[] payload = new byte[16_384];
        Arrays.fill(payload, (byte) 7);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            many.add((char) ('a' + i) + "\u0001".repeat(31));
        }
        NewEvent large = new NewEvent(
                7,
                KEY,
                EventKind.IMMEDIATE,
                DeliveryPriority.NORMAL,
                5,
                UserEventType.OWN,
                "\u0001".repeat(32),
                "\u0001".repeat(32),
                Events.TIME_NS,
                OptionalLong.empty(),
                OptionalLong.empty(),
                LateStart.FIRE,
                List.of(new ChannelChoice(DeliveryChannel.WEB, false)),
                many,
                many,
                "\u0001".repeat(512),
                PayloadForm.BYTES,
                payload,
                NOTHING);
        String json = offered(large);
        assertTrue(json.contains("\"payload_base64\":\"BwcH"), json);
        assertTrue(json.length() < JsonFrame.MAX_BYTES);
        assertEquals(KEY, JsonScalars.of(json).get("event_id"));
    }
}
