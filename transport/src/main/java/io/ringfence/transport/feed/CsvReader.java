package io.ringfence.transport.feed;

import io.ringfence.transport.feed.RowParser.Flaw;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The good rows of a recorded file, one after the other. Bad rows are counted, reported up to a bound, and passed over;
 * empty lines are bad rows unless nothing but empty lines follows. Driven by one thread; the counters may be read by any.
 */
final class CsvReader implements Closeable {
    private final CsvFeedConfig config;
    private final BadRowListener badRows;
    private final RowParser parser;
    private final CsvRow row = new CsvRow();
    /** Written by the driving thread alone. */
    private final AtomicLong badRowCount = new AtomicLong();
    /** Written by the driving thread alone. */
    private final AtomicLong consumedBytes = new AtomicLong();
    /** Written once, when the source is opened. */
    private volatile long totalBytes = -1;

    private SourceStream source;
    private LineReader lines;

    CsvReader(CsvFeedConfig config, BadRowListener badRows) {
        this.config = config;
        this.badRows = badRows;
        this.parser = new RowParser(config);
    }

    /** Opens the source and passes over its header. */
    void open() throws IOException {
        source = SourceStream.open(config.source(), consumedBytes);
        totalBytes = source.totalBytes();
        lines = new LineReader(source, config.maxLineChars());
        for (int i = 0; i < config.headerLineCount() && lines.next(); i++) {
            continue;
        }
    }

    /**
     * Moves to the next good row; false at the end.
     *
     * @throws IOException when the source cannot be read, or holds more bad rows than allowed
     */
    boolean next() throws IOException {
        long emptyLineCount = 0;
        while (lines.next()) {
            if (lines.from() == lines.to() && !lines.overLong()) {
                emptyLineCount++;
                continue;
            }
            for (; emptyLineCount > 0; emptyLineCount--) {
                skip(lines.lineNumber() - emptyLineCount, "the row is empty");
            }
            Flaw flaw = parser.parse(lines, row);
            if (flaw == Flaw.NONE) {
                return true;
            }
            skip(lines.lineNumber(), isReported() ? parser.describe(flaw, lines) : "");
        }
        return false;
    }

    private boolean isReported() {
        return badRowCount.getPlain() < config.maxReportedRows();
    }

    private void skip(long lineNumber, String reason) throws IOException {
        boolean reported = isReported();
        long count = badRowCount.getPlain() + 1;
        badRowCount.setRelease(count);
        if (reported) {
            boolean last = count == config.maxReportedRows();
            badRows.onBadRow(
                    config.source(), lineNumber, last ? reason + " (further bad rows are only counted)" : reason);
        }
        if (count > config.maxBadRows()) {
            throw new IOException(config.source() + ":" + lineNumber + ": more than " + config.maxBadRows()
                    + " bad rows (feed." + config.name() + ".max-bad-rows)");
        }
    }

    /** The row moved to; overwritten by the next. */
    CsvRow row() {
        return row;
    }

    long badRowCount() {
        return badRowCount.getAcquire();
    }

    long consumedBytes() {
        return consumedBytes.getAcquire();
    }

    /** Length of the source, -1 while it is not open or when unknown. */
    long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
