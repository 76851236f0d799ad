package io.ringfence.transport.delivery.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** The fields of a JSON object: those of an object in it have both names, {@code order.price}; the elements of a list, their place. */
final class PayloadValues {
    private static final int MAX_DEPTH = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private PayloadValues() {}

    /** Adds the fields of an object; false, with some of them perhaps added, when it is none, or goes on behind it. */
    static boolean read(String json, EventValues to) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            object(parser, "", to);
            return parser.nextToken() == null;
        } catch (IOException broken) {
            return false;
        }
    }

    private static void object(JsonParser parser, String path, EventValues to) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = path + parser.currentName();
            parser.nextToken();
            value(parser, name, to);
        }
    }

    private static void value(JsonParser parser, String name, EventValues to) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, name + ".", to);
            case START_ARRAY -> {
                for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
                    value(parser, name + "." + place, to);
                }
            }
            case VALUE_NULL -> {
                // Nothing to tell.
            }
            default -> to.putPayload(name, parser.getText());
        }
    }
}
