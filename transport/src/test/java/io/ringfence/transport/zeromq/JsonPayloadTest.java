package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPayloadTest {
    private static String compact(String payload) {
        byte[] compact = JsonPayload.compact(payload.getBytes(StandardCharsets.UTF_8));
        return compact == null ? null : new String(compact, StandardCharsets.UTF_8);
    }

    @Test
    void shouldLeaveOutSpaceAndNothingElseWhenItIsOneObject() {
        assertEquals(
                "{\"price\":1.10,\"big\":12345678901234567890.12345678901234567890,\"e\":1E400,\"list\":[1,{},[],null,true],"
                        + "\"text\":\"a \\\"b\\\" \\n ü€😀\"}",
                compact(" {\n \"price\" : 1.10, \"big\": 12345678901234567890.12345678901234567890, \"e\": 1E400,\r\n"
                        + "\t\"list\": [ 1, {}, [ ], null, true ], \"text\": \"a \\\"b\\\" \\n \\u00fc€😀\" } \n"));
        assertEquals("{}", compact("{}"));
        assertEquals("{\"half\":\"\\uD83D\"}", compact("{\"half\":\"\\ud83d\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "null",
                "\"text\"",
                "[1]",
                "{",
                "{}}",
                "{} {}",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,}",
                "{/* */}"
            })
    void shouldSayThatItIsNoneWhenItIsNotOneObject(String payload) {
        assertNull(compact(payload));
    }

    @Test
    void shouldSayThatItIsNoneWhenItIsNotUtf8() {
        assertNull(JsonPayload.compact(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}));
        assertNull(JsonPayload.compact("{\"a\":1}".getBytes(StandardCharsets.UTF_16)));
        assertNull(JsonPayload.compact("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)));
    }

    /** A parser that goes down a step for each would end by its stack. */
    @Test
    void shouldSayThatItIsNoneWhenItIsTooDeep() {
        assertNull(compact("{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"));
    }
}
