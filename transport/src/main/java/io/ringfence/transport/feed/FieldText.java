package io.ringfence.transport.feed;

import io.ringfence.core.decimal.Decimal;

/**
 * Numbers in ASCII bytes, without allocation. The rules are those of {@link Decimal#parse}, which this differs from in
 * moving the decimal point: integers of 1/10000 keep their full range, which dividing a parsed value would not.
 */
final class FieldText {
    /** The text is no number; negative, as no column's value may be. */
    static final long NOT_A_NUMBER = Long.MIN_VALUE;

    /** The number does not fit; negative, as no column's value may be. */
    static final long DOES_NOT_FIT = Long.MIN_VALUE + 1;

    private FieldText() {}

    /**
     * Reads an optional minus, digits, optionally a point and digits.
     *
     * @param digits decimals kept, 0 to 9; further ones have to be 0
     * @return the number times ten to the power of {@code digits}, {@link #NOT_A_NUMBER} or {@link #DOES_NOT_FIT}
     */
    static long parse(byte[] text, int from, int to, int digits) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative) {
            at++;
        }
        int start = at;
        long value = 0;
        while (at < to && isDigit(text[at])) {
            value = append(value, text[at++] - '0');
        }
        if (at == start) {
            return NOT_A_NUMBER;
        }
        int missing = digits;
        if (at < to && text[at] == '.') {
            int point = at++;
            for (; at < to && isDigit(text[at]); at++) {
                if (missing > 0) {
                    missing--;
                    value = append(value, text[at] - '0');
                } else if (text[at] != '0') {
                    value = -1;
                }
            }
            if (at == point + 1) {
                return NOT_A_NUMBER;
            }
        }
        if (at != to) {
            return NOT_A_NUMBER;
        }
        for (; missing > 0; missing--) {
            value = append(value, 0);
        }
        return value < 0 ? DOES_NOT_FIT : negative ? -value : value;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** Appends a digit; negative once the number has become too large, and from then on. */
    private static long append(long value, int digit) {
        if (value < 0 || value > Long.MAX_VALUE / 10) {
            return -1;
        }
        // One over the largest value wraps to a negative one, which is the same mark.
        return value * 10 + digit;
    }
}
