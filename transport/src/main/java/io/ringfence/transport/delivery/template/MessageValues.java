package io.ringfence.transport.delivery.template;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.FieldVisitor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/**
 * The fields of what the trade stage put out, in words: an instrument is its symbol, a constant its name, a time UTC. What is
 * absent, or none, is left out. One thread.
 */
final class MessageValues implements FieldVisitor {
    private final EventFields fields = new EventFields();
    private final IntFunction<String> symbols;
    private EventValues values;

    /** With symbols by instrument, null for one that is not known. */
    MessageValues(IntFunction<String> symbols) {
        this.symbols = symbols;
    }

    /**
     * Adds a message's fields.
     *
     * @return its type; null for one that this build does not know
     */
    EventType read(DirectBuffer message, EventValues to) {
        values = to;
        return fields.visit(message, 0, this);
    }

    @Override
    public void integer(String name, long value) {
        values.putPayload(name, Long.toString(value));
    }

    @Override
    public void decimal(String name, long scaled) {
        values.putPayload(name, Decimal.toString(scaled));
    }

    @Override
    public void time(String name, long timeNs) {
        values.putPayload(name, utc(timeNs));
    }

    /** To the second, as people write it. */
    static String utc(long timeNs) {
        Instant time =
                Instant.ofEpochSecond(Math.floorDiv(timeNs, 1_000_000_000L)).truncatedTo(ChronoUnit.SECONDS);
        return time.toString().replace('T', ' ').replace("Z", " UTC");
    }

    @Override
    public void duration(String name, long durationNs) {
        values.putPayload(name, Decimal.toString(durationNs / 10) + " s");
    }

    @Override
    public void timeOfDay(String name, long sinceMidnightNs) {
        Duration time = Duration.ofNanos(sinceMidnightNs);
        values.putPayload(
                name,
                String.format(
                        Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart()));
    }

    @Override
    public void text(String name, String value) {
        if (!value.isEmpty()) {
            values.putPayload(name, value);
        }
    }

    @Override
    public void named(String name, Enum<?> value) {
        values.putPayload(name, value.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Override
    public void instrument(String name, int instrumentId) {
        String symbol = symbols.apply(instrumentId);
        values.putPayload("symbol", symbol == null ? "instrument " + instrumentId : symbol);
    }

    @Override
    public void account(String name, int accountId) {
        values.putPayload(name, Integer.toString(accountId));
    }

    @Override
    public void strategy(String name, long strategyId) {
        id(name, strategyId);
    }

    @Override
    public void condition(String name, long conditionId) {
        id(name, conditionId);
    }

    @Override
    public void order(String name, long clientOrderId) {
        id(name, clientOrderId);
    }

    private void id(String name, long id) {
        if (id != 0) {
            values.putPayload(name, Long.toString(id));
        }
    }
}
