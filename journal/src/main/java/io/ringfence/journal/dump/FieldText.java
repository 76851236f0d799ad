package io.ringfence.journal.dump;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.FieldVisitor;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PayloadForm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Base64;
import org.agrona.DirectBuffer;

/**
 * Writes what a message's fields mean: enums by name, decimals exactly, times as text, an instrument with its symbol, the
 * nodes of a condition as words, a message in the message with its own fields, other bytes in Base64 or, where they are said
 * to be JSON, as text. What is absent is left out.
 */
final class FieldText implements FieldVisitor {
    private static final long NS_PER_DAY = Duration.ofDays(1).toNanos();
    /** Messages in messages; further in, bytes are bytes. The dictionary needs two: a condition's event's order. */
    private static final int MAX_DEPTH = 3;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFields fields = new EventFields();
    private final Subjects subjects;
    private final EventText text;
    private final int depth;
    /** For messages in this one; null until there is one. */
    private FieldText inner;

    private int templateId;
    /** What the payload is said to be. */
    private PayloadForm payloadForm;
    /** Whose nodes are seen, null outside of them. */
    private ConditionText condition;
    /** Whether a group other than a condition's nodes has begun and not ended. */
    private boolean isInArray;

    FieldText(Subjects subjects, EventText text) {
        this(subjects, text, 0);
    }

    private FieldText(Subjects subjects, EventText text, int depth) {
        this.subjects = subjects;
        this.text = text;
        this.depth = depth;
    }

    /** Writes the fields of a message, or why there are none. */
    void write(DirectBuffer buffer, int offset) {
        templateId = header.wrap(buffer, offset).templateId();
        condition = null;
        isInArray = false;
        payloadForm = PayloadForm.NONE;
        try {
            if (fields.visit(buffer, offset, this) == null) {
                text.integer("templateId", templateId);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException valueOfNewerSchemaOrCutShort) {
            if (isInArray) {
                text.dropGroup();
            }
            text.text("unreadable", valueOfNewerSchemaOrCutShort.getMessage());
        }
    }

    @Override
    public void integer(String name, long value) {
        text.integer(unlikeTheHeading(name), value);
    }

    @Override
    public void decimal(String name, long scaled) {
        text.text(name, Decimal.toString(scaled));
    }

    @Override
    public void time(String name, long timeNs) {
        text.text(unlikeTheHeading(name), EventText.iso(timeNs));
    }

    /** As the bare figure when no day has it. */
    @Override
    public void timeOfDay(String name, long sinceMidnightNs) {
        if (sinceMidnightNs >= 0 && sinceMidnightNs < NS_PER_DAY) {
            text.text(name, LocalTime.ofNanoOfDay(sinceMidnightNs).toString());
        } else {
            text.integer(name, sinceMidnightNs);
        }
    }

    @Override
    public void duration(String name, long durationNs) {
        text.integer(name, durationNs);
    }

    @Override
    public void text(String name, String value) {
        if (!value.isEmpty()) {
            text.text(name, value);
        }
    }

    @Override
    public void bytes(String name, DirectBuffer value) {
        if (payloadForm == PayloadForm.MESSAGE) {
            message(name, value);
        } else if (value.capacity() > 0) {
            byte[] bytes = new byte[value.capacity()];
            value.getBytes(0, bytes);
            boolean isText = payloadForm == PayloadForm.JSON;
            text.text(
                    name,
                    isText
                            ? new String(bytes, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(bytes));
        }
    }

    @Override
    public void message(String name, DirectBuffer value) {
        if (value.capacity() < MessageHeaderDecoder.ENCODED_LENGTH || depth == MAX_DEPTH) {
            payloadForm = PayloadForm.BYTES;
            bytes(name, value);
            return;
        }
        if (inner == null) {
            inner = new FieldText(subjects, text, depth + 1);
        }
        EventType type = EventType.of(header.wrap(value, 0).templateId());
        text.beginMessage(name);
        text.text("type", type == null ? "UNKNOWN" : type.eventName());
        inner.write(value, 0);
        text.endMessage();
    }

    @Override
    public void named(String name, Enum<?> value) {
        if (value instanceof PayloadForm form) {
            payloadForm = form;
        }
        text.text(unlikeTheHeading(name), value.name());
    }

    @Override
    public void instrument(String name, int instrumentId) {
        text.integer(name, instrumentId);
        String symbol = subjects.symbol(instrumentId);
        // A definition has the symbol as a field of its own.
        if (symbol != null && templateId != EventType.INSTRUMENT_DEFINED.templateId()) {
            text.text("symbol", symbol);
        }
    }

    @Override
    public void account(String name, int accountId) {
        text.integer(name, accountId);
    }

    @Override
    public void strategy(String name, long strategyId) {
        text.integer(name, strategyId);
    }

    @Override
    public void condition(String name, long conditionId) {
        text.integer(name, conditionId);
    }

    @Override
    public void order(String name, long clientOrderId) {
        text.integer(name, clientOrderId);
    }

    @Override
    public FieldVisitor beginGroup(String name, int entryCount) {
        if (templateId == ConditionCreatedDecoder.TEMPLATE_ID) {
            condition = new ConditionText(subjects::symbolOrNumber);
            return condition;
        }
        isInArray = true;
        text.beginGroup(name);
        return this;
    }

    @Override
    public void beginEntry() {
        text.beginEntry();
    }

    @Override
    public void endEntry() {
        text.endEntry();
    }

    @Override
    public void endGroup(String name) {
        if (condition != null) {
            text.text(name, condition.toString());
            condition = null;
        } else {
            isInArray = false;
            text.endGroup();
        }
    }

    /** A line has these names already: a field that bears one of them is shown as the event's own. */
    private static String unlikeTheHeading(String name) {
        return switch (name) {
            case "sequence" -> "ownSequence";
            case "timestamp" -> "ownTimestamp";
            case "type" -> "ownType";
            default -> name;
        };
    }
}
