package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.feed.FeedFixture.Reading;
import io.ringfence.transport.feed.FeedFixture.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class CsvReaderPropertyTest {
    private static Path dir;

    /** A line as text, and the row it means, null for a bad one. */
    record Line(String text, Row row) {}

    @BeforeContainer
    static void makeDir() throws IOException {
        dir = Files.createTempDirectory("csv-rows");
    }

    @AfterContainer
    static void removeDir() throws IOException {
        Files.delete(dir);
    }

    @Property(tries = 500)
    void shouldReadWhatWasWrittenWhenBadRowsAreStrewnIn(
            @ForAll("lines") @Size(max = 60) List<Line> lines, @ForAll boolean windows, @ForAll boolean lastLineEnd)
            throws IOException {
        StringBuilder text = new StringBuilder();
        List<Row> rows = new ArrayList<>();
        List<Integer> badLines = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).text());
            if (i + 1 < lines.size() || lastLineEnd) {
                text.append(windows ? "\r\n" : "\n");
            }
            if (lines.get(i).row() == null) {
                badLines.add(i + 1);
            } else {
                rows.add(lines.get(i).row());
            }
        }
        FeedFixture fixture = FeedFixture.of(dir, text.toString());
        fixture.columns = List.of(
                CsvColumn.TIME, CsvColumn.SKIP, CsvColumn.LAST, CsvColumn.QUANTITY, CsvColumn.BID, CsvColumn.ASK);
        fixture.timeUnit = CsvTimeUnit.MICROS;
        fixture.priceDivisor = 100;

        Reading reading = fixture.read();
        Files.delete(Path.of(fixture.source));

        assertEquals(rows, reading.rows());
        assertEquals(
                badLines,
                reading.reports().stream()
                        .map(report -> Integer.valueOf(report.substring(0, report.indexOf(':'))))
                        .toList());
        assertEquals(badLines.size(), reading.badRowCount());
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(5, good()), net.jqwik.api.Tuple.of(1, good().flatMap(this::spoilt)))
                .list();
    }

    private Arbitrary<Line> good() {
        Arbitrary<Long> prices = Arbitraries.longs().between(1, Long.MAX_VALUE);
        Arbitrary<Long> times = Arbitraries.longs().between(0, Long.MAX_VALUE);
        return Combinators.combine(times, prices, Arbitraries.longs().between(0, Long.MAX_VALUE), prices, prices)
                .as((time, last, quantity, bid, ask) -> new Line(
                        String.join(
                                ",",
                                text(time, 3),
                                "whatever",
                                text(last, 6),
                                text(quantity, 8),
                                text(bid, 6),
                                text(ask, 6)),
                        new Row(time, last, quantity, bid, ask)));
    }

    /** The naive writer: what the file says for a value held in units of ten to the minus {@code digits}. */
    private static String text(long value, int digits) {
        return BigDecimal.valueOf(value, digits).toPlainString();
    }

    private Arbitrary<Line> spoilt(Line good) {
        String[] fields = good.text().split(",");
        return Arbitraries.of(0, 2, 3, 4, 5)
                .flatMap(field -> Arbitraries.of(
                                "", " 1", "1e5", "-5", "nan", "99999999999999999999", "0.0000000001", "1,1", "1.", "ä")
                        .map(value -> {
                            String[] spoiltFields = fields.clone();
                            spoiltFields[field] = value;
                            return new Line(String.join(",", spoiltFields), null);
                        }));
    }
}
