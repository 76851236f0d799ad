package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.transport.feed.FeedFixture.Reading;
import io.ringfence.transport.feed.FeedFixture.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path dir;

    @Test
    void shouldReadTradesWhenFileIsShapedAsTheDemo() throws IOException {
        FeedFixture fixture = new FeedFixture("classpath:feed/trades-with-header.csv");
        fixture.headerLineCount = 1;

        assertEquals(
                new Reading(
                        List.of(
                                trade(1_385_337_663, 77_050_000_000L, 10_000_000),
                                trade(1_385_337_663, 77_049_000_000L, 1_234_567_890),
                                trade(1_385_337_671, 77_050_000_000L, 0),
                                trade(1_385_337_680, 77_000_000_001L, 350_000_000)),
                        List.of(),
                        0),
                fixture.read());
    }

    @Test
    void shouldPassQuotesThroughWhenTheyAreCrossedOrRunBackwards() throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "2000,1.38727,1.38729\r\n1000.5,1.39,1.38\r\n");
        fixture.columns = FeedFixture.QUOTES;
        fixture.timeUnit = CsvTimeUnit.MILLIS;
        fixture.timeBase = new TimeBase.SinceMidnight(LocalDate.of(2014, 5, 1), ZoneId.of("UTC-05:00"));
        long midnightNs = LocalDate.of(2014, 5, 1).toEpochDay() * 86_400 * SECOND_NS + 5 * 3_600 * SECOND_NS;

        assertEquals(
                new Reading(
                        List.of(
                                new Row(midnightNs + 2 * SECOND_NS, null, 0, 138_727_000L, 138_729_000L),
                                new Row(midnightNs + 1_000_500_000, null, 0, 139_000_000L, 138_000_000L)),
                        List.of(),
                        0),
                fixture.read());
    }

    @Test
    void shouldDivideExactlyWhenFileHoldsIntegers() throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "1;1674200;Q;210;0\n2;1673300;Q;5;1\n3;1;Q;15;0\n");
        fixture.separator = ';';
        fixture.columns =
                List.of(CsvColumn.TIME, CsvColumn.LAST, CsvColumn.SKIP, CsvColumn.QUANTITY, CsvColumn.SUSPICIOUS);
        fixture.timeUnit = CsvTimeUnit.NANOS;
        fixture.priceDivisor = 10_000;
        fixture.quantityDivisor = 100_000_000;

        assertEquals(
                new Reading(
                        List.of(new Row(1, 16_742_000_000L, 210, null, null), new Row(3, 10_000L, 15, null, null)),
                        List.of("2: suspicious = \"1\": marked as suspicious"),
                        1),
                fixture.read());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2      | wrong number of columns: expected 3, found 2",
                "1,2,3,4  | wrong number of columns: expected 3, found 4",
                "1,,3     | last = \"\": expected digits, optionally a point and digits",
                "1,x2,3   | last = \"x2\": expected digits, optionally a point and digits",
                "1,2,\"3\"| quantity = \"\"3\"\": expected digits, optionally a point and digits",
                "t,2,3    | time = \"t\": expected digits, optionally a point and digits",
                "-1,2,3   | time = \"-1\": expected 0 or more",
                "9223372037,2,3 | time = \"9223372037\": finer or larger than can be held exactly",
                "1.0000000001,2,3 | time = \"1.0000000001\": finer or larger than can be held exactly",
                "1,0,3    | last = \"0\": expected more than 0",
                "1,-0.00,3| last = \"-0.00\": expected more than 0",
                "1,-2,3   | last = \"-2\": expected more than 0",
                "1,2.000000001,3 | last = \"2.000000001\": finer or larger than can be held exactly",
                "1,92233720369,3 | last = \"92233720369\": finer or larger than can be held exactly",
                "1,2,-3   | quantity = \"-3\": expected 0 or more",
                "1,2,3€   | the row is not ASCII",
                "1,2,33333333333333333333333333333 | the row is too long: expected at most 24 characters"
            })
    void shouldSkipAndReportWhenRowIsBad(String bad, String reason) throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "time,price,size\n10,1,1\n" + bad + "\n11,1,1");
        fixture.headerLineCount = 1;
        fixture.maxLineChars = 24;

        assertEquals(
                new Reading(
                        List.of(trade(10, 100_000_000, 100_000_000), trade(11, 100_000_000, 100_000_000)),
                        List.of("3: " + reason),
                        1),
                fixture.read());
    }

    @Test
    void shouldSkipWhenFlagIsNeitherZeroNorOne() throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "1,2,true\n1,2,\n1,2,00\n");
        fixture.columns = List.of(CsvColumn.TIME, CsvColumn.LAST, CsvColumn.SUSPICIOUS);

        assertEquals(
                List.of(
                        "1: suspicious = \"true\": expected 0 or 1",
                        "2: suspicious = \"\": expected 0 or 1",
                        "3: suspicious = \"00\": expected 0 or 1"),
                fixture.read().reports());
    }

    @Test
    void shouldReportOnlyPrintableExcerptsWhenFieldIsLongOrBinary() throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "1," + "\u0007".repeat(2) + "x".repeat(60) + ",3\n");

        assertEquals(
                List.of("1: last = \"??" + "x".repeat(38) + "...\": expected digits, optionally a point and digits"),
                fixture.read().reports());
    }

    @Test
    void shouldIgnoreEmptyLinesOnlyWhenTheyStandAtTheEnd() throws IOException {
        assertEquals(
                new Reading(
                        List.of(trade(1, 100_000_000, 0), trade(2, 100_000_000, 0)),
                        List.of("2: the row is empty", "3: the row is empty"),
                        2),
                FeedFixture.of(dir, "1,1,0\n\r\n\n2,1,0\n\n\r\n\n").read());
    }

    @Test
    void shouldCountAllButReportSomeWhenManyRowsAreBad() throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "x\n".repeat(50) + "1,1,1\n");
        fixture.maxReportedRows = 2;

        Reading reading = fixture.read();

        assertEquals(
                List.of(
                        "1: wrong number of columns: expected 3, found 1",
                        "2: wrong number of columns: expected 3, found 1 (further bad rows are only counted)"),
                reading.reports());
        assertEquals(50, reading.badRowCount());
        assertEquals(1, reading.rows().size());
    }

    @Test
    void shouldStopWithFileAndLineWhenMoreRowsAreBadThanAllowed() throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "x\n1,1,1\ny\n2,1,1\nz\n");
        fixture.maxBadRows = 2;

        IOException stopped = assertThrows(IOException.class, fixture::read);

        assertEquals(fixture.source + ":5: more than 2 bad rows (feed.test.max-bad-rows)", stopped.getMessage());
    }

    @Test
    void shouldFindNoRowsWhenFileIsEmptyOrShorterThanItsHeader() throws IOException {
        FeedFixture fixture = FeedFixture.of(dir, "time,price,size\n");
        fixture.headerLineCount = 3;

        assertEquals(new Reading(List.of(), List.of(), 0), fixture.read());
        Files.writeString(Path.of(fixture.source), "");
        assertEquals(new Reading(List.of(), List.of(), 0), fixture.read());
    }

    private static Row trade(long second, long last, long quantity) {
        return new Row(second * SECOND_NS, last, quantity, null, null);
    }
}
