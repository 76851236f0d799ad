package io.ringfence.config.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    private static long sum;

    @Test
    void shouldReadTheClockThatInstantsAreMadeOf() {
        long seen = 0;
        for (int i = 0; i < 1_000; i++) {
            long before = SystemTime.epochNs(Instant.now());
            long now = SystemTime.epochNs();
            long after = SystemTime.epochNs(Instant.now());
            // Whoever sets the clock back meanwhile is met a thousand times less often than not.
            seen += before <= now && now <= after ? 1 : 0;
        }
        assertTrue(seen >= 999, () -> "not between two instants");
    }

    /** Whatever the compiler makes of it: an Instant is 24 bytes. */
    @Test
    void shouldMakeNoObject() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                sum += SystemTime.epochNs();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(sum != 0);
        assertEquals(0, least / 10_000);
    }
}
