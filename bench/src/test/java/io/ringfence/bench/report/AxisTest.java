package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static List<String> labels(Axis axis) {
        return axis.ticks().stream()
                .map(tick -> tick.label() + " at " + Math.round(axis.at(tick.value())))
                .toList();
    }

    @Test
    void shouldLabelEachStepWhenThereAreFewDecades() {
        assertEquals(
                List.of("200 ns at 0", "500 ns at 40", "1 µs at 70", "2 µs at 100"),
                labels(Axis.log(240, 1_900, 0, 100, Figures::time)));
    }

    @Test
    void shouldLabelPowersOfTenWhenThereAreMany() {
        assertEquals(
                List.of("100 ns at 600", "1 µs at 400", "10 µs at 200", "100 µs at 0"),
                labels(Axis.log(100, 99_000, 600, 0, Figures::time)));
    }

    @Test
    void shouldHaveALengthWhenAllValuesAreTheSame() {
        assertEquals(List.of("100 ns at 0", "200 ns at 9"), labels(Axis.log(100, 100, 0, 9, Figures::time)));
        assertEquals(List.of("0.5 at 0", "1 at 9"), labels(Axis.log(0.6, 0.7, 0, 9, Figures::shortCount)));
    }

    @Test
    void shouldPutEachNineAsFarFromTheOneBefore() {
        assertEquals(
                List.of("0 % at 0", "50 % at 30", "90 % at 100", "99 % at 200", "99.9 % at 300", "99.99 % at 400"),
                labels(Axis.nines(10_000, 0, 400)));
    }

    @Test
    void shouldStepEvenlyWhenItIsLinear() {
        assertEquals(
                List.of("0 s at 0", "20 s at 20", "40 s at 40", "60 s at 60", "80 s at 80", "100 s at 100"),
                labels(Axis.linear(100, 0, 100, value -> Figures.seconds((long) (value * 1e3)))));
        assertEquals(3, Axis.linear(0.11, 0, 100, Figures::shortCount).ticks().size() / 2);
    }

    @Test
    void shouldKeepWhatIsOutsideOnTheEdge() {
        Axis axis = Axis.log(100, 1_000, 50, 150, Figures::time);
        assertEquals(50, axis.at(0));
        assertEquals(150, axis.at(1e9), 1e-9);
    }
}
