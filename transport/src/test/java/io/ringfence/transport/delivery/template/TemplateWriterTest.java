package io.ringfence.transport.delivery.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.AlertTriggeredEncoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderFilledEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.SubmittedEvent;
import io.ringfence.transport.delivery.net.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TemplateWriterTest {
    private static Notification write(SubmittedEvent event) {
        return write(event, Map.of());
    }

    private static Notification write(SubmittedEvent event, Map<String, TemplateText> templates) {
        return TemplateWriter.supplier(new TemplateConfig(templates, 64, 256), id -> id == 3 ? "BTCUSD" : null)
                .get()
                .write(event.request());
    }

    private static SubmittedEvent filled() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        OrderFilledEncoder filled = new OrderFilledEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .clientOrderId(131_072)
                .strategyId(2)
                .quantity(150_000_000)
                .price(6_512_340_000_000L)
                .fee(1_000_000)
                .cumQuantity(150_000_000)
                .leavesQuantity(50_000_000)
                .instrumentId(3)
                .side(Side.BUY)
                .purpose(OrderPurpose.ENTRY);
        SubmittedEvent event = new SubmittedEvent()
                .payload(
                        PayloadForm.MESSAGE,
                        Arrays.copyOf(
                                buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + filled.encodedLength()));
        event.type = UserEventType.ORDER_FILLED;
        event.title = "";
        event.key = "rf-9.1";
        return event;
    }

    @Test
    void shouldTellATradesOutcomeInWords() {
        Notification filled = write(filled());

        assertEquals("rf-9.1", filled.eventKey());
        assertEquals("ORDER_FILLED", filled.type());
        assertEquals("Filled: buy 1.5 BTCUSD at 65123.4", filled.title());
        assertEquals(
                "Filled 1.5 BTCUSD at 65123.4, fee 0.01; 1.5 in all, 0.5 left. Order 131072 of strategy 2, entry.",
                filled.text());
        JsonTree json = JsonTree.parse(filled.json()).orElseThrow();
        assertEquals("order_filled", json.text("event_type"));
        assertEquals("order_filled", json.text("payload", "type"));
        assertEquals("65123.4", json.text("payload", "price"));
        assertEquals("BTCUSD", json.text("payload", "symbol"));
        assertEquals("131072", json.text("payload", "clientOrderId"));
    }

    @Test
    void shouldTellWhatAPersonSentByItsFields() {
        Notification alert = write(new SubmittedEvent()
                .json("{\"left\":\"12.5\",\"stillOpen\":true,\"by\":{\"name\":\"ann\"},\"n\":null,\"l\":[1]}"));

        assertEquals("Margin", alert.title());
        assertEquals("left: 12.5\nstill open: true\nby.name: ann\nl.0: 1", alert.text());
        assertEquals(
                "{\"type\":\"event\",\"kind\":\"immediate\",\"event_type\":\"alert_triggered\",\"priority\":3,\"sender\":0,"
                        + "\"source_id\":\"risk\",\"created_at\":\"2026-01-02T03:04:05.678Z\",\"trigger_at\":null,"
                        + "\"expires_at\":null,\"delivery\":{\"priority\":\"critical\",\"channels\":[{\"channel\":"
                        + "\"active_session\",\"only_if_active\":true},{\"channel\":\"telegram\",\"only_if_active\":false}]},"
                        + "\"tags\":[\"plan\",\"desk\"],\"title\":\"Margin\",\"payload\":{\"left\":\"12.5\",\"stillOpen\":true,"
                        + "\"by\":{\"name\":\"ann\"},\"n\":null,\"l\":[1]},\"event_id\":"
                        + "\"019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11\"}",
                alert.json());
    }

    @Test
    void shouldHaveTitleAndTextWhenAnEventHasNeither() {
        SubmittedEvent bare = new SubmittedEvent().payload(PayloadForm.NONE, new byte[0]);
        bare.type = UserEventType.OWN;
        bare.typeName = "REBALANCE_DONE";
        bare.title = "";

        Notification notification = write(bare);

        assertEquals("REBALANCE_DONE", notification.type());
        assertEquals("Rebalance done", notification.title());
        assertEquals("Rebalance done", notification.text());
        assertEquals(
                "REBALANCE_DONE",
                JsonTree.parse(notification.json()).orElseThrow().text("event_type"));
    }

    @Test
    void shouldTakeTheConfiguredTemplateOfTheMessageThenOfTheType() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        int length = new AlertTriggeredEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .strategyId(0)
                .clientOrderId(0)
                .figure(7)
                .code(AlertCode.FEED_LOST)
                .encodedLength();
        SubmittedEvent alert = new SubmittedEvent()
                .payload(
                        PayloadForm.MESSAGE,
                        Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + length));
        alert.type = UserEventType.STRATEGY_LOG;
        TemplateText byMessage = new TemplateText("M {payload.code}", "{payload.figure} {payload.strategyId}");
        TemplateText byType = new TemplateText("T {priority} {urgency} {created} {tags}", "{source} {id} {type}");

        assertEquals("Alert: feed lost", write(alert).title());
        assertEquals(
                "M feed lost",
                write(alert, Map.of("ALERT_TRIGGERED", byMessage, "STRATEGY_LOG", byType))
                        .title());
        assertEquals("7 -", write(alert, Map.of("ALERT_TRIGGERED", byMessage)).text());
        Notification typed = write(alert, Map.of("STRATEGY_LOG", byType));
        assertEquals("T critical 3 2026-01-02 03:04:05 UTC plan, desk", typed.title());
        assertEquals("risk 019b7d3a-5c2e-7a31-9d5e-0c6a4f0e8b11 STRATEGY_LOG", typed.text());
    }

    @Test
    void shouldCutWhatIsTooLongAndLeaveOutWhatIsNoText() {
        SubmittedEvent event = new SubmittedEvent().json("{\"a\":\"" + "x".repeat(500) + "\"}");
        event.title = "two\r\nlines\u0007 " + "y".repeat(100);

        Notification notification = write(event);

        assertEquals(64, notification.title().length());
        assertTrue(notification.title().startsWith("two lines yyy"), notification.title());
        assertEquals(256, notification.text().length());
        assertTrue(notification.text().startsWith("a: xxx"));
    }

    @Test
    void shouldTellWhatAProducerSentWhenItIsNoObject() {
        assertEquals(
                "hello",
                write(new SubmittedEvent().payload(PayloadForm.BYTES, "hello".getBytes(StandardCharsets.UTF_8)))
                        .text());
        assertEquals(
                "3 bytes",
                write(new SubmittedEvent().payload(PayloadForm.BYTES, new byte[] {-1, -2, -3}))
                        .text());
        Notification broken = write(new SubmittedEvent().json("{\"a\":1,"));
        assertEquals("{\"a\":1,", broken.text());
        assertEquals("eyJhIjoxLA==", JsonTree.parse(broken.json()).orElseThrow().text("payload_base64"));
    }

    @Property
    void shouldTellSomethingWhateverWasSent(
            @ForAll @Size(max = 300) byte[] payload,
            @ForAll @IntRange(min = 1, max = 2) int form,
            @ForAll String title) {
        SubmittedEvent event = new SubmittedEvent().payload(PayloadForm.get((short) form), payload);
        event.title = title.length() > 100 ? title.substring(0, 100) : title;

        Notification notification = write(event);

        assertFalse(notification.title().isBlank());
        assertFalse(notification.text().isBlank());
        assertTrue(JsonTree.parse(notification.json()).isPresent(), notification.json());
    }

    @Test
    void shouldNameOnlyWhatAMessageHasWhenATemplateIsBuiltIn() {
        BuiltInTemplates.byMessage().forEach((type, text) -> {
            Set<String> names = new HashSet<>(Template.of(type.name(), text).names());
            names.removeAll(EventValues.NAMES);
            for (String name : names) {
                assertTrue(fields(type).contains(name), type + " has no " + name + ", only " + fields(type));
            }
        });
    }

    /** What a message of the type tells when every byte of it is 1, so that few fields are absent. */
    private static Set<String> fields(EventType type) {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + type.blockLength()];
        Arrays.fill(bytes, (byte) 1);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(bytes), 0)
                .blockLength(type.blockLength())
                .templateId(type.templateId())
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION);
        EventValues values = new EventValues();
        new MessageValues(id -> "BTCUSD").read(new UnsafeBuffer(bytes), values);
        return values.payloadNames();
    }
}
