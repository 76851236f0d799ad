package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringfence.transport.feed.FeedFixture.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole recorded days, compared row by row with the plainest reading of the same file. */
@Timeout(120)
class RealRecordingsTest {
    @ParameterizedTest
    @CsvSource({"2014-05-01, 20140501, 51053", "2014-05-08, 20140508, 167466", "2014-05-09, 20140509, 102122"})
    void shouldReadEveryQuoteWhenFileIsADayOfEurusd(LocalDate date, String prefix, long rowCount) throws IOException {
        FeedFixture fixture = fixture("lean-fxcm-eurusd/" + prefix + "_quote.zip");
        fixture.columns = FeedFixture.QUOTES;
        fixture.timeBase = new TimeBase.SinceMidnight(date, ZoneId.of("UTC-05:00"));
        Instant midnight = Instant.parse(date + "T05:00:00Z");

        compare(
                fixture,
                rowCount,
                fields -> new Row(ns(midnight, fields[0]), null, 0, scaled(fields[1], 8), scaled(fields[2], 8)));
    }

    @Test
    void shouldReadEveryTradeWhenFileIsADayOfSpy() throws IOException {
        FeedFixture fixture = fixture("lean-spy-trades/20131008_trade.zip");
        fixture.columns = List.of(
                CsvColumn.TIME,
                CsvColumn.LAST,
                CsvColumn.QUANTITY,
                CsvColumn.SKIP,
                CsvColumn.SKIP,
                CsvColumn.SUSPICIOUS);
        fixture.timeBase = new TimeBase.SinceMidnight(LocalDate.of(2013, 10, 8), ZoneId.of("America/New_York"));
        fixture.priceDivisor = 10_000;
        Instant midnight = Instant.parse("2013-10-08T04:00:00Z");

        compare(
                fixture,
                451_545,
                fields -> new Row(ns(midnight, fields[0]), scaled(fields[1], 4), scaled(fields[2], 8), null, null));
    }

    private static FeedFixture fixture(String name) {
        Path file = Path.of(System.getProperty("ringfence.test.sharedDir", "."), "data", name);
        assumeTrue(Files.exists(file), () -> "the shared recordings are not here: " + file);
        FeedFixture fixture = new FeedFixture(file.toString());
        fixture.timeUnit = CsvTimeUnit.MILLIS;
        fixture.maxBadRows = 0;
        return fixture;
    }

    private static void compare(FeedFixture fixture, long rowCount, Function<String[], Row> naive) throws IOException {
        long count = 0;
        try (ZipFile zip = new ZipFile(fixture.source);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        zip.getInputStream(zip.entries().nextElement()), StandardCharsets.US_ASCII));
                CsvReader reader = new CsvReader(fixture.config(), BadRowListener.NONE)) {
            reader.open();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertEquals(true, reader.next());
                assertEquals(naive.apply(line.split(",")), Row.of(reader.row()));
                count++;
            }
            assertEquals(false, reader.next());
            assertEquals(reader.totalBytes(), reader.consumedBytes());
        }
        assertEquals(rowCount, count);
    }

    private static long ns(Instant midnight, String millis) {
        return midnight.toEpochMilli() * 1_000_000 + Long.parseLong(millis) * 1_000_000;
    }

    private static long scaled(String text, int digits) {
        return new BigDecimal(text).movePointRight(digits).longValueExact();
    }
}
