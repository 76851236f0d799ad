package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTextTest {
    @ParameterizedTest
    @CsvSource({
        "1674200, 4, 16742000000",
        "9223372036854775807, 0, 9223372036854775807",
        "-9223372036854775806, 0, -9223372036854775806",
        "92233720368.54775807, 8, 9223372036854775807",
        "1.230000000000000000, 8, 123000000",
        "-0, 8, 0",
        "007.5, 1, 75"
    })
    void shouldReadExactlyWhenNumberFits(String text, int digits, long expected) {
        assertEquals(expected, parse(text, digits));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, 0",
        "92233720368.54775808, 8",
        "99999999999999999999999999999999999999, 0",
        "18446744073709551617, 0",
        "1.5, 0",
        "1.000000001, 8"
    })
    void shouldRefuseWhenNumberDoesNotFit(String text, int digits) {
        assertEquals(FieldText.DOES_NOT_FIT, parse(text, digits));
    }

    @ParameterizedTest
    @CsvSource({"''", "-", "+1", ".5", "5.", "1e3", "' 1'", "'1 '", "1.2.3", "--1", "0x10", "NaN", "1;5"})
    void shouldRefuseWhenTextIsNoNumber(String text) {
        assertEquals(FieldText.NOT_A_NUMBER, parse(text, 8));
    }

    @Property
    void shouldAgreeWithDecimalWhenPointIsNotMoved(@ForAll("texts") String text) {
        long value = parse(text, Decimal.DIGITS);

        boolean refused = value == FieldText.NOT_A_NUMBER || value == FieldText.DOES_NOT_FIT;
        assertEquals(Decimal.tryParse(text, 0, text.length()), refused ? Decimal.INVALID : value);
    }

    @Property
    void shouldAgreeWithBigDecimalWhenPointIsMoved(
            @ForAll("numbers") String text, @ForAll @IntRange(max = 9) int digits) {
        BigDecimal exact = new BigDecimal(text).movePointRight(digits).stripTrailingZeros();
        BigInteger bound = BigInteger.valueOf(Long.MAX_VALUE);
        boolean fits = exact.scale() <= 0 && exact.toBigInteger().abs().compareTo(bound) <= 0;

        assertEquals(fits ? exact.longValueExact() : FieldText.DOES_NOT_FIT, parse(text, digits));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                numbers(), Arbitraries.strings().withChars("0123456789.-").ofMaxLength(24));
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("00123456789").ofMinLength(1).ofMaxLength(21);
        Arbitrary<String> fractions = Arbitraries.strings().withChars("0009").ofMaxLength(12);
        return net.jqwik.api.Combinators.combine(Arbitraries.of("", "-"), digits, fractions)
                .as((sign, whole, fraction) -> sign + whole + (fraction.isEmpty() ? "" : "." + fraction));
    }

    /** Reads from the middle of a longer text, so that reading past the range shows. */
    private static long parse(String text, int digits) {
        byte[] bytes = ("12" + text + "34").getBytes(StandardCharsets.US_ASCII);
        return FieldText.parse(bytes, 2, bytes.length - 2, digits);
    }
}
