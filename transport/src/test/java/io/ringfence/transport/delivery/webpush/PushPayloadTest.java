package io.ringfence.transport.delivery.webpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.file.JsonFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PushPayloadTest {
    private static final long TIME_NS = 1_772_359_200_123_456_789L;
    private static final int MAX_BYTES = 2_048;

    private static Notification notification(String key, String type, String title, String text, String json) {
        return new Notification(key, 7, type, DeliveryPriority.CRITICAL, TIME_NS, title, text, json);
    }

    private static String payload(String title, String text, String json) {
        return new String(
                PushPayload.of(notification("rf-5.1", "ORDER_FILLED", title, text, json), MAX_BYTES),
                StandardCharsets.UTF_8);
    }

    @Test
    void shouldHaveTheEventInItWhenThereIsRoom() {
        assertEquals(
                "{\"id\":\"rf-5.1\",\"type\":\"ORDER_FILLED\",\"priority\":\"critical\",\"title\":\"Filled\","
                        + "\"text\":\"Sold 2 SOL\\n\\\"now\\\"\",\"created_at\":\"2026-03-01T10:00:00.123Z\","
                        + "\"event\":{\"a\":1}}",
                payload("Filled", "Sold 2 SOL\n\"now\"", "{\"a\":1}"));
    }

    @Test
    void shouldLeaveTheEventOutWhenThereIsNone() {
        assertTrue(payload("Filled", "text", "").endsWith("\"created_at\":\"2026-03-01T10:00:00.123Z\"}"));
    }

    @Test
    void shouldGiveUpTheEventBeforeTheTextWhenThereIsNoRoomForBoth() throws IOException {
        String text = "x".repeat(1_500);
        String payload = payload("Filled", text, "{\"a\":\"" + "y".repeat(1_000) + "\"}");
        JsonFields fields = JsonFields.parse("payload", payload.getBytes(StandardCharsets.UTF_8));
        assertEquals(text, fields.text("text"));
        assertFalse(payload.contains("event"));
    }

    @Test
    void shouldCutNoMoreOfATextThanItHasToWhenItIsTooLong() {
        String payload = payload("Filled", "x".repeat(4_000), "");
        assertEquals(MAX_BYTES, payload.getBytes(StandardCharsets.UTF_8).length);
        assertTrue(payload.contains("xxx…\""));
    }

    @Property
    void shouldBeOneObjectThatFitsWhateverIsSaid(
            @ForAll String title, @ForAll String words, @ForAll @IntRange(min = 1, max = 400) int times)
            throws IOException {
        String text = words.repeat(times);
        byte[] payload = PushPayload.of(
                notification("\u0001".repeat(64), "\u0001".repeat(32), title, text, "{\"a\":1}"), MAX_BYTES);
        assertTrue(payload.length <= MAX_BYTES, () -> payload.length + " bytes");
        JsonFields fields = JsonFields.parse("payload", payload);
        String said = fields.text("text");
        String begin = said.endsWith("…") ? said.substring(0, said.length() - 1) : said;
        // Half of a character cannot be written, and is a question mark.
        assertTrue(text.replaceAll("[\ud800-\udfff]", "?").startsWith(begin.replaceAll("[\ud800-\udfff]", "?")));
        assertEquals("critical", fields.text("priority"));
    }
}
