package io.ringfence.core.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.testkit.StateBytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A sum in 128 bits against one without bounds. */
final class WideSumTest {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private enum Verb {
        ADD,
        SUBTRACT,
        ADD_PRODUCT,
        ADD_OTHER,
        SUBTRACT_OTHER,
        SET_OTHER,
        CLEAR
    }

    private record Step(Verb verb, long a, long b) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Long> small = Arbitraries.longs().between(-3, 3);
        Arbitrary<Long> figures = Arbitraries.oneOf(
                small,
                Arbitraries.longs(),
                Arbitraries.longs().between(-1L << 40, 1L << 40),
                Arbitraries.of(Long.MIN_VALUE, -Long.MAX_VALUE, Long.MAX_VALUE, Decimal.ONE, -Decimal.ONE));
        return Combinators.combine(Arbitraries.of(Verb.class), figures, figures).as(Step::new);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void shouldBeExactWhateverIsAdded(@ForAll @Size(max = 40) List<@From("steps") Step> steps) {
        WideSum sum = new WideSum();
        WideSum other = new WideSum();
        BigInteger exact = BigInteger.ZERO;
        BigInteger exactOther = BigInteger.ZERO;
        for (Step step : steps) {
            BigInteger a = BigInteger.valueOf(step.a);
            switch (step.verb) {
                case ADD -> {
                    sum.add(step.a);
                    exact = exact.add(a);
                }
                case SUBTRACT -> {
                    sum.subtract(step.a);
                    exact = exact.subtract(a);
                }
                case ADD_PRODUCT -> {
                    sum.addProduct(step.a, step.b);
                    exact = exact.add(product(a, BigInteger.valueOf(step.b)));
                }
                case ADD_OTHER -> {
                    other.add(step.b);
                    exactOther = exactOther.add(BigInteger.valueOf(step.b));
                    sum.add(other);
                    exact = exact.add(exactOther);
                }
                case SUBTRACT_OTHER -> {
                    sum.subtract(other);
                    exact = exact.subtract(exactOther);
                }
                case SET_OTHER -> {
                    other.set(sum);
                    exactOther = exact;
                    sum.set(a);
                    exact = a;
                }
                case CLEAR -> {
                    sum.clear();
                    exact = BigInteger.ZERO;
                }
            }
            assertReads(exact, sum);
        }
    }

    private static BigInteger product(BigInteger a, BigInteger b) {
        return new BigDecimal(a.multiply(b), Decimal.DIGITS)
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
    }

    private static void assertReads(BigInteger exact, WideSum sum) {
        assertEquals(exact, sum.toBigInteger());
        StateBytes state = new StateBytes();
        sum.writeTo(state);
        WideSum copy = new WideSum();
        copy.readFrom(state.source());
        assertEquals(exact, copy.toBigInteger());
        assertEquals(exact.signum(), sum.signum());
        assertEquals(exact.abs().compareTo(MAX) <= 0, sum.isDecimal());
        assertEquals(exact.min(MAX).max(MAX.negate()).longValueExact(), sum.saturated());
    }
}
