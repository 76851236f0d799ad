package io.ringfence.transport.feed;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One recorded file and how to read it.
 *
 * @param name of the feed: lower-case letters, digits, dashes; stands in messages and in the thread's name
 * @param feedId the feed's number in events, 0 to 65535
 * @param symbol the instrument's symbol, 1 to 16 printable ASCII characters
 * @param source path of a file, or {@code classpath:} and the name of a resource; ends with {@code .csv}, {@code .gz} or
 *     {@code .zip}, a zip holding one file
 * @param headerLineCount lines before the first row
 * @param separator between columns
 * @param columns what each column holds, in the file's order
 * @param timeUnit unit of the time column
 * @param timeBase where the time column counts from
 * @param priceDivisor what prices in the file are multiplied by, a power of ten: 10000 where it holds integers of 1/10000
 * @param quantityDivisor the same for quantities
 * @param pacing 0: as fast as the ring takes it; else so many times as fast as it was recorded
 * @param maxBadRows rows that may be skipped as bad; one more ends the feed with an error
 * @param maxReportedRows bad rows that are reported one by one; the rest are counted
 * @param maxLineChars longest row, without its line end
 */
public record CsvFeedConfig(
        String name,
        int feedId,
        String symbol,
        String source,
        int headerLineCount,
        char separator,
        List<CsvColumn> columns,
        CsvTimeUnit timeUnit,
        TimeBase timeBase,
        long priceDivisor,
        long quantityDivisor,
        double pacing,
        long maxBadRows,
        int maxReportedRows,
        int maxLineChars) {

    /** Prefix of a source that is a resource on the class path. */
    public static final String CLASSPATH = "classpath:";

    /** Bad rows skipped unless configured otherwise. */
    public static final long DEFAULT_MAX_BAD_ROWS = 1_000_000;

    /** Bad rows reported one by one unless configured otherwise. */
    public static final int DEFAULT_MAX_REPORTED_ROWS = 100;

    /** Longest row unless configured otherwise, in characters. */
    public static final int DEFAULT_MAX_LINE_CHARS = 1_024;

    private static final int MAX_HEADER_LINES = 1_000;
    private static final int MAX_COLUMNS = 256;
    private static final int MAX_LINE_CHARS = 1 << 16;

    /** Validates. */
    public CsvFeedConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(timeUnit, "timeUnit");
        Objects.requireNonNull(timeBase, "timeBase");
        columns = List.copyOf(columns);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException(
                    "feed.name = " + name + ": expected 1 to 32 lower-case letters, digits and dashes");
        }
        check(feedId >= 0 && feedId <= 65_535, name, "feed-id", feedId, "0 to 65535");
        check(symbol.matches("[!-~]{1,16}"), name, "symbol", symbol, "1 to 16 printable ASCII characters, no space");
        check(isReadable(source), name, "source", source, "a path or classpath:NAME that ends with .csv, .gz or .zip");
        check(
                headerLineCount >= 0 && headerLineCount <= MAX_HEADER_LINES,
                name,
                "header-lines",
                headerLineCount,
                "0 to " + MAX_HEADER_LINES);
        check(
                isSeparator(separator),
                name,
                "separator",
                "'" + separator + "'",
                "a tab, a space or printable ASCII that cannot stand in a number or name");
        checkColumns(name, columns);
        checkTimeBase(name, timeBase);
        checkDivisor(name, "price-divisor", priceDivisor);
        checkDivisor(name, "quantity-divisor", quantityDivisor);
        check(
                pacing >= 0 && pacing <= 1e9 && (pacing == 0 || pacing >= 1e-9),
                name,
                "pacing",
                pacing,
                "0 for as fast as possible, or a speed factor from 1e-9 to 1e9");
        check(maxBadRows >= 0, name, "max-bad-rows", maxBadRows, "0 or more");
        check(maxReportedRows >= 0, name, "max-reported-rows", maxReportedRows, "0 or more");
        check(
                maxLineChars >= 16 && maxLineChars <= MAX_LINE_CHARS,
                name,
                "max-line-chars",
                maxLineChars,
                "16 to " + MAX_LINE_CHARS);
    }

    private static boolean isReadable(String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        String path = lower.startsWith(CLASSPATH) ? lower.substring(CLASSPATH.length()) : lower;
        return path.matches("(?s).+\\.(csv|gz|zip)") && path.indexOf('\0') < 0;
    }

    private static boolean isSeparator(char c) {
        return c == '\t' || c >= ' ' && c <= '~' && ".-+\"'".indexOf(c) < 0 && !Character.isLetterOrDigit(c);
    }

    private static void checkColumns(String name, List<CsvColumn> columns) {
        Set<CsvColumn> seen = EnumSet.noneOf(CsvColumn.class);
        boolean repeated = false;
        for (CsvColumn column : columns) {
            repeated |= column != CsvColumn.SKIP && !seen.add(column);
        }
        List<String> words = columns.stream().map(CsvColumn::word).toList();
        check(columns.size() <= MAX_COLUMNS, name, "columns", words, "at most " + MAX_COLUMNS);
        check(!repeated, name, "columns", words, "each of them once, skip as often as needed");
        check(seen.contains(CsvColumn.TIME), name, "columns", words, "one of them to be time");
        check(
                seen.contains(CsvColumn.LAST) || seen.contains(CsvColumn.BID) || seen.contains(CsvColumn.ASK),
                name,
                "columns",
                words,
                "at least one of last, bid, ask");
        check(
                seen.contains(CsvColumn.LAST) || !seen.contains(CsvColumn.QUANTITY),
                name,
                "columns",
                words,
                "last where there is quantity");
    }

    /** Keeps every time of the day within what nanoseconds in 63 bits reach. */
    private static void checkTimeBase(String name, TimeBase timeBase) {
        if (timeBase instanceof TimeBase.SinceMidnight midnight) {
            LocalDate date = midnight.date();
            check(
                    date.isAfter(LocalDate.EPOCH) && date.getYear() <= 2261,
                    name,
                    "time-base.date",
                    date,
                    "1970-01-02 to 2261-12-31");
        }
    }

    private static void checkDivisor(String name, String field, long divisor) {
        boolean powerOfTen = false;
        for (long power = 1; power <= 100_000_000; power *= 10) {
            powerOfTen |= divisor == power;
        }
        check(powerOfTen, name, field, divisor, "a power of ten from 1 to 100000000");
    }

    private static void check(boolean holds, String name, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("feed." + name + "." + field + " = " + value + ": expected " + expected);
        }
    }
}
