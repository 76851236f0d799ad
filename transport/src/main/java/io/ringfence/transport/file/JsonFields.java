package io.ringfence.transport.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object of a small file or text, with errors that name place and field and never show a value. */
public final class JsonFields {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final String place;
    private final Map<String, Object> values;

    private JsonFields(String place, Map<String, Object> values) {
        this.place = place;
        this.values = values;
    }

    /** Writes such an object, over several lines, for people who look at the file. */
    public static JsonGenerator writer(OutputStream bytes) throws IOException {
        return FACTORY.createGenerator(bytes).useDefaultPrettyPrinter();
    }

    /**
     * Reads the one object of a file.
     *
     * @throws IOException when it is not JSON: line and column
     */
    public static JsonFields parse(Path file, byte[] bytes) throws IOException {
        return parse(file.toString(), bytes);
    }

    /** The same of something that is no file. */
    public static JsonFields parse(String place, byte[] bytes) throws IOException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(place + ": expected a JSON object");
            }
            JsonFields fields = new JsonFields(place + ": ", object(parser));
            if (parser.nextToken() != null) {
                throw new IOException(place + ": expected nothing after the object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            // Its own message may show what stands there.
            throw new IOException(
                    place + ": not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        return values;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            default -> throw new com.fasterxml.jackson.core.JsonParseException(parser, "neither text nor number");
        };
    }

    /** Text. */
    public String text(String field) throws IOException {
        return read(field, String.class, "text");
    }

    /** A whole number. */
    public long wide(String field) throws IOException {
        return read(field, Long.class, "a whole number");
    }

    /** A whole number between these, both included. */
    public int integer(String field, int min, int max) throws IOException {
        long value = wide(field);
        if (value < min || value > max) {
            throw fault(field, min + " to " + max);
        }
        return (int) value;
    }

    /** True or false. */
    public boolean flag(String field) throws IOException {
        return read(field, Boolean.class, "true or false");
    }

    /** An object. */
    public JsonFields object(String field) throws IOException {
        return new JsonFields(place + field + ".", named(read(field, Map.class, "an object")));
    }

    /** The objects of a list. */
    public List<JsonFields> elements(String field) throws IOException {
        List<JsonFields> elements = new ArrayList<>();
        for (Object element : read(field, List.class, "a list")) {
            if (!(element instanceof Map<?, ?> map)) {
                throw fault(field, "a list of objects");
            }
            elements.add(new JsonFields(place + field + "[" + elements.size() + "].", named(map)));
        }
        return elements;
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> object.put((String) name, value));
        return object;
    }

    /** That a field is not as it is expected to be: its place, never its value. */
    public IOException fault(String field, String expected) {
        return new IOException(place + field + ": expected " + expected);
    }

    private <T> T read(String field, Class<T> type, String expected) throws IOException {
        Object value = values.get(field);
        if (!type.isInstance(value)) {
            throw fault(field, expected + (value == null ? ", it is missing" : ""));
        }
        return type.cast(value);
    }
}
