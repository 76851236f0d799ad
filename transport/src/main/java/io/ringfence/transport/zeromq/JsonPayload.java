package io.ringfence.transport.zeromq;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds out whether a payload is one JSON object, which clients of the edge then get as such. */
final class JsonPayload {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private JsonPayload() {}

    /** The same object without space between its parts, in no more bytes; null where it is no JSON object, or says a field twice. */
    static byte[] compact(byte[] payload) {
        ByteArrayOutputStream compact = new ByteArrayOutputStream(payload.length);
        try (JsonParser parser = JSON.createParser(text(payload));
                JsonGenerator generator = JSON.createGenerator(compact)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            copyObject(parser, generator);
            if (parser.nextToken() != null) {
                return null;
            }
        } catch (IOException notJson) {
            return null;
        }
        return compact.size() <= payload.length ? compact.toByteArray() : null;
    }

    /** Fails for what is no UTF-8, where the parser would guess another encoding. */
    private static String text(byte[] payload) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(payload))
                .toString();
    }

    /** Numbers stay as they are written. */
    private static void copyObject(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        do {
            switch (parser.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getText());
                case START_OBJECT, START_ARRAY -> {
                    depth++;
                    generator.copyCurrentEvent(parser);
                }
                case END_OBJECT, END_ARRAY -> {
                    depth--;
                    generator.copyCurrentEvent(parser);
                }
                default -> generator.copyCurrentEvent(parser);
            }
        } while (depth > 0 && parser.nextToken() != null);
    }
}
