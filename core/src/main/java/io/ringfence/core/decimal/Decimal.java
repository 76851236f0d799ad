package io.ringfence.core.decimal;

import java.math.RoundingMode;

/**
 * Arithmetic and text of scaled decimals: a {@code long} that counts units of 1e-8, so ±92 billion with 8 decimals.
 *
 * <p>Text is exact in both directions: what {@link #parse} reads, {@link #toString(long)} writes back without trailing
 * zeros, and a value that needs more than 8 decimals or more than 63 bits is refused rather than rounded. All methods
 * are pure; those that take and fill arrays allocate nothing.
 */
public final class Decimal {
    /** Decimals after the point. */
    public static final int DIGITS = 8;

    /** One unit: the scaled form of 1. */
    public static final long ONE = 100_000_000L;

    /** Returned by {@link #tryParse} for text that is no decimal or does not fit; never a valid value. */
    public static final long INVALID = Long.MIN_VALUE;

    /** Longest text that {@link #write} produces: sign, 11 digits, point, 8 digits. */
    public static final int MAX_TEXT_LENGTH = 21;

    private Decimal() {}

    /**
     * Reads a decimal: an optional minus, digits, optionally a point and digits.
     *
     * @throws IllegalArgumentException naming the text and why it is refused
     */
    public static long parse(CharSequence text) {
        long value = tryParse(text, 0, text.length());
        if (value == INVALID) {
            throw new IllegalArgumentException("\"" + text + "\" " + reason(text));
        }
        return value;
    }

    private static String reason(CharSequence text) {
        return text.toString().matches("-?\\d+(\\.\\d+)?")
                ? "does not fit: at most 8 decimals that are not zero, at most 92233720368.54775807"
                : "is not a decimal number: expected digits, optionally a point and digits";
    }

    /**
     * Reads {@code text[from, to)} without allocating.
     *
     * @return the scaled value, or {@link #INVALID}
     */
    public static long tryParse(CharSequence text, int from, int to) {
        int at = from;
        boolean negative = at < to && text.charAt(at) == '-';
        if (negative) {
            at++;
        }
        int wholeStart = at;
        long value = 0;
        while (at < to && isDigit(text.charAt(at))) {
            value = appendDigit(value, text.charAt(at++));
            if (value < 0) {
                return INVALID;
            }
        }
        if (at == wholeStart) {
            return INVALID;
        }
        int decimals = 0;
        if (at < to && text.charAt(at) == '.') {
            int pointAt = at++;
            while (at < to && isDigit(text.charAt(at))) {
                char digit = text.charAt(at++);
                if (decimals < DIGITS) {
                    value = appendDigit(value, digit);
                    decimals++;
                    if (value < 0) {
                        return INVALID;
                    }
                } else if (digit != '0') {
                    return INVALID;
                }
            }
            if (at == pointAt + 1) {
                return INVALID;
            }
        }
        if (at != to) {
            return INVALID;
        }
        for (; decimals < DIGITS; decimals++) {
            value = appendDigit(value, '0');
            if (value < 0) {
                return INVALID;
            }
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Appends a digit to a value that is not negative; negative when it overflows. */
    private static long appendDigit(long value, char digit) {
        if (value > Long.MAX_VALUE / 10) {
            return -1;
        }
        // Long.MAX_VALUE + 1 wraps to a negative value, which is the overflow mark.
        return value * 10 + (digit - '0');
    }

    /** Writes the shortest exact text, for example {@code 231.45}. */
    public static String toString(long scaled) {
        byte[] text = new byte[MAX_TEXT_LENGTH];
        int length = write(scaled, text, 0);
        return new String(text, 0, length, java.nio.charset.StandardCharsets.US_ASCII);
    }

    /**
     * Writes the shortest exact text as ASCII into {@code target} at {@code offset}.
     *
     * @return the length written, at most {@link #MAX_TEXT_LENGTH}
     */
    public static int write(long scaled, byte[] target, int offset) {
        if (scaled == Long.MIN_VALUE) {
            throw new IllegalArgumentException("not a decimal: the value that marks an absent one");
        }
        int at = offset;
        if (scaled < 0) {
            target[at++] = '-';
        }
        long magnitude = Math.abs(scaled);
        at = writeDigits(magnitude / ONE, target, at);
        long fraction = magnitude % ONE;
        if (fraction != 0) {
            target[at++] = '.';
            for (long unit = ONE / 10; fraction != 0; unit /= 10) {
                target[at++] = (byte) ('0' + fraction / unit);
                fraction %= unit;
            }
        }
        return at - offset;
    }

    private static int writeDigits(long value, byte[] target, int offset) {
        long unit = 1;
        while (value / unit >= 10) {
            unit *= 10;
        }
        int at = offset;
        for (; unit > 0; unit /= 10) {
            target[at++] = (byte) ('0' + value / unit % 10);
        }
        return at;
    }

    /**
     * Product of two scaled decimals, through 128 bits.
     *
     * @param rounding FLOOR, CEILING or HALF_EVEN
     * @throws ArithmeticException when the product does not fit
     */
    public static long multiply(long a, long b, RoundingMode rounding) {
        return multiplyDivide(a, b, ONE, rounding);
    }

    /**
     * Quotient of two scaled decimals, through 128 bits.
     *
     * @param rounding FLOOR, CEILING or HALF_EVEN
     * @throws ArithmeticException when the divisor is zero or the quotient does not fit
     */
    public static long divide(long a, long b, RoundingMode rounding) {
        return multiplyDivide(a, ONE, b, rounding);
    }

    /**
     * Product of two figures by a third, through 128 bits; {@code ±Long.MAX_VALUE} where the quotient does not fit.
     *
     * @param divisor not zero
     * @param rounding FLOOR, CEILING or HALF_EVEN
     */
    public static long multiplyDivideSaturated(long a, long b, long divisor, RoundingMode rounding) {
        boolean negative = (a < 0) ^ (b < 0) ^ (divisor < 0);
        long magnitude = magnitude(a, b, divisor, negative, rounding);
        if (magnitude < 0) {
            return negative ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        return negative ? -magnitude : magnitude;
    }

    /** Sum of two scaled decimals; {@code ±Long.MAX_VALUE} where it does not fit. */
    public static long addSaturated(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        return Math.max(sum, -Long.MAX_VALUE);
    }

    /** Difference of two scaled decimals; {@code ±Long.MAX_VALUE} where it does not fit. */
    public static long subtractSaturated(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            return a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        return Math.max(difference, -Long.MAX_VALUE);
    }

    private static long multiplyDivide(long a, long b, long divisor, RoundingMode rounding) {
        if (divisor == 0) {
            throw new ArithmeticException("division by zero");
        }
        boolean negative = (a < 0) ^ (b < 0) ^ (divisor < 0);
        long magnitude = magnitude(a, b, divisor, negative, rounding);
        if (magnitude < 0) {
            throw new ArithmeticException("overflow: " + a + " * " + b + " / " + divisor);
        }
        return negative ? -magnitude : magnitude;
    }

    /** Magnitude of a product by a divisor; negative when it does not fit. */
    private static long magnitude(long a, long b, long divisor, boolean negative, RoundingMode rounding) {
        long x = Math.abs(a);
        long y = Math.abs(b);
        long d = Math.abs(divisor);
        long high = Math.multiplyHigh(x, y);
        long low = x * y;
        if (x < 0 || y < 0 || d < 0 || Long.compareUnsigned(high, d) >= 0) {
            return -1;
        }
        long quotient = high == 0 ? Long.divideUnsigned(low, d) : divide128(high, low, d);
        long remainder = low - quotient * d;
        // Rounding up the largest one, or one that is too large already, leaves a negative one too.
        return quotient >= 0 && roundsUp(rounding, negative, quotient, remainder, d) ? quotient + 1 : quotient;
    }

    /** Whether the magnitude grows by one unit. */
    private static boolean roundsUp(RoundingMode rounding, boolean negative, long quotient, long remainder, long d) {
        if (remainder == 0) {
            return false;
        }
        return switch (rounding) {
            case FLOOR -> negative;
            case CEILING -> !negative;
            case HALF_EVEN -> {
                int half = Long.compareUnsigned(remainder, d - remainder);
                yield half > 0 || half == 0 && (quotient & 1) == 1;
            }
            default -> throw new IllegalArgumentException("rounding " + rounding + " is not offered");
        };
    }

    /**
     * Unsigned 128-bit by 63-bit division with a 64-bit quotient, high &lt; d. After {@code divlu} in H. S. Warren,
     * Hacker's Delight, 2nd edition, figure 9-3.
     */
    private static long divide128(long high, long low, long d) {
        int shift = Long.numberOfLeadingZeros(d);
        long v = d << shift;
        long vHigh = v >>> 32;
        long vLow = v & 0xFFFF_FFFFL;
        long un32 = high << shift | (shift == 0 ? 0 : low >>> (64 - shift));
        long un10 = low << shift;
        long q1 = digit(un32, un10 >>> 32, vHigh, vLow);
        long un21 = (un32 << 32) + (un10 >>> 32) - q1 * v;
        long q0 = digit(un21, un10 & 0xFFFF_FFFFL, vHigh, vLow);
        return (q1 << 32) + q0;
    }

    /** One 32-bit digit of the quotient of (u:next) by v. */
    private static long digit(long u, long next, long vHigh, long vLow) {
        long q = Long.divideUnsigned(u, vHigh);
        long rest = u - q * vHigh;
        while (q > 0xFFFF_FFFFL || Long.compareUnsigned(q * vLow, (rest << 32) + next) > 0) {
            q--;
            rest += vHigh;
            if (rest > 0xFFFF_FFFFL) {
                break;
            }
        }
        return q;
    }
}
