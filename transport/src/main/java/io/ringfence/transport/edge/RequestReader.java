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
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads requests from JSON. Every message gives a {@link Request}; one that is wrong gives {@link Request.Refused}, which
 * names the field, its value and what was expected. Fields that are not known are skipped, so that a newer client can talk
 * to an older edge. May be shared by threads.
 */
final class RequestReader {
    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_SYMBOL_LENGTH = 16;
    private static final int MAX_SHOWN_LENGTH = 64;

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
        Fields fields = new Fields();
        // As text, because the parser would guess other encodings from bytes that only look like them.
        try (JsonParser parser = json.createParser(new String(utf8, StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return notAnObject(utf8);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                fields.read(parser, maxSymbols);
            }
            if (parser.nextToken() != null) {
                return notAnObject(utf8);
            }
        } catch (JsonProcessingException malformed) {
            String reason = shown(malformed.getOriginalMessage());
            return new Request.Refused(
                    fields.id,
                    ErrorCode.INVALID_JSON,
                    "message " + start(utf8) + ": expected a JSON object: " + reason);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return fields.toRequest();
    }

    private static Request notAnObject(byte[] utf8) {
        return new Request.Refused(
                null, ErrorCode.INVALID_JSON, "message " + start(utf8) + ": expected one JSON object");
    }

    private static String start(byte[] utf8) {
        int length = Math.min(utf8.length, 4 * MAX_SHOWN_LENGTH);
        return '"' + shown(new String(utf8, 0, length, java.nio.charset.StandardCharsets.UTF_8)) + '"';
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "…";
    }

    /** The fields of one message, and the first thing that was wrong with them. */
    private static final class Fields {
        private String type;
        private String channel;
        private String id;
        private Set<String> symbols;
        private String wrong;

        void read(JsonParser parser, int maxSymbols) throws IOException {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> type = text(name, parser, value);
                case "channel" -> channel = text(name, parser, value);
                case "id" -> readId(parser, value);
                case "symbols" -> readSymbols(parser, value, maxSymbols);
                default -> parser.skipChildren();
            }
        }

        private String text(String name, JsonParser parser, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_STRING) {
                return parser.getText();
            }
            wrong(name, describe(parser, value), "expected a string");
            return null;
        }

        private void readId(JsonParser parser, JsonToken value) throws IOException {
            boolean holds = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
            if (holds && parser.getTextLength() <= MAX_ID_LENGTH) {
                id = value == JsonToken.VALUE_STRING ? Replies.quoted(parser.getText()) : parser.getText();
            } else {
                wrong(
                        "id",
                        describe(parser, value),
                        "expected a string or a whole number of at most " + MAX_ID_LENGTH + " characters");
            }
        }

        private void readSymbols(JsonParser parser, JsonToken value, int maxSymbols) throws IOException {
            String expected =
                    "expected an array of 1 to " + maxSymbols + " symbols of 1 to " + MAX_SYMBOL_LENGTH + " characters";
            if (value != JsonToken.START_ARRAY) {
                wrong("symbols", describe(parser, value), expected);
                return;
            }
            symbols = new LinkedHashSet<>();
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                boolean holds = item == JsonToken.VALUE_STRING
                        && parser.getTextLength() >= 1
                        && parser.getTextLength() <= MAX_SYMBOL_LENGTH;
                if (!holds) {
                    wrong("symbols", describe(parser, item), expected);
                } else if (symbols.size() <= maxSymbols) {
                    symbols.add(parser.getText());
                }
            }
            if (symbols.isEmpty() || symbols.size() > maxSymbols) {
                wrong("symbols", symbols.isEmpty() ? "[]" : "more than " + maxSymbols, expected);
            }
        }

        /** The value for people; steps over an object or array. */
        private static String describe(JsonParser parser, JsonToken value) throws IOException {
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                parser.skipChildren();
                return value == JsonToken.START_OBJECT ? "{…}" : "[…]";
            }
            String text = shown(parser.getText());
            return value == JsonToken.VALUE_STRING ? '"' + text + '"' : text;
        }

        private void wrong(String name, String value, String expected) {
            if (wrong == null) {
                wrong = name + " " + value + ": " + expected;
            }
        }

        Request toRequest() {
            if (wrong != null) {
                return new Request.Refused(id, ErrorCode.INVALID_FIELD, wrong);
            }
            if (type == null) {
                return missing("type");
            }
            return switch (type) {
                case "ping" -> new Request.Ping(id);
                case "subscribe", "unsubscribe" -> subscription();
                default ->
                    new Request.Refused(
                            id,
                            ErrorCode.UNKNOWN_TYPE,
                            "type \"" + shown(type) + "\": expected subscribe, unsubscribe or ping");
            };
        }

        private Request subscription() {
            if (channel == null) {
                return missing("channel");
            }
            Request.Channel known = Request.Channel.of(channel);
            if (known == null) {
                return new Request.Refused(
                        id,
                        ErrorCode.UNKNOWN_CHANNEL,
                        "channel \"" + shown(channel) + "\": expected " + Request.Channel.EXPECTED);
            }
            boolean subscribe = type.equals("subscribe");
            if (symbols != null && !(subscribe && known == Request.Channel.PRICES)) {
                return new Request.Refused(
                        id, ErrorCode.INVALID_FIELD, "symbols […]: expected only with subscribe and channel prices");
            }
            return subscribe ? new Request.Subscribe(id, known, symbols) : new Request.Unsubscribe(id, known);
        }

        private Request missing(String field) {
            return new Request.Refused(id, ErrorCode.MISSING_FIELD, field + " is missing: expected a string");
        }
    }
}
