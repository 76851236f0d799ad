package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriceSlotsTest {
    private final PriceSlots slots = new PriceSlots(3);
    private final PriceSlots.Taken taken = new PriceSlots.Taken();

    @Test
    void shouldGiveTheNewestOnceWithTheExtremesSinceTheOneBefore() {
        assertFalse(slots.take(2, taken));
        assertFalse(slots.lookAndClear());
        slots.put(2, 100, 90, 110, 1, 11);
        slots.put(2, 105, 105, 105, 2, 12);
        slots.put(2, 95, 95, 95, 3, 13);
        assertEquals(95, slots.lastPrice(2));
        assertTrue(slots.isFilled());
        assertTrue(slots.lookAndClear());

        assertEquals("2: 95 (90 to 110) at 3, of 13, for 2 more", take());
        assertFalse(slots.take(2, taken));
        assertFalse(slots.isFilled());

        slots.put(2, 120, 120, 120, 4, 14);
        assertEquals("2: 120 (120 to 120) at 4, of 14, for 0 more", take());
        slots.see(1, 7);
        assertEquals(7, slots.lastPrice(1));
        assertFalse(slots.take(1, taken));
        assertEquals(0, slots.lastPrice(0));
        assertEquals(0, slots.lastPrice(3));
        assertEquals(0, slots.lastPrice(-1));
    }

    private String take() {
        assertTrue(slots.take(2, taken));
        return taken.instrumentId + ": " + taken.price + " (" + taken.low + " to " + taken.high + ") at " + taken.timeNs
                + ", of " + taken.sequence + ", for " + taken.replacedCount + " more";
    }

    /** Whatever the two threads do: nothing torn, no extreme lost, the last one comes, and each price is counted once. */
    @Test
    void shouldLoseNoExtremeWhenOneThreadPutsWhatTheOtherTakes() throws Exception {
        int puts = 2_000_000;
        long[] prices = new long[puts + 1];
        Random random = new Random(1);
        for (int i = 1; i <= puts; i++) {
            prices[i] = 1 + random.nextInt(1_000_000);
        }
        Thread writer = new Thread(() -> {
            for (int i = 1; i <= puts; i++) {
                slots.put(0, prices[i], prices[i], prices[i], 2L * i, i);
            }
        });
        writer.start();
        List<long[]> all = new ArrayList<>();
        long counted = 0;
        do {
            if (slots.take(0, taken)) {
                assertEquals(prices[(int) taken.sequence], taken.price);
                assertEquals(2 * taken.sequence, taken.timeNs);
                all.add(new long[] {taken.sequence, taken.low, taken.high});
                counted += 1 + taken.replacedCount;
            }
        } while (all.isEmpty() || all.get(all.size() - 1)[0] < puts);
        writer.join();

        assertEquals(puts, counted);
        int put = 1;
        for (long[] told : all) {
            for (; put <= told[0]; put++) {
                assertTrue(told[1] <= prices[put] && prices[put] <= told[2], "price " + put);
            }
        }
    }
}
