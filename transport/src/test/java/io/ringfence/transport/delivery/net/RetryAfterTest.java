package io.ringfence.transport.delivery.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final long NOW_MS = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    private static final long DAY_MS = 86_400_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "120|120000",
                "' 7 '|7000",
                "86400|86400000",
                "86401|86400000",
                "999999999|86400000",
                "99999999999999999999|0",
                "-5|0",
                "1.5|0",
                "soon|0",
                "''|0",
                "Sun, 01 Mar 2026 10:00:30 GMT|30000",
                "Sun, 01 Mar 2026 09:59:59 GMT|0",
                "Fri, 31 Dec 9999 23:59:59 GMT|86400000",
            })
    void shouldWaitAsLongAsTheServiceSaysWhenThatIsBelieved(String value, long expectedMs) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, text) -> true);
        assertEquals(expectedMs * 1_000_000, RetryAfter.ns(headers, NOW_MS, DAY_MS));
    }

    @Test
    void shouldWaitForNothingWhenTheServiceDoesNotSay() {
        assertEquals(0, RetryAfter.ns(HttpHeaders.of(Map.of(), (name, text) -> true), NOW_MS, DAY_MS));
    }
}
