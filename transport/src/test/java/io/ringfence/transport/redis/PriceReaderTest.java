package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.transport.feed.LiveFeed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceReaderTest {
    private final PriceReader reader = new PriceReader();
    private final PriceMessage message = new PriceMessage();

    private String read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8), message);
    }

    @Test
    void shouldReadAllFieldsWhenTheyAreThere() {
        assertNull(read(
                "{\"type\":\"price\",\"symbol\":\"SOL\",\"price\":\"231.45\",\"timestamp\":\"2026-01-02T03:04:05.678Z\","
                        + "\"seq\":1042,\"low\":\"230\",\"high\":\"232\",\"more\":{\"price\":[{}]}}"));
        assertEquals("SOL", message.symbol);
        assertEquals(23_145_000_000L, message.price);
        assertEquals(23_000_000_000L, message.low);
        assertEquals(23_200_000_000L, message.high);
        assertEquals(1_767_323_045_678_000_000L, message.timeNs);
    }

    @Test
    void shouldKeepNothingOfTheOneBeforeWhenFieldsAreAbsent() {
        read("{\"symbol\":\"A\",\"price\":2,\"low\":1,\"high\":3,\"timestamp\":1}");
        assertNull(read(" {\"symbol\":\"B\",\"price\":2,\"low\":null,\"timestamp\":null} "));
        assertEquals("B", message.symbol);
        assertEquals(PriceTickEncoder.lowNullValue(), message.low);
        assertEquals(PriceTickEncoder.highNullValue(), message.high);
        assertEquals(LiveFeed.NO_TIME, message.timeNs);
        assertEquals("symbol is missing", read("{\"price\":2}"));
        assertEquals("price is missing", read("{\"symbol\":\"A\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "231.45, 23145000000",
        "1e-8, 1",
        "2.3145E2, 23145000000",
        "0.30000000000000004, 30000000",
        "0.000000015, 2",
        "0.000000025, 2",
        "6e-9, 1",
        "92233720368.54775807, 9223372036854775807",
        "\"92233720368.54775807\", 9223372036854775807",
        "\"1.000000000\", 100000000"
    })
    void shouldTakeDecimalsAsTextExactlyAndAsNumbersRounded(String price, long scaled) {
        assertNull(read("{\"symbol\":\"A\",\"price\":" + price + '}'));
        assertEquals(scaled, message.price);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "5e-9",
                "1e-999999999",
                "1e999999999",
                "1e99999999999999999999",
                "0e999999999",
                "92233720368.547758075",
                "1e11",
                "\"0\"",
                "\"-1\"",
                "\"1e2\"",
                "\"0.000000001\"",
                "\"\"",
                "\" 1\"",
                "\"NaN\"",
                "true",
                "null",
                "{}",
                "[1]"
            })
    void shouldSayWhatIsWrongWhenThePriceIsNone(String price) {
        String flaw = read("{\"symbol\":\"A\",\"price\":" + price + '}');
        assertTrue(flaw.startsWith("price = \"") && flaw.contains("expected a decimal more than 0"), flaw);
    }

    @ParameterizedTest
    @CsvSource({
        "\"2026-01-02T04:04:05.678+01:00\", 1767323045678000000",
        "\"1970-01-01T00:00:00Z\", 0",
        "0, 0",
        "1767323045678, 1767323045678000000",
        "9223372036854, 9223372036854000000"
    })
    void shouldTakeTimesWithAnOffsetAndMilliseconds(String time, long epochNs) {
        assertNull(read("{\"symbol\":\"A\",\"price\":1,\"timestamp\":" + time + '}'));
        assertEquals(epochNs, message.timeNs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "9223372036855",
                "99999999999999999999",
                "\"2026-01-02T03:04:05\"",
                "\"2026-01-02\"",
                "\"1\"",
                "\"1969-12-31T23:59:59Z\"",
                "\"2500-01-01T00:00:00Z\"",
                "\"+999999999-01-01T00:00:00Z\"",
                "true",
                "{}"
            })
    void shouldSayWhatIsWrongWhenTheTimeIsNone(String time) {
        String flaw = read("{\"symbol\":\"A\",\"price\":1,\"timestamp\":" + time + '}');
        assertTrue(flaw.startsWith("timestamp = \"") && flaw.contains("expected a time with its offset"), flaw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "\"price\"",
                "nothing",
                "{",
                "{\"symbol\":\"A\",\"price\":1",
                "{\"symbol\":\"A\",\"price\":1}{}",
                "{\"symbol\":\"A\",\"price\":1,\"price\":2}",
                "{\"symbol\":\"\",\"price\":1}",
                "{\"symbol\":5,\"price\":1}",
                "{\"symbol\":null,\"price\":1}",
                "{\"type\":\"order_filled\",\"symbol\":\"A\",\"price\":1}",
                "{\"type\":null,\"symbol\":\"A\",\"price\":1}",
                "{\"symbol\":\"A\",\"price\":1,\"low\":2}",
                "{\"symbol\":\"A\",\"price\":3,\"high\":2}",
                "{\"symbol\":\"A\",\"price\":3,\"low\":0}",
                "{\"symbol\":\"A\",\"price\":1111111111111111111111111111111111111111111111111111111111111111111}",
                "{\"symbol\":\"A\",\"price\":1,\"deep\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}"
            })
    void shouldRefuseWhatIsNoPrice(String json) {
        assertTrue(read(json).length() < 300, read(json));
    }

    @Test
    void shouldShowLittleAndOnlyPlainTextWhenAMessageIsWrong() {
        String flaw = read("{\"symbol\":\"A\",\"price\":\"\\u0007\u00e9" + "x".repeat(1_000) + "\"}");
        assertTrue(flaw.startsWith("price = \"??" + "x".repeat(38) + "...\": expected"), flaw);
        assertNull(reader.read("{\"symbol\":\"A\",\"price\":1}".getBytes(StandardCharsets.US_ASCII), message));
    }
}
