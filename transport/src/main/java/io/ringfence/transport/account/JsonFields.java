package io.ringfence.transport.account;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object of a small file, with errors that name file and field and never show a value. */
final class JsonFields {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final String place;
    private final Map<String, Object> values;

    private JsonFields(String place, Map<String, Object> values) {
        this.place = place;
        this.values = values;
    }

    /** Reads the one object of a file. */
    static JsonFields parse(Path file, byte[] bytes) throws IOException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file + ": expected a JSON object");
            }
            JsonFields fields = new JsonFields(file + ": ", object(parser));
            if (parser.nextToken() != null) {
                throw new IOException(file + ": expected nothing after the object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            // Its own message may show what stands there.
            throw new IOException(file + ": not JSON at line " + e.getLocation().getLineNr() + ", column "
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
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
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

    String text(String field) throws IOException {
        return read(field, String.class, "text");
    }

    long wide(String field) throws IOException {
        return read(field, Long.class, "a whole number");
    }

    int integer(String field, int min, int max) throws IOException {
        long value = wide(field);
        if (value < min || value > max) {
            throw fault(field, min + " to " + max);
        }
        return (int) value;
    }

    boolean flag(String field) throws IOException {
        return read(field, Boolean.class, "true or false");
    }

    /** The objects of a list. */
    List<JsonFields> elements(String field) throws IOException {
        List<JsonFields> elements = new ArrayList<>();
        for (Object element : read(field, List.class, "a list")) {
            if (!(element instanceof Map<?, ?> map)) {
                throw fault(field, "a list of objects");
            }
            Map<String, Object> object = new LinkedHashMap<>();
            map.forEach((name, value) -> object.put((String) name, value));
            elements.add(new JsonFields(place + field + "[" + elements.size() + "].", object));
        }
        return elements;
    }

    IOException fault(String field, String expected) {
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
