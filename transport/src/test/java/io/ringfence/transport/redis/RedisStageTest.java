package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.ring.EventSlot;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bridge costs the core's thread whose Redis is not there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedisStageTest {
    @Test
    void shouldAllocateNothingAndCountWhatIsDroppedWhenThereIsNoRedis() {
        ToldCore core = new ToldCore("SOLUSD");
        RedisCounters counters = new RedisCounters();
        RedisOutConfig out = Configs.out(10, 16, 1, RedisChannel.PRICE_UPDATE, RedisChannel.ORDER_FILLED);
        try (RedisPublisher publisher = new RedisPublisher(
                Configs.of(Configs.link("redis://127.0.0.1:1"), out), core.logic, 0, counters, notice -> {})) {
            core.tell(publisher.stage());
            core.price(0, "231.45");
            EventSlot slot = core.slot();
            core.filled(slot.out(), 5, 77);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long id = Thread.currentThread().getId();
            int events = 1_000_000;

            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < events; i++) {
                publisher.stage().onEvent(slot, true);
            }
            long allocated = threads.getThreadAllocatedBytes(id) - before;

            // The smallest object is 16 bytes; less than one byte an event is what loading and measuring cost.
            assertEquals(0, allocated / events);
            assertEquals(events, counters.value(RedisCounter.EVENTS_DROPPED_DOWN));
            assertEquals(0, counters.value(RedisCounter.EVENTS_DROPPED_FULL));
        }
    }
}
