package io.ringfence.transport.delivery.webpush;

import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.net.Text;
import io.ringfence.transport.json.JsonText;

/** What a browser's service worker gets of an event: one JSON object that fits in one message. */
final class PushPayload {
    private static final int MAX_TITLE_CHARS = 128;

    private PushPayload() {}

    /**
     * The object; the event itself is in it where there is room, and text that is too long is cut.
     *
     * @param maxBytes of UTF-8, at least {@link WebPushConfig#MIN_PAYLOAD_BYTES}
     */
    static byte[] of(Notification notification, int maxBytes) {
        String event = notification.json().isBlank() ? null : notification.json();
        byte[] whole = bytes(notification, notification.text(), event);
        if (whole.length <= maxBytes) {
            return whole;
        }
        byte[] plain = bytes(notification, notification.text(), null);
        if (plain.length <= maxBytes) {
            return plain;
        }
        // The longest beginning that fits: a character may take from 1 to 6 bytes.
        int fits = 2;
        int tooLong = notification.text().length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (bytes(notification, Text.cut(notification.text(), middle), null).length <= maxBytes) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return bytes(notification, Text.cut(notification.text(), fits), null);
    }

    private static byte[] bytes(Notification notification, String text, String event) {
        return new JsonText(1_024)
                .object()
                .text("id", notification.eventKey())
                .text("type", notification.type())
                .word("priority", notification.priority())
                .text("title", Text.cut(notification.title(), MAX_TITLE_CHARS))
                .text("text", text)
                .time("created_at", notification.createdTimeNs())
                .json("event", event)
                .endObject()
                .toBytes();
    }
}
