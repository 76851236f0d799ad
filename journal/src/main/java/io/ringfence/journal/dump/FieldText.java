package io.ringfence.journal.dump;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.FieldVisitor;
import io.ringfence.core.event.MessageHeaderDecoder;
import java.time.Duration;
import java.time.LocalTime;
import org.agrona.DirectBuffer;

/**
 * Writes what a message's fields mean: enums by name, decimals exactly, times as text, an instrument with its symbol, the
 * nodes of a condition as words. What is absent is left out.
 */
final class FieldText implements FieldVisitor {
    private static final long NS_PER_DAY = Duration.ofDays(1).toNanos();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFields fields = new EventFields();
    private final Subjects subjects;
    private final EventText text;
    private int templateId;
    /** Whose nodes are seen, null outside of them. */
    private ConditionText condition;
    /** Whether a group other than a condition's nodes has begun and not ended. */
    private boolean isInArray;

    FieldText(Subjects subjects, EventText text) {
        this.subjects = subjects;
        this.text = text;
    }

    /** Writes the fields of a message, or why there are none. */
    void write(DirectBuffer buffer, int offset) {
        templateId = header.wrap(buffer, offset).templateId();
        condition = null;
        isInArray = false;
        try {
            if (fields.visit(buffer, offset, this) == null) {
                text.integer("templateId", templateId);
            }
        } catch (IllegalArgumentException valueOfNewerSchema) {
            if (isInArray) {
                text.dropGroup();
            }
            text.text("unreadable", valueOfNewerSchema.getMessage());
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
    public void named(String name, Enum<?> value) {
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
