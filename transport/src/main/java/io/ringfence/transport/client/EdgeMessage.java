package io.ringfence.transport.client;

import java.util.Map;

/**
 * One object from the edge.
 *
 * @param type its type
 * @param fields all of it as it was written: strings, {@code Long} (or {@code BigInteger}), {@code BigDecimal}, {@code
 *     Boolean}, null, lists and maps; not to be changed
 */
public record EdgeMessage(String type, Map<String, Object> fields) {
    /** A field as text; null where it is not there. */
    public String text(String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    /** A whole number, or the other where it is not one. */
    public long number(String name, long otherwise) {
        return fields.get(name) instanceof Long value ? value : otherwise;
    }

    /** Place in the stream, from 1; 0 for what has none. */
    public long seq() {
        return number("seq", 0);
    }
}
