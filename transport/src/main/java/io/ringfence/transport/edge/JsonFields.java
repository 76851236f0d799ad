package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Values of fields of a request; remembers the first that was wrong, in words for people. Off the path. */
final class JsonFields {
    static final int MAX_SHOWN_LENGTH = 64;

    private String wrong;

    /** The first thing that was wrong: field, value and what was expected; null for nothing. */
    String wrong() {
        return wrong;
    }

    void wrong(String name, String value, String expected) {
        if (wrong == null) {
            wrong = name + " " + value + ": expected " + expected;
        }
    }

    /** A string, null when it is none. */
    String text(String name, JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        wrong(name, describe(parser, value), "a string");
        return null;
    }

    /** A whole number within bounds; the lower one when it is none. */
    long number(String name, JsonParser parser, JsonToken value, long min, long max) throws IOException {
        boolean isWhole = value == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= 18;
        if (isWhole && parser.getLongValue() >= min && parser.getLongValue() <= max) {
            return parser.getLongValue();
        }
        wrong(name, describe(parser, value), "a whole number from " + min + " to " + max);
        return min;
    }

    /** True or false. */
    boolean flag(String name, JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
            wrong(name, describe(parser, value), "true or false");
        }
        return value == JsonToken.VALUE_TRUE;
    }

    /**
     * An array of different strings.
     *
     * @param what one of them is, for people
     */
    Set<String> texts(String name, JsonParser parser, JsonToken value, int maxCount, int maxLength, String what)
            throws IOException {
        String expected = "an array of 1 to " + maxCount + " " + what + " of 1 to " + maxLength + " characters";
        Set<String> texts = new LinkedHashSet<>();
        if (value != JsonToken.START_ARRAY) {
            wrong(name, describe(parser, value), expected);
            return texts;
        }
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            boolean holds = item == JsonToken.VALUE_STRING
                    && parser.getTextLength() >= 1
                    && parser.getTextLength() <= maxLength;
            if (!holds) {
                wrong(name, describe(parser, item), expected);
            } else if (texts.size() <= maxCount) {
                texts.add(parser.getText());
            }
        }
        if (texts.isEmpty() || texts.size() > maxCount) {
            wrong(name, texts.isEmpty() ? "[]" : "more than " + maxCount, expected);
        }
        return texts;
    }

    /** The value for people; steps over an object or array. */
    static String describe(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return value == JsonToken.START_OBJECT ? "{…}" : "[…]";
        }
        String text = shown(parser.getText());
        return value == JsonToken.VALUE_STRING ? '"' + text + '"' : text;
    }

    static String shown(String text) {
        return text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "…";
    }
}
