package io.ringfence.journal.sql;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.FieldVisitor;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PayloadForm;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * A message taken apart: its fields by name, for the tables, and all of it as a JSON object, for the payload. A message in it is
 * an object in that, and its fields are none of the tables'. Reused from message to message.
 */
final class MessageFields implements FieldVisitor {
    private static final long NS_PER_DAY = Duration.ofDays(1).toNanos();
    /** Messages in messages; further in, bytes are bytes. */
    private static final int MAX_DEPTH = 3;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFields fields = new EventFields();
    private final Map<String, Object> values = new HashMap<>();
    private final StringBuilder json;
    private final int depth;
    /** For messages in this one; null until there is one. */
    private MessageFields inner;

    private PayloadForm payloadForm = PayloadForm.NONE;
    private long strategyId;
    private long conditionId;
    private int instrumentId;

    MessageFields() {
        this(new StringBuilder(), 0);
    }

    private MessageFields(StringBuilder json, int depth) {
        this.json = json;
        this.depth = depth;
    }

    /**
     * Takes a message apart.
     *
     * @return its type
     * @throws ProjectionException when this build's dictionary does not have the type, or one of its values
     */
    EventType read(DirectBuffer buffer, int offset, String place) throws ProjectionException {
        values.clear();
        json.setLength(0);
        json.append('{');
        payloadForm = PayloadForm.NONE;
        strategyId = 0;
        conditionId = 0;
        instrumentId = -1;
        EventType type;
        try {
            type = fields.visit(buffer, offset, this);
        } catch (IllegalArgumentException unknownValue) {
            throw new ProjectionException(newer(place, unknownValue.getMessage()), unknownValue);
        }
        if (type == null) {
            throw new ProjectionException(newer(place, "an event type that is not in the dictionary"));
        }
        json.append('}');
        return type;
    }

    private static String newer(String place, String why) {
        return place + ": this build cannot read it (" + why + "); a newer one wrote it";
    }

    /** The JSON object. */
    CharSequence json() {
        return json;
    }

    /** The last field that names a strategy, 0 where none does. */
    long strategyId() {
        return strategyId;
    }

    /** 0 where no field names a condition. */
    long conditionId() {
        return conditionId;
    }

    /** -1 where no field names an instrument. */
    int instrumentId() {
        return instrumentId;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** An id or a count; there must be such a field. */
    long number(String name) {
        return (Long) values.get(name);
    }

    /** A decimal; null where it is absent. */
    BigDecimal decimal(String name) {
        Long scaled = (Long) values.get(name);
        return scaled == null ? null : BigDecimal.valueOf(scaled, Decimal.DIGITS);
    }

    /** A time in nanoseconds; null where it is absent. */
    Long timeNs(String name) {
        return (Long) values.get(name);
    }

    /** A text, or the name of an enum's value; null where it is absent. */
    String text(String name) {
        return (String) values.get(name);
    }

    @Override
    public void absent(String name) {
        name(name).append("null");
    }

    @Override
    public void integer(String name, long value) {
        values.put(name, value);
        name(name).append(value);
    }

    @Override
    public void decimal(String name, long scaled) {
        values.put(name, scaled);
        name(name).append(Decimal.toString(scaled));
    }

    @Override
    public void time(String name, long timeNs) {
        values.put(name, timeNs);
        name(name).append('"').append(SqlTime.iso(timeNs)).append('"');
    }

    @Override
    public void timeOfDay(String name, long sinceMidnightNs) {
        if (sinceMidnightNs >= 0 && sinceMidnightNs < NS_PER_DAY) {
            name(name)
                    .append('"')
                    .append(LocalTime.ofNanoOfDay(sinceMidnightNs))
                    .append('"');
        } else {
            name(name).append(sinceMidnightNs);
        }
    }

    @Override
    public void duration(String name, long durationNs) {
        integer(name, durationNs);
    }

    @Override
    public void text(String name, String value) {
        values.put(name, value);
        name(name);
        JsonText.quote(json, value);
    }

    @Override
    public void bytes(String name, DirectBuffer value) {
        if (payloadForm == PayloadForm.MESSAGE) {
            message(name, value);
            return;
        }
        byte[] bytes = new byte[value.capacity()];
        value.getBytes(0, bytes);
        boolean isText = payloadForm == PayloadForm.JSON;
        name(name);
        JsonText.quote(
                json,
                isText
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public void message(String name, DirectBuffer value) {
        if (value.capacity() == 0) {
            absent(name);
        } else if (value.capacity() < MessageHeaderDecoder.ENCODED_LENGTH || depth == MAX_DEPTH) {
            payloadForm = PayloadForm.BYTES;
            bytes(name, value);
        } else {
            if (inner == null) {
                inner = new MessageFields(json, depth + 1);
            }
            EventType type = EventType.of(header.wrap(value, 0).templateId());
            name(name).append('{');
            inner.payloadForm = PayloadForm.NONE;
            inner.values.clear();
            inner.text("type", type == null ? "UNKNOWN" : type.eventName());
            inner.fields.visit(value, 0, inner);
            json.append('}');
        }
    }

    @Override
    public void named(String name, Enum<?> value) {
        if (value instanceof PayloadForm form) {
            payloadForm = form;
        }
        text(name, value.name());
    }

    @Override
    public void instrument(String name, int id) {
        instrumentId = id;
        integer(name, id);
    }

    @Override
    public void account(String name, int id) {
        integer(name, id);
    }

    @Override
    public void strategy(String name, long id) {
        strategyId = id;
        integer(name, id);
    }

    @Override
    public void condition(String name, long id) {
        conditionId = id;
        integer(name, id);
    }

    @Override
    public void order(String name, long clientOrderId) {
        integer(name, clientOrderId);
    }

    @Override
    public FieldVisitor beginGroup(String name, int entryCount) {
        name(name).append('[');
        return this;
    }

    @Override
    public void beginEntry() {
        comma().append('{');
    }

    @Override
    public void endEntry() {
        json.append('}');
    }

    @Override
    public void endGroup(String name) {
        json.append(']');
    }

    private StringBuilder name(String name) {
        return comma().append('"').append(name).append("\":");
    }

    private StringBuilder comma() {
        char last = json.charAt(json.length() - 1);
        return last == '{' || last == '[' ? json : json.append(',');
    }
}
