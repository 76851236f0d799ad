package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RequestReaderTest {
    private final RequestReader reader = new RequestReader(65_536, 2);

    @Example
    void shouldReadRequestsWhenTheyAreWhole() {
        assertEquals(
                Request.Subscribe.to(null, Channel.PRICES), read("{\"type\":\"subscribe\",\"channel\":\"prices\"}"));
        assertEquals(
                new Request.Subscribe(
                        "7",
                        Channel.PRICES,
                        OptionalInt.empty(),
                        null,
                        0,
                        true,
                        new Filter(Set.of("SOL", "ETH"), null, null, 0, 0),
                        Pacing.NONE),
                read("{\"id\":7,\"symbols\":[\"SOL\",\"ETH\"],\"channel\":\"prices\",\"type\":\"subscribe\"}"));
        assertEquals(
                new Request.Unsubscribe("\"a\\\"b\"", Channel.ORDERS, OptionalInt.empty()),
                read("{\"type\":\"unsubscribe\",\"channel\":\"orders\",\"id\":\"a\\\"b\",\"later\":{\"x\":[1]}}"));
        assertEquals(
                new Request.Ping("123456789012345678901"), read("{\"type\":\"ping\",\"id\":123456789012345678901}"));
    }

    @Example
    void shouldNameFieldValueAndReasonWhenARequestIsWrong() {
        refused(
                "9",
                ErrorCode.UNKNOWN_CHANNEL,
                "channel \"foo\": expected " + Channel.EXPECTED,
                "{\"type\":\"subscribe\",\"channel\":\"foo\",\"id\":9}");
        Request.Other other = assertInstanceOf(Request.Other.class, read("{\"type\":\"buy\",\"id\":4}"));
        assertEquals("4 buy", other.id() + " " + other.type());
        refused(null, ErrorCode.MISSING_FIELD, "type is missing: expected a string", "{}");
        refused(
                "1",
                ErrorCode.MISSING_FIELD,
                "channel is missing: expected a string",
                "{\"type\":\"subscribe\",\"id\":1}");
        refused(null, ErrorCode.INVALID_FIELD, "type 5: expected a string", "{\"type\":5}");
        refused(
                null,
                ErrorCode.INVALID_FIELD,
                "channel null: expected a string",
                "{\"type\":\"subscribe\",\"channel\":null}");
        refused(
                null,
                ErrorCode.INVALID_FIELD,
                "id 1.5: expected a string or a whole number of at most 64 characters",
                "{\"type\":\"ping\",\"id\":1.5}");
        refused(
                null,
                ErrorCode.INVALID_FIELD,
                "id {…}: expected a string or a whole number of at most 64 characters",
                "{\"type\":\"ping\",\"id\":{\"type\":\"ping\"}}");
    }

    @Example
    void shouldNameBoundWhenSymbolsAreWrong() {
        String expected = ": expected an array of 1 to 2 symbols of 1 to 16 characters";
        String start = "{\"type\":\"subscribe\",\"channel\":\"prices\",\"symbols\":";
        refused(null, ErrorCode.INVALID_FIELD, "symbols []" + expected, start + "[]}");
        refused(null, ErrorCode.INVALID_FIELD, "symbols \"SOL\"" + expected, start + "\"SOL\"}");
        refused(null, ErrorCode.INVALID_FIELD, "symbols more than 2" + expected, start + "[\"A\",\"B\",\"C\"]}");
        refused(null, ErrorCode.INVALID_FIELD, "symbols \"\"" + expected, start + "[\"\"]}");
        refused(null, ErrorCode.INVALID_FIELD, "symbols […]" + expected, start + "[[\"A\"]]}");
    }

    @Example
    void shouldSayWhatItGotWhenAMessageIsNoObject() {
        refused(null, ErrorCode.INVALID_JSON, "message \"[]\": expected one JSON object", "[]");
        refused(null, ErrorCode.INVALID_JSON, "message \"\": expected one JSON object", "");
        refused(null, ErrorCode.INVALID_JSON, "message \"{}{}\": expected one JSON object", "{}{}");
        Request.Refused garbage = assertInstanceOf(Request.Refused.class, read("{\"type\":"));
        assertEquals(ErrorCode.INVALID_JSON, garbage.code());
        Request.Refused twice = assertInstanceOf(Request.Refused.class, read("{\"type\":\"ping\",\"type\":\"ping\"}"));
        assertEquals(ErrorCode.INVALID_JSON, twice.code());
        Request.Refused deep = assertInstanceOf(Request.Refused.class, read("{\"x\":" + "[".repeat(1_000)));
        assertEquals(ErrorCode.INVALID_JSON, deep.code());
    }

    /** Bytes that look like another encoding of Unicode to a parser that guesses. */
    @Example
    void shouldRefuseWhenTheBytesLookLikeAnotherEncoding() {
        for (byte[] start :
                new byte[][] {{0, 0, 0x7B, 0}, {0, 0x7B, 0, 0}, {(byte) 0xFE, (byte) 0xFF, 0, 0x7B}, {0, 0x7B}}) {
            Request.Refused refused = assertInstanceOf(Request.Refused.class, reader.read(start));
            assertEquals(ErrorCode.INVALID_JSON, refused.code());
        }
    }

    @Property
    void shouldAnswerWithJsonThatReadsBackWhenAMessageIsAnyBytes(@ForAll byte[] message) {
        Request.Refused refused = assertInstanceOf(Request.Refused.class, reader.read(message));

        // The reply is JSON whatever it quotes: read as a request it has a type.
        assertEquals(
                "error",
                assertInstanceOf(Request.Other.class, read(Replies.error(refused)))
                        .type());
    }

    @Property
    void shouldEchoIdThatReadsBackWhenIdIsAnyText(@ForAll String id) {
        Request request = read("{\"type\":\"ping\",\"id\":" + Replies.quoted(id) + "}");
        if (request instanceof Request.Ping ping) {
            assertEquals(
                    Replies.quoted(new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)), ping.id());
        } else {
            assertEquals(ErrorCode.INVALID_FIELD, ((Request.Refused) request).code());
        }
    }

    private Request read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(String id, ErrorCode code, String message, String json) {
        assertEquals(new Request.Refused(id, code, message), read(json));
    }
}
