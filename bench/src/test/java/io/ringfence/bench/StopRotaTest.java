package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopRotaTest {
    private static final int ARMED = 1_000;

    private static StopRota rota(String book, boolean isTrailing) {
        return StopRota.of(book, isTrailing, ARMED);
    }

    @ParameterizedTest
    @CsvSource({"ringfence,false", "ringfence,true", "treemap,false", "treemap,true"})
    void shouldFireNothingAndKeepItsNumberWhenBatchesAreTimed(String book, boolean isTrailing) {
        StopRota rota = rota(book, isTrailing);
        for (int batch = 0; batch < 50; batch++) {
            int fired = 0;
            for (int i = 0; i < 100; i++) {
                fired += rota.tickThatDoesNothing();
                rota.armNext();
            }
            rota.settle();
            rota.restore();
            for (int i = 0; i < 100; i++) {
                rota.moveNext();
                fired += rota.raise();
                rota.disarmOldest();
            }
            rota.restore();
            assertEquals(0, fired);
        }
        assertEquals(ARMED, rota.fireAll());
    }
}
