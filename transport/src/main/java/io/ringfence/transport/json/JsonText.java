package io.ringfence.transport.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ringfence.core.decimal.Decimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Builds JSON as the protocol has it: decimals and 64-bit ids as strings, times in UTC with milliseconds, constants by their
 * names in lower case. Commas are its own business; that names and brackets fit is the caller's. One thread.
 */
public final class JsonText {
    /** Mark of an absent time, as in the core's messages. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder text;
    private boolean isCommaDue;

    /** An empty one. */
    public JsonText() {
        this(256);
    }

    /** An empty one with room for so many characters. */
    public JsonText(int expectedCharacters) {
        text = new StringBuilder(expectedCharacters);
    }

    /** Begins an object that is a value of an array, or all. */
    public JsonText object() {
        comma();
        text.append('{');
        isCommaDue = false;
        return this;
    }

    /** Begins an object that is a field. */
    public JsonText object(String name) {
        name(name).append('{');
        isCommaDue = false;
        return this;
    }

    /** Ends an object. */
    public JsonText endObject() {
        text.append('}');
        isCommaDue = true;
        return this;
    }

    /** Begins an array that is a field. */
    public JsonText array(String name) {
        name(name).append('[');
        isCommaDue = false;
        return this;
    }

    /** Ends an array. */
    public JsonText endArray() {
        text.append(']');
        isCommaDue = true;
        return this;
    }

    /** A field with text, or null. */
    public JsonText text(String name, String value) {
        if (value == null) {
            return none(name);
        }
        name(name);
        quote(value);
        return this;
    }

    /** A value of an array. */
    public JsonText text(String value) {
        comma();
        quote(value);
        return this;
    }

    /** A field with a constant's name in lower case. */
    public JsonText word(String name, Enum<?> constant) {
        return text(name, constant == null ? null : constant.name().toLowerCase(Locale.ROOT));
    }

    /** A field with a scaled decimal, or null for the mark of an absent one. */
    public JsonText decimal(String name, long scaled) {
        return text(name, scaled == Decimal.INVALID ? null : Decimal.toString(scaled));
    }

    /** A field with a 64-bit id. */
    public JsonText id(String name, long value) {
        return text(name, Long.toString(value));
    }

    /** A field with a number. */
    public JsonText number(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** A field that is true or false. */
    public JsonText flag(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** A field without a value. */
    public JsonText none(String name) {
        name(name).append("null");
        return this;
    }

    /** A field with a time, or null for {@link #NO_TIME}. */
    public JsonText time(String name, long epochNs) {
        return text(name, epochNs == NO_TIME ? null : TIME.format(Instant.ofEpochSecond(0, epochNs)));
    }

    /** A field with a time since midnight, or null for {@link #NO_TIME}. */
    public JsonText timeOfDay(String name, long sinceMidnightNs) {
        return text(
                name,
                sinceMidnightNs == NO_TIME ? null : TIME_OF_DAY.format(Instant.ofEpochSecond(0, sinceMidnightNs)));
    }

    /** A field whose value is JSON already; left out where there is none. */
    public JsonText json(String name, String json) {
        if (json != null) {
            name(name).append(json);
        }
        return this;
    }

    /** Fields that are JSON already, with commas between them; at least one. */
    public JsonText fields(String fields) {
        comma();
        text.append(fields);
        return this;
    }

    private StringBuilder name(String name) {
        comma();
        quote(name);
        return text.append(':');
    }

    private void comma() {
        if (isCommaDue) {
            text.append(',');
        }
        isCommaDue = true;
    }

    private void quote(String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }

    /** What was built, in UTF-8. */
    public byte[] toBytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
