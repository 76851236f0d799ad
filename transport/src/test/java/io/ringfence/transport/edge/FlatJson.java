package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Fields of JSON objects, for tests that care about some of them. */
final class FlatJson {
    static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    static Map<String, String> of(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    /** The scalars of the object that the parser stands at, as text; leaves it at the object's end. */
    static Map<String, String> read(JsonParser parser) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken().isScalarValue()) {
                fields.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return fields;
    }
}
