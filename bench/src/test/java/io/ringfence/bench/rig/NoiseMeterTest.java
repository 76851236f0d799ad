package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Iterator;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class NoiseMeterTest {
    private static final long SLEEP_NS = NoiseMeter.SLEEP_NS;

    private long nowNs;
    private int begun;

    @Test
    void shouldNoteHowMuchLongerThanAskedItSlept() throws InterruptedException {
        // The first ends before the measured time, the second begins it; one of the others is held up for five sleeps.
        Iterator<Long> overshoots =
                List.of(30L, 40L, 50L, 5 * SLEEP_NS, 60L, 70L, 80L, 90L).iterator();
        NoiseMeter meter = new NoiseMeter(
                () -> nowNs,
                durationNs -> nowNs += durationNs + overshoots.next(),
                3 * SLEEP_NS / 2,
                11 * SLEEP_NS,
                () -> begun++);
        meter.run();
        Histogram noise = meter.stop();
        assertEquals(1, begun);
        assertEquals(5 * SLEEP_NS, noise.getMaxValue(), 0.001 * 5 * SLEEP_NS);
        assertEquals(50, noise.getMinValue());
        // Beside the long one the four that could not be asked for meanwhile: 4, 3, 2 and 1 sleep long.
        assertEquals(5, noise.getCountBetweenValues(SLEEP_NS / 2, 10 * SLEEP_NS));
        assertEquals(8, noise.getTotalCount());
    }
}
