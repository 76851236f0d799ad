package io.ringfence.core.decimal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTextTest {
    private static final BigDecimal UNIT = BigDecimal.valueOf(1, Decimal.DIGITS);

    @Property
    void shouldReadBackWhatItWrites(@ForAll @LongRange(min = -Long.MAX_VALUE) long scaled) {
        assertEquals(scaled, Decimal.parse(Decimal.toString(scaled)));
    }

    @Property
    void shouldWriteAsBigDecimalDoesWithoutTrailingZeros(@ForAll @LongRange(min = -Long.MAX_VALUE) long scaled) {
        String expected =
                BigDecimal.valueOf(scaled, Decimal.DIGITS).stripTrailingZeros().toPlainString();
        byte[] target = new byte[2 + Decimal.MAX_TEXT_LENGTH];
        int length = Decimal.write(scaled, target, 2);
        assertEquals(expected, new String(target, 2, length, StandardCharsets.US_ASCII));
        assertArrayEquals(new byte[2], Arrays.copyOf(target, 2));
    }

    @Property
    void shouldAgreeWithBigDecimalWhenTextIsDigits(
            @ForAll boolean negative,
            @ForAll @StringLength(min = 1, max = 13) @net.jqwik.api.constraints.NumericChars String whole,
            @ForAll @StringLength(max = 11) @net.jqwik.api.constraints.NumericChars String fraction) {
        String text = (negative ? "-" : "") + whole + (fraction.isEmpty() ? "" : "." + fraction);
        assertEquals(oracle(new BigDecimal(text)), Decimal.tryParse(text, 0, text.length()));
    }

    private static long oracle(BigDecimal value) {
        try {
            long scaled = value.divide(UNIT).longValueExact();
            return scaled == Long.MIN_VALUE ? Decimal.INVALID : scaled;
        } catch (ArithmeticException e) {
            return Decimal.INVALID;
        }
    }

    @Property
    void shouldRefuseOrAgreeWithBigDecimalWhenTextIsAnything(
            @ForAll @StringLength(max = 8) @net.jqwik.api.constraints.Chars({'0', '1', '9', '.', '-', '+', 'e', ' '})
                    String text) {
        boolean isDecimal = text.matches("-?[0-9]+(\\.[0-9]+)?");
        long expected = isDecimal ? oracle(new BigDecimal(text)) : Decimal.INVALID;
        assertEquals(expected, Decimal.tryParse(text, 0, text.length()));
    }

    @ParameterizedTest
    @CsvSource({
        "231.45, 23145000000",
        "0, 0",
        "-0, 0",
        "-0.00000001, -1",
        "00012.50, 1250000000",
        "1.000000000000, 100000000",
        "92233720368.54775807, 9223372036854775807",
        "-92233720368.54775807, -9223372036854775807"
    })
    void shouldReadExactlyWhenTextFits(String text, long scaled) {
        assertEquals(scaled, Decimal.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "-.", "1.", ".5", "+1", "1e3", "1,5", " 1", "1 ", "1..2", "1.2.3", "--1", "0x1", "NaN",
                "٣", "1.٣", "1_000"
            })
    void shouldNameTheTextWhenItIsNoDecimal(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Decimal.parse(text));
        assertEquals(
                "\"" + text + "\" is not a decimal number: expected digits, optionally a point and digits",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "92233720368.54775808",
                "-92233720368.54775808",
                "92233720369",
                "9223372036854775808",
                "99999999999999999999999999",
                "0.000000001",
                "1.123456789"
            })
    void shouldSayThatItDoesNotFitWhenItDoesNot(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Decimal.parse(text));
        assertEquals(
                "\"" + text + "\" does not fit: at most 8 decimals that are not zero, at most 92233720368.54775807",
                refusal.getMessage());
    }

    @org.junit.jupiter.api.Test
    void shouldRefuseToWriteTheMarkOfAnAbsentValue() {
        assertThrows(IllegalArgumentException.class, () -> Decimal.toString(Decimal.INVALID));
    }

    @org.junit.jupiter.api.Test
    void shouldReadOnlyTheGivenPart() {
        assertEquals(Decimal.parse("2.5"), Decimal.tryParse("px=2.5;", 3, 6));
    }
}
