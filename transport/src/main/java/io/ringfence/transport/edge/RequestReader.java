package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Reads requests from JSON. Every message gives a {@link Request}; one that is wrong gives {@link Request.Refused}, which
 * names the field, its value and what was expected. Fields that are not known are skipped, so that a newer client can talk
 * to an older edge. May be shared by threads.
 *
 * <p>A message is read twice: for its type and id, which tell what the other fields are, and for those.
 */
final class RequestReader {
    private static final int MAX_ID_LENGTH = 64;
    private static final Pattern SECRET =
            Pattern.compile("auth|token|password|passphrase|secret|key", Pattern.CASE_INSENSITIVE);

    private final int maxSymbols;
    private final JsonFactory json;

    RequestReader(int maxMessageBytes, int maxSymbols) {
        this.maxSymbols = maxSymbols;
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(16)
                        .maxNumberLength(64)
                        .maxNameLength(256)
                        .maxStringLength(maxMessageBytes)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** Reads one message. */
    Request read(byte[] utf8) {
        // As text, because the parser would guess other encodings from bytes that only look like them.
        String text = new String(utf8, StandardCharsets.UTF_8);
        Envelope envelope = new Envelope();
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return notAnObject(utf8);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                envelope.read(parser);
            }
            if (parser.nextToken() != null) {
                return notAnObject(utf8);
            }
        } catch (JsonProcessingException malformed) {
            String reason = hasSecret(text) ? "" : ": " + JsonFields.shown(malformed.getOriginalMessage());
            return new Request.Refused(
                    envelope.id,
                    ErrorCode.INVALID_JSON,
                    "message " + start(utf8) + ": expected a JSON object" + reason);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return envelope.toRequest(text, utf8);
    }

    private static Request notAnObject(byte[] utf8) {
        return new Request.Refused(
                null, ErrorCode.INVALID_JSON, "message " + start(utf8) + ": expected one JSON object");
    }

    /** Whether it looks as if there were something in it that is not to be shown, not even to its sender. */
    private static boolean hasSecret(String text) {
        return SECRET.matcher(text).find();
    }

    private static String start(byte[] utf8) {
        if (hasSecret(new String(utf8, StandardCharsets.UTF_8))) {
            return "with a secret";
        }
        int length = Math.min(utf8.length, 4 * JsonFields.MAX_SHOWN_LENGTH);
        return '"' + JsonFields.shown(new String(utf8, 0, length, StandardCharsets.UTF_8)) + '"';
    }

    /** What every message has, and the first thing that was wrong with it. */
    private final class Envelope {
        private String type;
        private String id;
        private String wrong;

        void read(JsonParser parser) throws IOException {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> readType(parser, value);
                case "id" -> readId(parser, value);
                default -> parser.skipChildren();
            }
        }

        private void readType(JsonParser parser, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_STRING) {
                type = parser.getText();
            } else {
                wrong("type", JsonFields.describe(parser, value), "expected a string");
            }
        }

        private void readId(JsonParser parser, JsonToken value) throws IOException {
            boolean holds = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
            if (holds && parser.getTextLength() <= MAX_ID_LENGTH) {
                id = value == JsonToken.VALUE_STRING ? Replies.quoted(parser.getText()) : parser.getText();
            } else {
                wrong(
                        "id",
                        JsonFields.describe(parser, value),
                        "expected a string or a whole number of at most " + MAX_ID_LENGTH + " characters");
            }
        }

        private void wrong(String name, String value, String expected) {
            if (wrong == null) {
                wrong = name + " " + value + ": " + expected;
            }
        }

        Request toRequest(String text, byte[] utf8) {
            if (wrong != null) {
                return new Request.Refused(id, ErrorCode.INVALID_FIELD, wrong);
            }
            if (type == null) {
                return new Request.Refused(id, ErrorCode.MISSING_FIELD, "type is missing: expected a string");
            }
            return switch (type) {
                case "ping" -> new Request.Ping(id);
                case "auth" -> auth(text);
                case "subscribe", "unsubscribe" -> subscription(text);
                default -> new Request.Other(id, type, utf8);
            };
        }

        /** Whatever is wrong with a token, it is not shown. */
        private Request auth(String text) {
            String token = null;
            try (JsonParser parser = json.createParser(text)) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    boolean isToken = parser.currentName().equals("token");
                    if (isToken && parser.nextToken() != JsonToken.VALUE_STRING) {
                        return new Request.Refused(id, ErrorCode.INVALID_FIELD, "token: expected a string");
                    }
                    if (isToken) {
                        token = parser.getText();
                    } else {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                }
            } catch (IOException readBefore) {
                throw new UncheckedIOException(readBefore);
            }
            return token == null
                    ? new Request.Refused(id, ErrorCode.MISSING_FIELD, "token is missing: expected a string")
                    : new Request.Auth(id, token);
        }

        private Request subscription(String text) {
            SubscriptionFields fields = new SubscriptionFields(maxSymbols);
            try (JsonParser parser = json.createParser(text)) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    fields.read(parser);
                }
            } catch (IOException readBefore) {
                throw new UncheckedIOException(readBefore);
            }
            return fields.toRequest(id, type.equals("subscribe"));
        }
    }
}
