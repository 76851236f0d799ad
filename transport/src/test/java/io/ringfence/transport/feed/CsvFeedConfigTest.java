package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFeedConfigTest {
    @ParameterizedTest
    @MethodSource
    void shouldNameFieldValueAndReasonWhenRefusing(Consumer<FeedFixture> change, String message) {
        FeedFixture fixture = new FeedFixture("prices.csv");
        change.accept(fixture);

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, fixture::config);

        assertEquals(message, refused.getMessage());
    }

    static Stream<Arguments> shouldNameFieldValueAndReasonWhenRefusing() {
        String divisor = ": expected a power of ten from 1 to 100000000";
        String speed = ": expected 0 for as fast as possible, or a speed factor from 1e-9 to 1e9";
        String path = ": expected a path or classpath:NAME that ends with .csv, .gz or .zip";
        String mark = ": expected a tab, a space or printable ASCII that cannot stand in a number or name";
        return Stream.of(
                bad(f -> f.name = "Bit", "feed.name = Bit: expected 1 to 32 lower-case letters, digits and dashes"),
                bad(f -> f.feedId = -1, "feed.test.feed-id = -1: expected 0 to 65535"),
                bad(f -> f.feedId = 65_536, "feed.test.feed-id = 65536: expected 0 to 65535"),
                bad(
                        f -> f.symbol = "ABCDEFGHIJKLMNOPQ",
                        "feed.test.symbol = ABCDEFGHIJKLMNOPQ: expected 1 to 16 printable ASCII characters, no space"),
                bad(f -> f.source = "prices.txt", "feed.test.source = prices.txt" + path),
                bad(f -> f.source = "classpath:.zip", "feed.test.source = classpath:.zip" + path),
                bad(f -> f.headerLineCount = -1, "feed.test.header-lines = -1: expected 0 to 1000"),
                bad(f -> f.separator = '.', "feed.test.separator = '.'" + mark),
                bad(f -> f.separator = '0', "feed.test.separator = '0'" + mark),
                bad(f -> f.separator = '\n', "feed.test.separator = '\n'" + mark),
                bad(
                        f -> f.columns = List.of(CsvColumn.LAST),
                        "feed.test.columns = [last]: expected one of them to be time"),
                bad(
                        f -> f.columns = List.of(CsvColumn.TIME, CsvColumn.SKIP, CsvColumn.SKIP),
                        "feed.test.columns = [time, skip, skip]: expected at least one of last, bid, ask"),
                bad(
                        f -> f.columns = List.of(CsvColumn.TIME, CsvColumn.BID, CsvColumn.BID),
                        "feed.test.columns = [time, bid, bid]: expected each of them once, skip as often as needed"),
                bad(
                        f -> f.columns = List.of(CsvColumn.TIME, CsvColumn.BID, CsvColumn.QUANTITY),
                        "feed.test.columns = [time, bid, quantity]: expected last where there is quantity"),
                bad(f -> f.priceDivisor = 0, "feed.test.price-divisor = 0" + divisor),
                bad(f -> f.priceDivisor = 20, "feed.test.price-divisor = 20" + divisor),
                bad(f -> f.quantityDivisor = 1_000_000_000, "feed.test.quantity-divisor = 1000000000" + divisor),
                bad(f -> f.pacing = -1, "feed.test.pacing = -1.0" + speed),
                bad(f -> f.pacing = Double.NaN, "feed.test.pacing = NaN" + speed),
                bad(f -> f.pacing = Double.POSITIVE_INFINITY, "feed.test.pacing = Infinity" + speed),
                bad(f -> f.maxBadRows = -1, "feed.test.max-bad-rows = -1: expected 0 or more"),
                bad(f -> f.maxReportedRows = -1, "feed.test.max-reported-rows = -1: expected 0 or more"),
                bad(f -> f.maxLineChars = 15, "feed.test.max-line-chars = 15: expected 16 to 65536"),
                bad(f -> f.maxLineChars = 65_537, "feed.test.max-line-chars = 65537: expected 16 to 65536"),
                bad(
                        f -> f.timeBase = new TimeBase.SinceMidnight(LocalDate.of(2262, 1, 1), ZoneId.of("UTC")),
                        "feed.test.time-base.date = 2262-01-01: expected 1970-01-02 to 2261-12-31"));
    }

    private static Arguments bad(Consumer<FeedFixture> change, String message) {
        return Arguments.of(change, message);
    }

    @Test
    void shouldBoundTheNumberOfColumnsWhenMostAreSkipped() {
        FeedFixture fixture = new FeedFixture("prices.csv");
        fixture.columns = Collections.nCopies(257, CsvColumn.SKIP);

        assertThrows(IllegalArgumentException.class, fixture::config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "/data/a.csv.gz", "A.ZIP", "classpath:dir/a.csv", "dir with space/a.gz"})
    void shouldAcceptWhenSuffixIsKnown(String source) {
        assertDoesNotThrow(() -> new FeedFixture(source).config());
    }
}
