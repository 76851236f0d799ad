package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenessTest {
    @Test
    void shouldTakeNearestRanksWhenThereAreHundredValues() {
        long[] descending =
                LongStream.rangeClosed(1, 100).map(value -> 101 - value).toArray();
        assertEquals(new Lateness(50, 90, 99, 100), Lateness.of(descending));
    }

    @Test
    void shouldRoundRanksUpWhenThereAreFewValues() {
        assertEquals(new Lateness(7, 7, 7, 7), Lateness.of(new long[] {7}));
        assertEquals(new Lateness(2, 3, 3, 3), Lateness.of(new long[] {3, 1, 2}));
    }
}
