package io.ringfence.core.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class DecimalArithmeticTest {
    private static final RoundingMode[] ROUNDINGS = {RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_EVEN};
    private static final BigInteger ONE = BigInteger.valueOf(Decimal.ONE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** The result, or null for an overflow. */
    private static Long exact(long a, long b, long divisor, RoundingMode rounding) {
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        BigInteger quotient = new BigDecimal(product)
                .divide(new BigDecimal(BigInteger.valueOf(divisor)), 0, rounding)
                .toBigInteger();
        return quotient.abs().compareTo(MAX) > 0 ? null : Long.valueOf(quotient.longValue());
    }

    private static Long attempt(java.util.function.LongSupplier calculation) {
        try {
            return calculation.getAsLong();
        } catch (ArithmeticException overflow) {
            return null;
        }
    }

    private static void check(long a, long b) {
        for (RoundingMode rounding : ROUNDINGS) {
            assertEquals(
                    exact(a, b, Decimal.ONE, rounding),
                    attempt(() -> Decimal.multiply(a, b, rounding)),
                    () -> a + " * " + b + " " + rounding);
            if (b != 0) {
                assertEquals(
                        exact(a, Decimal.ONE, b, rounding),
                        attempt(() -> Decimal.divide(a, b, rounding)),
                        () -> a + " / " + b + " " + rounding);
            }
        }
    }

    private static long saturated(BigInteger exact) {
        return exact.min(MAX).max(MAX.negate()).longValueExact();
    }

    @Property(tries = 5000)
    void shouldStandAtTheLargestFigureWhereAResultDoesNotFit(
            @ForAll("anywhere") long a, @ForAll("anywhere") long b, @ForAll("anywhere") long divisor) {
        BigInteger wideA = BigInteger.valueOf(a);
        BigInteger wideB = BigInteger.valueOf(b);
        assertEquals(saturated(wideA.add(wideB)), Decimal.addSaturated(a, b));
        assertEquals(saturated(wideA.subtract(wideB)), Decimal.subtractSaturated(a, b));
        for (RoundingMode rounding : ROUNDINGS) {
            for (long by : new long[] {divisor == 0 ? 1 : divisor, Decimal.ONE}) {
                BigInteger quotient = new BigDecimal(wideA.multiply(wideB))
                        .divide(new BigDecimal(by), 0, rounding)
                        .toBigInteger();
                assertEquals(saturated(quotient), Decimal.multiplyDivideSaturated(a, b, by, rounding));
            }
        }
    }

    @Provide
    Arbitrary<Long> anywhere() {
        Arbitrary<Long> bySize = Arbitraries.integers()
                .between(0, 62)
                .flatMap(bits -> Arbitraries.longs().between(-(1L << bits), 1L << bits));
        return Arbitraries.oneOf(Arbitraries.longs().greaterOrEqual(-Long.MAX_VALUE), bySize, Arbitraries.of(edges()));
    }

    private static List<Long> edges() {
        List<Long> edges = new ArrayList<>(List.of(0L, Long.MAX_VALUE, -Long.MAX_VALUE));
        for (int bit = 0; bit < 63; bit++) {
            for (long offset = -1; offset <= 1; offset++) {
                edges.add((1L << bit) + offset);
                edges.add(-(1L << bit) + offset);
            }
        }
        for (long power = 1; power <= Long.MAX_VALUE / 10; power *= 10) {
            edges.addAll(List.of(power - 1, power, power + 1));
        }
        edges.removeIf(edge -> edge == Long.MIN_VALUE);
        return edges;
    }

    @Property(tries = 5000)
    void shouldAgreeWithBigDecimalAnywhere(@ForAll("anywhere") long a, @ForAll("anywhere") long b) {
        check(a, b);
    }

    @Test
    void shouldAgreeWithBigDecimalNextToPowersOfTwoAndTen() {
        List<Long> edges = edges();
        for (int i = 0; i < edges.size(); i++) {
            // Every pair takes seconds; a stride that shares no factor with the count meets each value with many
            // others.
            for (int j = i % 7; j < edges.size(); j += 7) {
                check(edges.get(i), edges.get(j));
            }
        }
    }

    @Property(tries = 5000)
    void shouldAgreeWithBigDecimalWhenTheQuotientIsNextToTheLargest(
            @ForAll("anywhere") long divisor,
            @ForAll @net.jqwik.api.constraints.IntRange(min = -2, max = 2) int offset) {
        if (divisor == 0) {
            return;
        }
        // Dividends around the one whose quotient is 2^63 - 1, and, through multiply, 2^64.
        BigInteger dividend =
                MAX.multiply(BigInteger.valueOf(divisor)).divide(ONE).add(BigInteger.valueOf(offset));
        if (dividend.abs().compareTo(MAX) <= 0) {
            check(dividend.longValue(), divisor);
        }
        BigInteger factor =
                MAX.multiply(ONE).divide(BigInteger.valueOf(divisor)).add(BigInteger.valueOf(offset));
        if (factor.abs().compareTo(MAX) <= 0) {
            check(factor.longValue(), divisor);
        }
    }

    @Test
    void shouldOverflowWhenRoundingUpCarriesPastSixtyFourBits() {
        // (2^32 * 10^4)^2 is 2^64 * 10^8; a little less rounds up to 2^64, whose low 64 bits are zero.
        long root = (1L << 32) * 10_000;
        for (long k = 1; k < 10_000; k += 37) {
            check(root - k, root + k);
            check(k - root, root + k);
        }
    }

    @Test
    void shouldThrowWhenTheDivisorIsZero() {
        assertThrows(ArithmeticException.class, () -> Decimal.divide(1, 0, RoundingMode.FLOOR));
    }

    @Test
    void shouldRefuseARoundingThatIsNotOffered() {
        assertThrows(
                IllegalArgumentException.class, () -> Decimal.divide(1, 3 * Decimal.ONE, RoundingMode.UNNECESSARY));
    }

    @Test
    void shouldRefuseTheMarkOfAnAbsentValue() {
        assertThrows(
                ArithmeticException.class, () -> Decimal.multiply(Decimal.INVALID, Decimal.ONE, RoundingMode.FLOOR));
    }
}
