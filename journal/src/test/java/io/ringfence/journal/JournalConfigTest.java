package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JournalConfigTest {
    @Test
    void shouldHoldTheLargestEventOfTheRingWhenDefaultsAreTaken() {
        assertEquals(1_048_576 - 44, JournalConfig.defaults(Path.of("x")).maxEventBytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|1048576|1048576|journal.block-bytes = 5: expected a power of two from 1048576 to 1073741824",
                "1048576|262145|1048576|journal.max-group-bytes = 262145: expected 1024 to a quarter of block-bytes,"
                        + " the largest document Chronicle writes",
                "1048576|262144|262143|journal.segment-bytes = 262143: expected max-group-bytes to 68719476736"
            })
    void shouldNameFieldValueAndReasonWhenAValueIsOutOfRange(int block, int group, long segment, String message) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new JournalConfig(
                                        Path.of("x"), Durability.PROCESS, group, segment, block, 0, 0, 1_000))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|0|1000|journal.low-disk-bytes = -1: expected 0 to 1125899906842624",
                "0|-1|1000|journal.reserve-bytes = -1: expected 0, or from 1048576 more than segment-bytes to 1099511627776",
                "0|0|9|journal.disk-check-period = 9 ms: expected 10 ms to 1 hour"
            })
    void shouldNameFieldValueAndReasonWhenABoundOfTheDiskIsOutOfRange(
            long low, long reserve, int checkMs, String message) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new JournalConfig(
                                        Path.of("x"),
                                        Durability.POWER,
                                        1 << 18,
                                        1 << 20,
                                        1 << 20,
                                        low,
                                        reserve,
                                        checkMs))
                        .getMessage());
    }
}
