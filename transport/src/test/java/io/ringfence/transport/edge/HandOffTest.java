package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandOffTest {
    @Test
    void shouldRefuseWhenFullAndTakeAgainWhenOneLeft() {
        HandOff handOff = new HandOff(2);

        assertTrue(handOff.isEmpty());
        assertTrue(handOff.offer(frame(1)));
        assertTrue(handOff.offer(frame(2)));
        assertFalse(handOff.offer(frame(3)));
        assertEquals(1, handOff.poll().sequence());
        assertTrue(handOff.offer(frame(4)));
        assertFalse(handOff.isEmpty());
        assertEquals(2, handOff.poll().sequence());
        assertEquals(4, handOff.poll().sequence());
        assertNull(handOff.poll());
        assertTrue(handOff.isEmpty());
    }

    @Test
    void shouldKeepOrderAndLoseNothingWhenTwoThreadsRace() throws InterruptedException {
        HandOff handOff = new HandOff(8);
        int count = 200_000;
        Thread producer = new Thread(() -> {
            for (int i = 1; i <= count; i++) {
                SharedFrame frame = frame(i);
                while (!handOff.offer(frame)) {
                    Thread.yield();
                }
            }
        });
        producer.start();

        for (long expected = 1; expected <= count; expected++) {
            SharedFrame frame = handOff.poll();
            while (frame == null) {
                Thread.yield();
                frame = handOff.poll();
            }
            assertEquals(expected, frame.sequence());
        }
        producer.join();
        assertTrue(handOff.isEmpty());
    }

    private static SharedFrame frame(long sequence) {
        return new SharedFrame(null, sequence, Unpooled.EMPTY_BUFFER, 0);
    }
}
