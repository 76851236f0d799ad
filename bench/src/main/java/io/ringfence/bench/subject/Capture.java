package io.ringfence.bench.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.core.decimal.Decimal;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/**
 * Trades and quotes of one symbol as Binance's combined streams sent them, decoded, in memory. Each line of the file is the
 * nanoseconds at which a message was received, a blank, and the message; of {@code @trade} and {@code @bookTicker} streams the
 * prices are kept, other messages are passed over. A file that ends with {@code .gz} is unpacked.
 *
 * <p>Prices are in units of 1e-8. Immutable.
 */
public final class Capture {
    private static final int MAX_ROWS = 1 << 24;
    private static final String TRADE = "@trade";
    private static final String QUOTE = "@bookTicker";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final long[] offsetsNs;
    /** Of a trade its price, of a quote the bid. */
    private final long[] prices;
    /** {@value #NO_ASK} of a trade. */
    private final long[] asks;

    private static final long NO_ASK = 0;

    private Capture(long[] offsetsNs, long[] prices, long[] asks) {
        this.offsetsNs = offsetsNs;
        this.prices = prices;
        this.asks = asks;
    }

    /**
     * Reads a file, whole.
     *
     * @throws IOException in one line, with the file and, where one is bad, its line: when it cannot be read, a row is none, or
     *     there are not at least two trades
     */
    public static Capture read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileNotFoundException(file + ": no such file");
        }
        Rows rows = new Rows();
        int number = 0;
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                rows.add(line);
            }
        } catch (IOException | RuntimeException bad) {
            throw new IOException(file + ":" + (number == 0 ? "" : number + ":") + " " + oneLine(bad), bad);
        }
        return rows.capture(file);
    }

    private static String oneLine(Exception bad) {
        return String.valueOf(bad.getMessage()).lines().findFirst().orElse("");
    }

    /** Trades and quotes together. */
    public int size() {
        return offsetsNs.length;
    }

    /** From the first one on. */
    long offsetNs(int row) {
        return offsetsNs[row];
    }

    boolean isTrade(int row) {
        return asks[row] == NO_ASK;
    }

    /** Of a trade. */
    long price(int row) {
        return prices[row];
    }

    long bid(int row) {
        return prices[row];
    }

    long ask(int row) {
        return asks[row];
    }

    boolean hasQuotes() {
        return Arrays.stream(asks).anyMatch(ask -> ask != NO_ASK);
    }

    /** The first trade's price. */
    long firstPrice() {
        for (int row = 0; ; row++) {
            if (isTrade(row)) {
                return price(row);
            }
        }
    }

    /** From the lowest trade to the highest. */
    long range() {
        LongSummaryStatistics trades = trades(prices, asks);
        return trades.getMax() - trades.getMin();
    }

    private static LongSummaryStatistics trades(long[] prices, long[] asks) {
        LongStream.Builder trades = LongStream.builder();
        for (int row = 0; row < prices.length; row++) {
            if (asks[row] == NO_ASK) {
                trades.add(prices[row]);
            }
        }
        return trades.build().summaryStatistics();
    }

    /** Rows as they are read. */
    private static final class Rows {
        private long[] timesNs = new long[1 << 16];
        private long[] prices = new long[1 << 16];
        private long[] asks = new long[1 << 16];
        private int count;
        private String symbol;

        void add(String line) throws IOException {
            int blank = line.indexOf(' ');
            if (blank < 0 || !line.substring(0, blank).matches("[0-9]{1,18}|[0-8][0-9]{18}")) {
                throw new IOException("expected nanoseconds, a blank and a message");
            }
            JsonNode message = MAPPER.readTree(line.substring(blank));
            String stream = message.path("stream").asText();
            if (!stream.endsWith(TRADE) && !stream.endsWith(QUOTE)) {
                return;
            }
            String itsSymbol = stream.substring(0, stream.indexOf('@'));
            symbol = symbol == null ? itsSymbol : symbol;
            if (!symbol.equals(itsSymbol)) {
                throw new IOException("stream = " + stream + ": expected one symbol, " + symbol);
            }
            JsonNode data = message.path("data");
            boolean isTrade = stream.endsWith(TRADE);
            put(
                    Long.parseLong(line.substring(0, blank)),
                    price(data, isTrade ? "p" : "b"),
                    isTrade ? NO_ASK : price(data, "a"));
        }

        private static long price(JsonNode data, String field) throws IOException {
            if (!data.path(field).isTextual()) {
                throw new IOException(field + " is missing: expected a price");
            }
            long price = Decimal.parse(data.path(field).textValue());
            if (price <= 0) {
                throw new IOException(field + " = " + data.path(field).textValue() + ": expected a price above 0");
            }
            return price;
        }

        private void put(long timeNs, long price, long ask) throws IOException {
            if (count > 0 && timeNs < timesNs[count - 1]) {
                throw new IOException("time = " + timeNs + ": expected " + timesNs[count - 1] + " or later");
            }
            if (count == MAX_ROWS) {
                throw new IOException("more than " + MAX_ROWS + " trades and quotes");
            }
            if (count == timesNs.length) {
                timesNs = Arrays.copyOf(timesNs, 2 * count);
                prices = Arrays.copyOf(prices, 2 * count);
                asks = Arrays.copyOf(asks, 2 * count);
            }
            timesNs[count] = timeNs;
            prices[count] = price;
            asks[count] = ask;
            count++;
        }

        Capture capture(Path file) throws IOException {
            long[] offsets = Arrays.copyOf(timesNs, count);
            for (int row = 0; row < count; row++) {
                offsets[row] -= timesNs[0];
            }
            long[] itsPrices = Arrays.copyOf(prices, count);
            long[] itsAsks = Arrays.copyOf(asks, count);
            LongSummaryStatistics trades = trades(itsPrices, itsAsks);
            if (trades.getCount() < 2 || offsets[count - 1] == 0) {
                throw new IOException(
                        file + ": " + trades.getCount() + " trades: expected two or more, at different times");
            }
            if (trades.getMin() <= trades.getMax() / 2) {
                throw new IOException(file + ": trades from " + Decimal.toString(trades.getMin()) + " to "
                        + Decimal.toString(trades.getMax()) + ": expected none at half the price of another");
            }
            return new Capture(offsets, itsPrices, itsAsks);
        }
    }
}
