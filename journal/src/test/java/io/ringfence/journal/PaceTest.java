package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PaceTest {
    private static final long MS_NS = 1_000_000;

    private static long doneAfterNs(Pace pace, int pieces) {
        long startNs = System.nanoTime();
        pace.begin(pieces);
        for (int i = 0; i < pieces; i++) {
            pace.done(1);
        }
        return System.nanoTime() - startNs;
    }

    @Test
    void shouldTakeTheTimeItWasGiven() {
        assertTrue(doneAfterNs(new Pace(50 * MS_NS, () -> false), 10) >= 45 * MS_NS);
    }

    @Test
    void shouldTakeTheTimeAgainWhenTheWorkBeginsAnew() {
        Pace pace = new Pace(50 * MS_NS, () -> false);
        doneAfterNs(pace, 10);
        assertTrue(doneAfterNs(pace, 20) >= 45 * MS_NS);
    }

    @Test
    void shouldNotWaitAnyMoreWhenItIsHurried() {
        AtomicBoolean isHurried = new AtomicBoolean();
        Pace pace = new Pace(TimeUnit.HOURS.toNanos(100), isHurried::get);
        pace.begin(TimeUnit.HOURS.toNanos(100));
        // Each byte is a nanosecond.
        pace.done(MS_NS);
        isHurried.set(true);
        pace.done(TimeUnit.HOURS.toNanos(50));
    }
}
