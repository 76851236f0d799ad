package io.ringfence.transport.feed;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceFeedConnectedDecoder;
import io.ringfence.core.event.PriceFeedErrorDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.ring.EventSlot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A configuration to vary, rows and ticks as values, and files with a given text. */
final class FeedFixture {
    static final List<CsvColumn> TRADES = List.of(CsvColumn.TIME, CsvColumn.LAST, CsvColumn.QUANTITY);
    static final List<CsvColumn> QUOTES = List.of(CsvColumn.TIME, CsvColumn.BID, CsvColumn.ASK);

    String name = "test";
    int feedId = 7;
    String symbol = "BTCUSD";
    String source;
    int headerLineCount;
    char separator = ',';
    List<CsvColumn> columns = TRADES;
    CsvTimeUnit timeUnit = CsvTimeUnit.SECONDS;
    TimeBase timeBase = TimeBase.EPOCH;
    long priceDivisor = 1;
    long quantityDivisor = 1;
    double pacing;
    long maxBadRows = CsvFeedConfig.DEFAULT_MAX_BAD_ROWS;
    int maxReportedRows = CsvFeedConfig.DEFAULT_MAX_REPORTED_ROWS;
    int maxLineChars = CsvFeedConfig.DEFAULT_MAX_LINE_CHARS;

    FeedFixture(String source) {
        this.source = source;
    }

    static FeedFixture of(Path dir, String text) {
        try {
            Path file = Files.createTempFile(dir, "ticks", ".csv");
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            return new FeedFixture(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CsvFeedConfig config() {
        return new CsvFeedConfig(
                name,
                feedId,
                symbol,
                source,
                headerLineCount,
                separator,
                columns,
                timeUnit,
                timeBase,
                priceDivisor,
                quantityDivisor,
                pacing,
                maxBadRows,
                maxReportedRows,
                maxLineChars);
    }

    /** A row as a value; null for a price without a column. */
    record Row(long timeNs, Long last, long quantity, Long bid, Long ask) {
        static Row of(CsvRow row) {
            return new Row(
                    row.timeNs,
                    orNull(row.lastScaled),
                    row.quantityScaled,
                    orNull(row.bidScaled),
                    orNull(row.askScaled));
        }
    }

    /** What reading a whole file gave. */
    record Reading(List<Row> rows, List<String> reports, long badRowCount) {}

    Reading read() throws IOException {
        List<String> reports = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        try (CsvReader reader = new CsvReader(config(), (file, line, reason) -> reports.add(line + ": " + reason))) {
            reader.open();
            while (reader.next()) {
                rows.add(Row.of(reader.row()));
            }
            return new Reading(rows, reports, reader.badRowCount());
        }
    }

    /** All of a published tick. */
    record Tick(
            long timestampNs,
            long sourceTimeNs,
            long feedSequence,
            Long last,
            long quantity,
            Long low,
            Long high,
            Long bid,
            Long ask,
            Long bidLow,
            Long askHigh,
            int instrumentId,
            int feedId) {

        static Tick of(EventSlot slot) {
            PriceTickDecoder tick = new PriceTickDecoder();
            MessageHeaderDecoder header = new MessageHeaderDecoder();
            tick.wrapAndApplyHeader(slot.in().buffer(), 0, header);
            if (slot.in().length() != header.encodedLength() + tick.encodedLength()) {
                throw new AssertionError("length " + slot.in().length());
            }
            return new Tick(
                    slot.timestampNs(),
                    tick.sourceTimeNs(),
                    tick.feedSequence(),
                    orNull(tick.last()),
                    tick.lastQuantity(),
                    orNull(tick.low()),
                    orNull(tick.high()),
                    orNull(tick.bid()),
                    orNull(tick.ask()),
                    orNull(tick.bidLow()),
                    orNull(tick.askHigh()),
                    tick.instrumentId(),
                    tick.feedId());
        }
    }

    /** All of an event by which a feed tells how it is, and the place it has. */
    record Said(long sequence, long timestampNs, EventType type, int instrumentId, int feedId) {
        static boolean isIn(EventSlot slot) {
            return type(slot) != EventType.PRICE_TICK;
        }

        static Said of(EventSlot slot) {
            MessageHeaderDecoder header = new MessageHeaderDecoder();
            PriceFeedConnectedDecoder connected = new PriceFeedConnectedDecoder();
            PriceFeedErrorDecoder error = new PriceFeedErrorDecoder();
            boolean isError = type(slot) == EventType.PRICE_FEED_ERROR;
            if (isError) {
                error.wrapAndApplyHeader(slot.in().buffer(), 0, header);
            } else {
                connected.wrapAndApplyHeader(slot.in().buffer(), 0, header);
            }
            int length = isError ? error.encodedLength() : connected.encodedLength();
            if (slot.in().length() != header.encodedLength() + length) {
                throw new AssertionError("length " + slot.in().length());
            }
            return new Said(
                    slot.sequence(),
                    slot.timestampNs(),
                    type(slot),
                    isError ? error.instrumentId() : connected.instrumentId(),
                    isError ? error.feedId() : connected.feedId());
        }

        private static EventType type(EventSlot slot) {
            return EventType.of(
                    new MessageHeaderDecoder().wrap(slot.in().buffer(), 0).templateId());
        }
    }

    private static Long orNull(long scaled) {
        return scaled == PriceTickDecoder.lastNullValue() ? null : scaled;
    }
}
