package io.ringfence.transport.feed;

import io.ringfence.core.decimal.Decimal;
import java.nio.charset.StandardCharsets;

/**
 * Turns one line into a row of primitives, or says what is wrong with it. Nothing is allocated but the words of
 * {@link #describe}.
 *
 * <p>Plain CSV only: no quotes, no spaces round a number. A crossed quote is a good row here; the core judges prices.
 */
final class RowParser {
    private static final int MAX_SHOWN_CHARS = 40;

    /** What is wrong with a row. */
    enum Flaw {
        NONE(""),
        OVER_LONG("the row is too long"),
        NOT_ASCII("the row is not ASCII"),
        COLUMN_COUNT("wrong number of columns"),
        NOT_A_NUMBER("expected digits, optionally a point and digits"),
        DOES_NOT_FIT("finer or larger than can be held exactly"),
        NOT_POSITIVE("expected more than 0"),
        NEGATIVE("expected 0 or more"),
        NOT_IN_DAY("no such time on that day in that zone"),
        SUSPICIOUS("marked as suspicious"),
        NOT_A_FLAG("expected 0 or 1");

        private final String words;

        Flaw(String words) {
            this.words = words;
        }
    }

    private final CsvColumn[] columns;
    private final char separator;
    private final int timeDigits;
    private final int priceDigits;
    private final int quantityDigits;
    private final RowClock clock;
    private final int maxLineChars;
    /** Where each field of the line ends. */
    private final int[] fieldEnds;

    private int fieldCount;
    private int flawedField;
    private int flawedFrom;

    RowParser(CsvFeedConfig config) {
        columns = config.columns().toArray(new CsvColumn[0]);
        separator = config.separator();
        timeDigits = config.timeUnit().digits();
        priceDigits = Decimal.DIGITS - powerOfTen(config.priceDivisor());
        quantityDigits = Decimal.DIGITS - powerOfTen(config.quantityDivisor());
        clock = new RowClock(config.timeBase());
        maxLineChars = config.maxLineChars();
        fieldEnds = new int[columns.length];
    }

    private static int powerOfTen(long divisor) {
        int power = 0;
        for (long rest = divisor; rest > 1; rest /= 10) {
            power++;
        }
        return power;
    }

    /** Fills the row from the reader's line. After a flaw the row is partly filled and of no use. */
    Flaw parse(LineReader line, CsvRow row) {
        flawedField = -1;
        if (line.overLong()) {
            return Flaw.OVER_LONG;
        }
        byte[] text = line.bytes();
        Flaw flaw = cut(text, line.from(), line.to());
        int from = line.from();
        for (int i = 0; flaw == Flaw.NONE && i < columns.length; i++) {
            flaw = read(columns[i], text, from, fieldEnds[i], row);
            if (flaw != Flaw.NONE) {
                flawedField = i;
                flawedFrom = from;
            }
            from = fieldEnds[i] + 1;
        }
        return flaw;
    }

    private Flaw cut(byte[] text, int from, int to) {
        int seen = 0;
        int count = 0;
        for (int at = from; at < to; at++) {
            byte c = text[at];
            seen |= c;
            if (c == separator) {
                if (count < fieldEnds.length) {
                    fieldEnds[count] = at;
                }
                count++;
            }
        }
        if (count < fieldEnds.length) {
            fieldEnds[count] = to;
        }
        fieldCount = count + 1;
        if (seen < 0) {
            return Flaw.NOT_ASCII;
        }
        return fieldCount == columns.length ? Flaw.NONE : Flaw.COLUMN_COUNT;
    }

    private Flaw read(CsvColumn column, byte[] text, int from, int to, CsvRow row) {
        switch (column) {
            case TIME:
                return time(FieldText.parse(text, from, to, timeDigits), row);
            case LAST:
                row.lastScaled = FieldText.parse(text, from, to, priceDigits);
                return price(row.lastScaled);
            case BID:
                row.bidScaled = FieldText.parse(text, from, to, priceDigits);
                return price(row.bidScaled);
            case ASK:
                row.askScaled = FieldText.parse(text, from, to, priceDigits);
                return price(row.askScaled);
            case QUANTITY:
                row.quantityScaled = FieldText.parse(text, from, to, quantityDigits);
                return notNegative(row.quantityScaled);
            case SUSPICIOUS:
                return flag(text, from, to);
            default:
                return Flaw.NONE;
        }
    }

    private Flaw time(long columnNs, CsvRow row) {
        Flaw flaw = notNegative(columnNs);
        if (flaw != Flaw.NONE) {
            return flaw;
        }
        row.timeNs = clock.epochNs(columnNs);
        return row.timeNs == RowClock.NOT_IN_DAY ? Flaw.NOT_IN_DAY : Flaw.NONE;
    }

    private static Flaw price(long scaled) {
        return scaled == 0 ? Flaw.NOT_POSITIVE : scaled > 0 ? Flaw.NONE : below(scaled, Flaw.NOT_POSITIVE);
    }

    private static Flaw notNegative(long value) {
        return value >= 0 ? Flaw.NONE : below(value, Flaw.NEGATIVE);
    }

    /** Why a value that is not taken is not: a mark, or a number below the bound. */
    private static Flaw below(long value, Flaw whenNumber) {
        if (value == FieldText.NOT_A_NUMBER) {
            return Flaw.NOT_A_NUMBER;
        }
        return value == FieldText.DOES_NOT_FIT ? Flaw.DOES_NOT_FIT : whenNumber;
    }

    private static Flaw flag(byte[] text, int from, int to) {
        if (to - from != 1 || text[from] != '0' && text[from] != '1') {
            return Flaw.NOT_A_FLAG;
        }
        return text[from] == '1' ? Flaw.SUSPICIOUS : Flaw.NONE;
    }

    /** Words for the flaw that {@link #parse} just found in this line. */
    String describe(Flaw flaw, LineReader line) {
        if (flawedField >= 0) {
            int shownTo = Math.min(fieldEnds[flawedField], flawedFrom + MAX_SHOWN_CHARS);
            String shown = new String(line.bytes(), flawedFrom, shownTo - flawedFrom, StandardCharsets.US_ASCII)
                    .replaceAll("\\p{Cntrl}", "?");
            String more = shownTo < fieldEnds[flawedField] ? "..." : "";
            return columns[flawedField].word() + " = \"" + shown + more + "\": " + flaw.words;
        }
        return switch (flaw) {
            case OVER_LONG -> flaw.words + ": expected at most " + maxLineChars + " characters";
            case COLUMN_COUNT -> flaw.words + ": expected " + columns.length + ", found " + fieldCount;
            default -> flaw.words;
        };
    }
}
