package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventQueueTest {
    private final EventQueue queue = new EventQueue(16);
    private final UnsafeBuffer source = new UnsafeBuffer(new byte[512]);

    private boolean offer(long value) {
        source.putLong(4, value);
        return queue.offer(source, 4, 8, (int) value, value + 1, value + 2, (int) value + 3, value + 4);
    }

    private void assertNext(long value) {
        EventQueue.Entry entry = queue.peek();
        assertEquals(value, entry.message.getLong(0));
        assertEquals((int) value, entry.accountId);
        assertEquals(value + 1, entry.position);
        assertEquals(value + 2, entry.sequence);
        assertEquals((int) value + 3, entry.index);
        assertEquals(value + 4, entry.timeNs);
        queue.remove();
    }

    @Test
    void shouldKeepOrderAndRefuseWhenItIsFull() {
        assertNull(queue.peek());
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 16; i++) {
                assertTrue(offer(100L * round + i));
            }
            assertFalse(offer(1));
            for (int i = 0; i < 11; i++) {
                assertNext(100L * round + i);
            }
            assertEquals(5, queue.clear());
            assertNull(queue.peek());
        }
        assertTrue(queue.offer(source, 0, EventQueue.MAX_EVENT_BYTES, 0, 0, 0, 0, 0));
        assertFalse(queue.offer(source, 0, EventQueue.MAX_EVENT_BYTES + 1, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldHandOverEveryEventWholeWhenTwoThreadsMeet() throws Exception {
        int events = 1_000_000;
        Thread producer = new Thread(() -> {
            for (long i = 0; i < events; ) {
                if (offer(i)) {
                    i++;
                } else {
                    Thread.yield();
                }
            }
        });
        producer.start();
        for (long i = 0; i < events; ) {
            if (queue.peek() == null) {
                Thread.yield();
            } else {
                assertNext(i++);
            }
        }
        producer.join();
        assertNull(queue.peek());
    }
}
