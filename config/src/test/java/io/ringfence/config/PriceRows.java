package io.ringfence.config;

import static io.ringfence.core.testkit.TestEvent.NONE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** The prices of a recorded file, row by row, and the series that stops watch as this test understands them. */
final class PriceRows {
    /** Scaled prices of a row, {@code NONE} for those it does not have. */
    record Row(long last, long low, long high, long bid, long ask) {
        static Row trade(long price) {
            return new Row(price, NONE, NONE, NONE, NONE);
        }

        static Row quote(long bid, long ask) {
            return new Row(NONE, NONE, NONE, bid, ask);
        }

        boolean isValid() {
            return bid == NONE || ask == NONE || bid <= ask;
        }

        Tick tick(long number) {
            Tick tick = Tick.of(0, number);
            return last == NONE ? tick.quote(bid, ask) : tick.conflated(last, low, high);
        }
    }

    /** Numbers of the rows that have a price of the series; what may fire a stop on a fall there, and what on a rise. */
    record Series(int[] rows, long[] falls, long[] rises) {
        /** Place of the newest price that a row knows, or -1. */
        int at(int row) {
            int found = Arrays.binarySearch(rows, row);
            return found >= 0 ? found : -found - 2;
        }
    }

    private final List<Row> rows;
    private final Map<String, Series> series = new HashMap<>();

    private PriceRows(List<Row> rows) {
        this.rows = rows;
    }

    /** Quotes of a day: time, bid, ask. */
    static PriceRows eurusd(Path zip) throws IOException {
        return read(unzipped(zip), line -> {
            String[] parts = line.split(",");
            return Row.quote(scaled(parts[1], 0), scaled(parts[2], 0));
        });
    }

    /** Trades of a day: time, price in hundredths of a cent. */
    static PriceRows spy(Path zip) throws IOException {
        return read(unzipped(zip), line -> Row.trade(scaled(line.split(",")[1], 4)));
    }

    /** Trades and best quotes of a capture. */
    static PriceRows binance(Path gz) throws IOException {
        JsonFactory json = new JsonFactory();
        return read(new GZIPInputStream(Files.newInputStream(gz)), line -> {
            Map<String, String> fields = fields(json, line.substring(line.indexOf(' ') + 1));
            return switch (fields.getOrDefault("stream", "")) {
                case "btcusdt@trade" -> Row.trade(scaled(fields.get("p"), 0));
                case "btcusdt@bookTicker" -> Row.quote(scaled(fields.get("b"), 0), scaled(fields.get("a"), 0));
                default -> null;
            };
        });
    }

    private static InputStream unzipped(Path zip) throws IOException {
        ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
        in.getNextEntry();
        return in;
    }

    private static PriceRows read(InputStream in, Function<String, Row> parser) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return new PriceRows(
                    lines.lines().map(parser).filter(Objects::nonNull).toList());
        }
    }

    /** Text fields by name, of whatever object; the names that matter here stand once. */
    private static Map<String, String> fields(JsonFactory json, String text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = json.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    fields.putIfAbsent(parser.currentName(), parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static long scaled(String text, int divisorDigits) {
        return new BigDecimal(text).movePointRight(8 - divisorDigits).longValueExact();
    }

    /** The trades of these rows, some at a time, as a slow consumer of a busy feed sees them. */
    PriceRows conflated(Random random) {
        List<Row> conflated = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = Math.min(rows.size(), from + 1 + random.nextInt(8));
            var prices = rows.subList(from, to).stream().mapToLong(Row::last).summaryStatistics();
            conflated.add(new Row(rows.get(to - 1).last, prices.getMin(), prices.getMax(), NONE, NONE));
            from = to;
        }
        return new PriceRows(conflated);
    }

    int size() {
        return rows.size();
    }

    Row row(int number) {
        return rows.get(number);
    }

    /** Highest less lowest price of the valid rows. */
    long rangeScaled() {
        List<Row> valid = rows.stream().filter(Row::isValid).toList();
        LongStream.Builder prices = LongStream.builder();
        valid.forEach(row -> prices.add(row.last == NONE ? row.bid : row.last));
        var summary = prices.build().summaryStatistics();
        return summary.getMax() - summary.getMin();
    }

    /** What a position would be entered at after a row: the newest trade, or the side of the quote that it takes. */
    long entry(TriggerSource source, PositionSide side, int row) {
        for (int at = row; at >= 0; at--) {
            Row found = rows.get(at);
            boolean isQuoted = source == TriggerSource.BID_ASK || source == TriggerSource.MID;
            if (found.isValid() && isQuoted == (found.last == NONE)) {
                return isQuoted ? side == PositionSide.LONG ? found.ask : found.bid : found.last;
            }
        }
        throw new AssertionError("no price before row " + row);
    }

    Series series(TriggerSource source, PositionSide side) {
        return series.computeIfAbsent(source + " " + side, key -> build(source, side));
    }

    private Series build(TriggerSource source, PositionSide side) {
        List<long[]> points = new ArrayList<>();
        long before = NONE;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!row.isValid()) {
                continue;
            }
            if (row.last == NONE) {
                switch (source) {
                    case BID_ASK -> points.add(both(i, side == PositionSide.LONG ? row.bid : row.ask));
                    case MID -> points.add(both(i, Math.floorDiv(row.bid + row.ask, 2)));
                    default -> {
                        // Trades only.
                    }
                }
            } else {
                if (source == TriggerSource.LAST) {
                    long low = row.low == NONE ? row.last : row.low;
                    points.add(new long[] {i, low, row.high == NONE ? row.last : row.high});
                } else if (source == TriggerSource.DOUBLE && before != NONE) {
                    points.add(new long[] {i, Math.max(before, row.last), Math.min(before, row.last)});
                }
                before = row.last;
            }
        }
        return new Series(
                points.stream().mapToInt(point -> (int) point[0]).toArray(),
                points.stream().mapToLong(point -> point[1]).toArray(),
                points.stream().mapToLong(point -> point[2]).toArray());
    }

    private static long[] both(int row, long price) {
        return new long[] {row, price, price};
    }
}
