package io.ringfence.journal.dump;

import io.ringfence.core.decimal.Decimal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** Writes events, field by field. A field without a value is left out. */
abstract class EventText {
    private static final long NS_PER_DAY = Duration.ofDays(1).toNanos();

    final Appendable out;

    EventText(Appendable out) {
        this.out = out;
    }

    /** Begins an event. */
    abstract void begin(long sequence, long timestampNs, String type) throws IOException;

    /** A name, a symbol, a decimal: anything that JSON quotes. */
    abstract void text(String name, String value) throws IOException;

    /** A whole number. */
    abstract void integer(String name, long value) throws IOException;

    /** Ends the event. */
    final void end() throws IOException {
        out.append(ending()).append('\n');
    }

    abstract String ending();

    /** A scaled decimal, exact; {@code Long.MIN_VALUE} is the dictionary's null. */
    final void decimal(String name, long scaled) throws IOException {
        if (scaled != Long.MIN_VALUE) {
            text(name, Decimal.toString(scaled));
        }
    }

    final void time(String name, long timeNs) throws IOException {
        if (timeNs != Long.MIN_VALUE) {
            text(name, iso(timeNs));
        }
    }

    /** A time of day; as the bare figure when no day has it. */
    final void timeOfDay(String name, long sinceMidnightNs) throws IOException {
        if (sinceMidnightNs >= 0 && sinceMidnightNs < NS_PER_DAY) {
            text(name, LocalTime.ofNanoOfDay(sinceMidnightNs).toString());
        } else if (sinceMidnightNs != Long.MIN_VALUE) {
            integer(name, sinceMidnightNs);
        }
    }

    /** A text that may be empty for none. */
    final void filled(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    /** An enum's name; null and {@code NULL_VAL} are no value. */
    final void named(String name, Enum<?> value) throws IOException {
        if (value != null && !value.name().equals("NULL_VAL")) {
            text(name, value.name());
        }
    }

    static String iso(long timeNs) {
        return Instant.ofEpochSecond(0, timeNs).toString();
    }
}
