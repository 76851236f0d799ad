package io.ringfence.core.decimal;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.math.BigInteger;

/**
 * A running sum of scaled decimals in 128 bits, two's complement. It is exact whatever the order and the size of what is
 * added (2^64 of the largest figures fill it) and saturates only where it is read as one figure.
 */
public final class WideSum {
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private long high;
    private long low;

    /** Makes it zero. */
    public void clear() {
        high = 0;
        low = 0;
    }

    /** Makes it equal to another. */
    public void set(WideSum other) {
        high = other.high;
        low = other.low;
    }

    /** Makes it equal to an integer, of which it takes the low 128 bits. */
    public void set(BigInteger value) {
        high = value.shiftRight(Long.SIZE).longValue();
        low = value.longValue();
    }

    /** Adds a figure. */
    public void add(long value) {
        add(value >> (Long.SIZE - 1), value);
    }

    /** Subtracts a figure. */
    public void subtract(long value) {
        subtract(value >> (Long.SIZE - 1), value);
    }

    /** Adds another sum. */
    public void add(WideSum other) {
        add(other.high, other.low);
    }

    /** Subtracts another sum. */
    public void subtract(WideSum other) {
        subtract(other.high, other.low);
    }

    /** Adds the product of two scaled decimals, itself a scaled decimal, rounded down. */
    public void addProduct(long a, long b) {
        long productHigh = Math.multiplyHigh(a, b);
        long productLow = a * b;
        // Of a negative product the complement is divided: floor(x / d) = ~floor(~x / d).
        long sign = productHigh >> (Long.SIZE - 1);
        long dividendHigh = productHigh ^ sign;
        long dividendLow = productLow ^ sign;
        long quotientHigh = dividendHigh / Decimal.ONE;
        long next = dividendHigh % Decimal.ONE << 32 | dividendLow >>> 32;
        long upper = next / Decimal.ONE;
        long lower = (next % Decimal.ONE << 32 | dividendLow & LOW_HALF) / Decimal.ONE;
        add(quotientHigh ^ sign, (upper << 32 | lower) ^ sign);
    }

    private void add(long otherHigh, long otherLow) {
        low += otherLow;
        high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
    }

    private void subtract(long otherHigh, long otherLow) {
        high -= otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
        low -= otherLow;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
    }

    /** Whether it is a scaled decimal by itself, so that {@link #saturated()} is exact. */
    public boolean isDecimal() {
        return high == low >> (Long.SIZE - 1) && low != Long.MIN_VALUE;
    }

    /** As one figure; {@code ±Long.MAX_VALUE} where it does not fit. */
    public long saturated() {
        if (isDecimal()) {
            return low;
        }
        return high < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }

    /** Writes both halves. */
    public void writeTo(StateSink sink) {
        sink.putLong(high);
        sink.putLong(low);
    }

    /** Becomes the sum that was written. */
    public void readFrom(StateSource source) {
        high = source.getLong();
        low = source.getLong();
    }

    /** As an integer without bounds. Allocates. */
    public BigInteger toBigInteger() {
        BigInteger lower = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower);
    }
}
