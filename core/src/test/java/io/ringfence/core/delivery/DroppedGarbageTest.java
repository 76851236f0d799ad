package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Verdict;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** An informational event that nobody watches makes no garbage, from its judgement to its end. */
final class DroppedGarbageTest {
    private static final int KEY_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + EventSubmittedDecoder.eventKeyEncodingOffset();

    private static final int EVENTS = 20_000;

    private final CountingOutputs outputs = new CountingOutputs();
    private final Deliveries deliveries = new Deliveries(outputs);
    private final EventKeys keys = new EventKeys();
    private final EventKey key = new EventKey();
    private final UnsafeBuffer message =
            Submission.of("key").with(DeliveryPriority.INFORMATIONAL).encode();
    private final int[] account = {7};
    private long sequence;

    private void drop(int events) {
        for (int i = 0; i < events; i++) {
            deliveries.beginEvent(++sequence);
            deliveries.fireDue();
            message.putLong(KEY_OFFSET, sequence << 1 | 1);
            key.set(message, KEY_OFFSET);
            if (keys.find(key) == EventKeys.NONE
                    && deliveries.judge(message, 0, message.capacity(), 1) == Verdict.ACCEPTED) {
                keys.add(key, sequence);
                deliveries.publish(sequence, message, 0, message.capacity(), account, 1);
            }
        }
    }

    @Test
    void shouldMakeNoGarbageWhenAnInformationalEventIsDropped() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
                "this JVM does not count what is allocated");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        deliveries.beginEvent(0);
        deliveries.onNodeStarted(DeliveryLimits.defaults());
        keys.capacity(1_000);
        // Classes are loaded and the window has grown to its bound.
        drop(EVENTS);
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        drop(EVENTS);
        long bytes = threads.getThreadAllocatedBytes(thread) - before;

        assertEquals(2L * EVENTS, outputs.changed());
        assertEquals(2L * EVENTS, outputs.ended());
        // What happens once, as a method is compiled anew, is less than a byte an event.
        assertTrue(bytes < EVENTS, () -> bytes + " bytes");
    }
}
