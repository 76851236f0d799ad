package io.ringfence.transport.delivery.net;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An answer's JSON object, from which a few fields are wanted; whatever else is there, or is of another kind, counts as absent. */
public final class JsonTree {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_DIGITS = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();

    private final Map<?, ?> root;

    private JsonTree(Map<?, ?> root) {
        this.root = root;
    }

    /** Reads text that is as long as it may be; empty when it is no JSON object, or goes on behind it. */
    public static Optional<JsonTree> parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            JsonTree tree = new JsonTree(object(parser));
            return parser.nextToken() == null ? Optional.of(tree) : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getTextLength() <= 18 ? parser.getLongValue() : parser.getText();
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
            // A fraction or null, which nobody asks for.
            default -> "";
        };
    }

    /** A field that is text, by the names that lead to it; empty text where there is none. */
    public String text(String... path) {
        return at(path) instanceof String text ? text : "";
    }

    /** A field that is a whole number. */
    public OptionalLong number(String... path) {
        return at(path) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Whether a field is true. */
    public boolean isTrue(String... path) {
        return Boolean.TRUE.equals(at(path));
    }

    /** The objects of a list. */
    public List<JsonTree> elements(String... path) {
        List<JsonTree> elements = new ArrayList<>();
        if (at(path) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object) {
                    elements.add(new JsonTree(object));
                }
            }
        }
        return elements;
    }

    private Object at(String... path) {
        Object value = root;
        for (String name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }
}
