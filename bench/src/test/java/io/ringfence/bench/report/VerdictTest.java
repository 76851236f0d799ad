package io.ringfence.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final NoiseBound NARROW = new NoiseBound(1.1);
    private static final NoiseBound WIDE = new NoiseBound(1.5);
    private static final NoiseBound TOO_WIDE = new NoiseBound(3);

    @Test
    void shouldCallOutsideBothBoundsFasterOrSlower() {
        assertEquals(Verdict.SLOWER, Verdict.on(1_000, 1_101, NARROW, NARROW));
        assertEquals(Verdict.FASTER, Verdict.on(1_101, 1_000, NARROW, NARROW));
    }

    @Test
    void shouldCallInsideTheWiderBoundWithinNoise() {
        assertEquals(Verdict.WITHIN_NOISE, Verdict.on(1_000, 1_400, NARROW, WIDE));
        assertEquals(Verdict.WITHIN_NOISE, Verdict.on(1_400, 1_000, WIDE, NARROW));
        assertEquals(Verdict.SLOWER, Verdict.on(1_000, 1_501, NARROW, WIDE));
    }

    @Test
    void shouldSayThatItCannotTellWhenTheBoundWouldHideDouble() {
        assertEquals(Verdict.TOO_NOISY, Verdict.on(1_000, 1_000, NARROW, TOO_WIDE));
        assertEquals(Verdict.TOO_NOISY, Verdict.on(1_000, 1_000, NoiseBound.NONE, NARROW));
        assertEquals(Verdict.TOO_NOISY, Verdict.on(1, 1_000_000, NoiseBound.NONE, NARROW));
    }

    @Test
    void shouldTellWhatIsOutsideEvenAWideBound() {
        assertEquals(Verdict.SLOWER, Verdict.on(1_000, 3_001, NARROW, TOO_WIDE));
        assertEquals(Verdict.FASTER, Verdict.on(3_001, 1_000, TOO_WIDE, NARROW));
    }

    @Test
    void shouldTakeNoTimeAtAllForOneNanosecond() {
        assertEquals(Verdict.WITHIN_NOISE, Verdict.on(0, 1, NARROW, NARROW));
        assertEquals(Verdict.FASTER, Verdict.on(2, 0, NARROW, NARROW));
    }
}
