package io.ringfence.transport.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a body that may have a secret in it. */
final class WithoutValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"password\":\"hunter2\"             | INVALID_JSON  | body: expected one JSON object",
                "{\"password\":hunter2}                | INVALID_JSON  | body: expected one JSON object",
                "hunter2                               | INVALID_JSON  | body: expected one JSON object",
                "[\"hunter2\"]                         | INVALID_JSON  | body: expected one JSON object",
                "{\"password\":1,\"password\":2}       | INVALID_JSON  | body: expected one JSON object",
                "{\"password\":12345678}               | INVALID_FIELD | password: expected a string",
                "{\"password\":{\"a\":\"hunter2\"}}    | INVALID_FIELD | password: expected a string",
                "{}                                    | MISSING_FIELD | password is missing: expected a string",
            })
    void shouldSayNothingThatTheClientWrote(String body, RefusalCode code, String message) {
        RefusedException refused = assertThrows(
                RefusedException.class,
                () -> JsonFields.parse(body.getBytes(StandardCharsets.UTF_8)).text("password", "a string"));
        assertEquals(Answer.Refusal.of(code, message), refused.refusal().withoutValue());
    }
}
