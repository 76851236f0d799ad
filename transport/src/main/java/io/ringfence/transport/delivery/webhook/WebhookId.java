package io.ringfence.transport.delivery.webhook;

import java.nio.charset.StandardCharsets;

/** An event's id as {@code webhook-id}. */
final class WebhookId {
    private WebhookId() {}

    /**
     * The id with everything but letters, digits, {@code -} and {@code _} as {@code %} and two digits, so that different ids stay
     * different. A full stop stands between the parts that are signed, so none may be in one of them; an id that a producer chose may
     * have one, and those of the trade stage's outcomes do.
     */
    static String of(String eventKey) {
        StringBuilder id = new StringBuilder(eventKey.length() + 8);
        for (byte each : eventKey.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = each >= 'a' && each <= 'z'
                    || each >= 'A' && each <= 'Z'
                    || each >= '0' && each <= '9'
                    || each == '-'
                    || each == '_';
            if (isPlain) {
                id.append((char) each);
            } else {
                id.append('%')
                        .append(Character.toUpperCase(Character.forDigit(each >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(each & 0xf, 16)));
            }
        }
        return id.toString();
    }
}
