package io.ringfence.transport.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ringfence.core.decimal.Decimal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The fields of a JSON object, as a client wrote them. Each method takes one by its name and says what is wrong with it in
 * the client's terms, by a {@link RefusedException}. Fields that nobody takes are let be, so that a newer client can talk to
 * an older edge; a field that is null is one that is absent.
 */
public final class JsonFields {
    private static final int MAX_SHOWN_CHARS = 64;
    private static final String TIME_EXPECTED = "a time such as \"2026-01-02T15:30:00Z\"";
    /** Conditions nest: two levels for each join. */
    private static final int MAX_DEPTH = 160;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .maxStringLength(1 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A number as it was written. */
    private record Figure(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private final String path;
    private final Map<String, Object> values;
    /** The message that it is a part of, and the names that lead to it there. */
    private final String message;

    private final List<String> trail;

    private JsonFields(String path, Map<String, Object> values, String message, List<String> trail) {
        this.path = path;
        this.values = values;
        this.message = message;
        this.trail = trail;
    }

    /** Fields of a message; an empty one has none. */
    public static JsonFields parse(byte[] utf8) throws RefusedException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return new JsonFields("", new LinkedHashMap<>(), "{}", List.of());
        }
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject(text);
            }
            Map<String, Object> values = object(parser);
            if (parser.nextToken() != null) {
                throw notAnObject(text);
            }
            return new JsonFields("", values, text, List.of());
        } catch (JsonProcessingException malformed) {
            throw new RefusedException(Answer.Refusal.of(
                    RefusalCode.INVALID_JSON,
                    "message " + shown(text) + ": expected a JSON object: " + shown(malformed.getOriginalMessage())));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static RefusedException notAnObject(String text) {
        return new RefusedException(
                Answer.Refusal.of(RefusalCode.INVALID_JSON, "message " + shown(text) + ": expected one JSON object"));
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "…";
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken());
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Figure(parser.getText());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token));
        }
        return values;
    }

    /** Adds a field that stands elsewhere, such as in a path; refused where it stands here as well, otherwise. */
    public void put(String name, String value) throws RefusedException {
        Object standing = values.put(name, value);
        if (standing != null && !standing.toString().equals(value)) {
            throw new RefusedException(
                    Answer.Refusal.field(path + name, described(standing), value + ", as in the address, or none"));
        }
    }

    /** Whether it is there, and not null. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether it is an object. */
    public boolean isObject(String name) {
        return values.get(name) instanceof Map;
    }

    /** Names of all fields, in the order they came. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** Text that has to be there. */
    public String text(String name, String expected) throws RefusedException {
        Object value = required(name, expected);
        if (!(value instanceof String text)) {
            throw wrong(name, value, expected);
        }
        return text;
    }

    /** Text that matches. */
    public String text(String name, String pattern, String expected) throws RefusedException {
        String text = text(name, expected);
        if (!text.matches(pattern)) {
            throw wrong(name, text, expected);
        }
        return text;
    }

    /** A decimal, as a string or as a number, scaled; more than 0. */
    public long positive(String name) throws RefusedException {
        String expected = "a decimal more than 0, such as \"0.5\"";
        Object value = required(name, expected);
        long scaled = scaled(value);
        if (scaled == Decimal.INVALID || scaled <= 0) {
            throw wrong(name, value, expected);
        }
        return scaled;
    }

    /** The same, or none. */
    public OptionalLong optionalPositive(String name) throws RefusedException {
        return has(name) ? OptionalLong.of(positive(name)) : OptionalLong.empty();
    }

    /** A percentage as a scaled ratio: a decimal from 0 on, of at most 6 places. */
    long percent(String name) throws RefusedException {
        String expected = "a percentage of 0 or more, with at most 6 decimal places, such as \"2.5\"";
        Object value = required(name, expected);
        long scaled = scaled(value);
        if (scaled == Decimal.INVALID || scaled < 0 || scaled % 100 != 0) {
            throw wrong(name, value, expected);
        }
        return scaled / 100;
    }

    private static long scaled(Object value) {
        return value instanceof String || value instanceof Figure ? scaledText(value.toString()) : Decimal.INVALID;
    }

    private static long scaledText(String text) {
        return Decimal.tryParse(text, 0, text.length());
    }

    /** A 64-bit id, as a string or as a number; more than 0. */
    public long id(String name) throws RefusedException {
        String expected = "an id, a whole number more than 0 as a string";
        Object value = required(name, expected);
        boolean isText = value instanceof String || value instanceof Figure;
        if (!isText || !value.toString().matches("[1-9][0-9]{0,18}")) {
            throw wrong(name, value, expected);
        }
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException tooLarge) {
            throw wrong(name, value, expected);
        }
    }

    /** A whole number within bounds, or what holds without. */
    public long number(String name, long min, long max, long without) throws RefusedException {
        Object value = values.get(name);
        if (value == null) {
            return without;
        }
        String expected = "a whole number from " + min + " to " + max;
        if (!value.toString().matches("-?[0-9]{1,18}") || value instanceof List || value instanceof Map) {
            throw wrong(name, value, expected);
        }
        long number = Long.parseLong(value.toString());
        if (number < min || number > max) {
            throw wrong(name, value, expected);
        }
        return number;
    }

    /** A time with its offset, in nanoseconds since the epoch; empty where there is none. */
    public OptionalLong time(String name) throws RefusedException {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(text(name, TIME_EXPECTED)).toInstant();
            return OptionalLong.of(Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), (long) instant.getNano()));
        } catch (DateTimeException | ArithmeticException otherwise) {
            throw wrong(name, TIME_EXPECTED);
        }
    }

    /**
     * An array of different texts that match; at least one.
     *
     * @param what one of them is, for people
     */
    public List<String> texts(String name, int maxCount, String pattern, String what) throws RefusedException {
        String expected = "an array of 1 to " + maxCount + " different " + what;
        Object value = required(name, expected);
        if (!(value instanceof List<?> elements) || elements.isEmpty() || elements.size() > maxCount) {
            throw wrong(name, value, expected);
        }
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            boolean isOne = elements.get(i) instanceof String text && text.matches(pattern) && texts.add(text);
            if (!isOne) {
                throw new RefusedException(
                        Answer.Refusal.field(path + name + "[" + i + "]", described(elements.get(i)), expected));
            }
        }
        return List.copyOf(texts);
    }

    /** True or false, or what holds without. */
    public boolean flag(String name, boolean without) throws RefusedException {
        Object value = values.get(name);
        if (value == null) {
            return without;
        }
        if (!(value instanceof Boolean flag)) {
            throw wrong(name, value, "true or false");
        }
        return flag;
    }

    /** One of some constants by its name in lower case, or what holds without; null where it has to be there. */
    public <E extends Enum<E>> E choice(String name, List<E> choices, E without) throws RefusedException {
        String expected = Choices.expected(choices);
        if (without != null && !has(name)) {
            return without;
        }
        String text = text(name, expected);
        E chosen = Choices.of(choices, text);
        if (chosen == null) {
            throw wrong(name, text, expected);
        }
        return chosen;
    }

    /** An object that has to be there. */
    public JsonFields object(String name, String expected) throws RefusedException {
        return object(path + name, required(name, expected), expected, and(trail, name));
    }

    private JsonFields object(String at, Object value, String expected, List<String> names) throws RefusedException {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new RefusedException(Answer.Refusal.field(at, described(value), expected));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        fields.forEach((name, field) -> named.put((String) name, field));
        return new JsonFields(at + ".", named, message, names);
    }

    private static List<String> and(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return more;
    }

    /**
     * An object that has to be there, as it was written, whatever stands in it. Of a message, or of an object that is reached
     * from one by names alone.
     */
    public String raw(String name, String expected) throws RefusedException {
        object(name, expected);
        try (JsonParser parser = JSON.createParser(message)) {
            parser.nextToken();
            for (String wanted : and(trail, name)) {
                while (!parser.nextFieldName().equals(wanted)) {
                    parser.nextToken();
                    parser.skipChildren();
                }
                parser.nextToken();
            }
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            return message.substring(start, (int) parser.currentLocation().getCharOffset());
        } catch (IOException readBefore) {
            throw new UncheckedIOException(readBefore);
        }
    }

    /** An array of objects, at least one. */
    public List<JsonFields> objects(String name, String expected) throws RefusedException {
        Object value = required(name, expected);
        if (!(value instanceof List<?> elements) || elements.isEmpty()) {
            throw wrong(name, value, expected);
        }
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            objects.add(object(path + name + "[" + i + "]", elements.get(i), expected, List.of()));
        }
        return objects;
    }

    /** A value as the text it was written as, for what takes text and numbers alike. */
    String plain(String name, String pattern, String expected) throws RefusedException {
        Object value = required(name, expected);
        boolean isPlain = value instanceof String || value instanceof Figure || value instanceof Boolean;
        if (!isPlain || !value.toString().matches(pattern)) {
            throw wrong(name, value, expected);
        }
        return value.toString();
    }

    private Object required(String name, String expected) throws RefusedException {
        Object value = values.get(name);
        if (value == null) {
            throw new RefusedException(Answer.Refusal.missing(path + name, expected));
        }
        return value;
    }

    /** What is wrong with a field that is there. */
    public RefusedException wrong(String name, String expected) {
        return wrong(name, values.get(name), expected);
    }

    private RefusedException wrong(String name, Object value, String expected) {
        return new RefusedException(Answer.Refusal.field(path + name, described(value), expected));
    }

    private static String described(Object value) {
        if (value instanceof Map) {
            return "{…}";
        }
        if (value instanceof List) {
            return "[…]";
        }
        return value instanceof String text ? '"' + shown(text) + '"' : shown(String.valueOf(value));
    }

    /** Where this object stands in the message, with a dot behind it; empty for the message itself. */
    public String path() {
        return path;
    }
}
