package io.ringfence.config.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shouldRankSamplesWhateverTheirOrder() {
        Samples samples =
                new Samples(LongStream.rangeClosed(1, 1_000).map(i -> 1_001 - i).toArray());
        assertEquals(1_000, samples.count());
        assertEquals(500, samples.medianNs());
        assertEquals(990, samples.percentileNs(99));
        assertEquals(1, samples.percentileNs(0));
        assertEquals(1_000, samples.percentileNs(100));
        assertEquals(1_000, samples.maxNs());
        assertEquals(7, new Samples(7).percentileNs(99));
        assertThrows(IllegalArgumentException.class, Samples::new);
    }

    @Test
    void shouldWriteQuantitiesAsPeopleReadThem() {
        assertEquals("999 ns", Quantity.ns(999));
        assertEquals("1 us", Quantity.ns(1_000));
        assertEquals("81.4 us", Quantity.ns(81_400));
        assertEquals("116 us", Quantity.ns(116_200));
        assertEquals("4.2 ms", Quantity.ns(4_210_000));
        assertEquals("1.5 s", Quantity.ns(1_500_000_000L));
        assertEquals("1023 B", Quantity.bytes(1_023));
        assertEquals("8 MiB", Quantity.bytes(8 << 20));
        assertEquals("23.5 GiB", Quantity.bytes(24_684_092L * 1_024));
    }
}
