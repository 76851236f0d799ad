package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shouldShowMicrosecondsWithThreeDigits() {
        assertEquals("0", Figures.micros(0));
        assertEquals("0.025", Figures.micros(25));
        assertEquals("0.574", Figures.micros(574));
        assertEquals("0.999", Figures.micros(999));
        assertEquals("1.00", Figures.micros(1_000));
        assertEquals("9.99", Figures.micros(9_994));
        assertEquals("10.0", Figures.micros(9_995));
        assertEquals("99.9", Figures.micros(99_949));
        assertEquals("100", Figures.micros(99_950));
        assertEquals("18,432", Figures.micros(18_431_999));
    }

    @Test
    void shouldShowTimesInTheUnitThatSuitsThem() {
        assertEquals("574 ns", Figures.time(574));
        assertEquals("5.74 µs", Figures.time(5_740));
        assertEquals("57.4 ms", Figures.time(57_400_000));
        assertEquals("2 s", Figures.time(2e9));
        assertEquals("10 µs", Figures.time(9_999));
    }

    @Test
    void shouldShowRatiosSoThatSmallOnesCanBeTold() {
        assertEquals("1,235", Figures.ratio(1234.6));
        assertEquals("12.3", Figures.ratio(12.34));
        assertEquals("1.23", Figures.ratio(1.234));
        assertEquals("0.12", Figures.ratio(0.1234));
        assertEquals("0.012", Figures.ratio(0.01234));
        assertEquals("0.0012", Figures.ratio(0.001234));
        assertEquals("0", Figures.ratio(0));
        assertEquals("-", Figures.ratio(Double.NaN));
        assertEquals("-", Figures.ratio(Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldShowRatesAndTimesShort() {
        assertEquals("500", Figures.shortCount(500));
        assertEquals("200 k", Figures.shortCount(200_000));
        assertEquals("5.34 M", Figures.shortCount(5_335_620));
        assertEquals("0.5 s", Figures.seconds(500));
        assertEquals("3600 s", Figures.seconds(3_600_000));
        assertEquals("99.9", Figures.plain(99.9));
        assertEquals("50", Figures.plain(50));
    }
}
