package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandOffTest {
    /** What was taken, a line each. */
    private final List<String> taken = new ArrayList<>();

    private final FrameSink sink = (info, source, offset, length) -> taken.add(info.sequence
            + (info.startNs == 10 * info.sequence ? " " : " not timed ")
            + new String(source, offset, length, StandardCharsets.US_ASCII));

    @Test
    void shouldRefuseWhenFullAndTakeAgainWhenOneLeft() {
        HandOff handOff = new HandOff(2);

        assertTrue(handOff.isEmpty());
        assertTrue(offer(handOff, 1, "a"));
        assertTrue(offer(handOff, 2, "bb"));
        assertFalse(offer(handOff, 3, "c"));
        assertTrue(handOff.poll(sink));
        assertTrue(offer(handOff, 4, ""));
        assertFalse(handOff.isEmpty());
        assertTrue(handOff.poll(sink));
        assertTrue(handOff.poll(sink));
        assertFalse(handOff.poll(sink));
        assertTrue(handOff.isEmpty());
        assertEquals(List.of("1 a", "2 bb", "4 "), taken);
    }

    /** Places are not the only bound: 512 of them have room for 512 times 256 bytes. */
    @Test
    void shouldRefuseWhenTheBytesAreFullThoughPlacesAreLeft() {
        HandOff handOff = new HandOff(512);
        String longest = "x".repeat(16_384);
        int count = 0;
        while (offer(handOff, count, longest)) {
            count++;
        }
        assertEquals(8, count);
        assertTrue(handOff.poll(sink));
        assertTrue(offer(handOff, count, longest));
        assertFalse(offer(handOff, count, "y"));
    }

    /** Or a client that comes for it would be closed again and again. */
    @Test
    void shouldTakeTheLongestFrameWhenNothingWaits() {
        HandOff handOff = new HandOff(2);
        for (int length : new int[] {1, JsonFrame.MAX_BYTES, 7, JsonFrame.MAX_BYTES, JsonFrame.MAX_BYTES}) {
            assertTrue(offer(handOff, length, "x".repeat(length)), () -> length + " bytes");
            assertTrue(handOff.poll(sink));
        }
    }

    @Test
    void shouldGiveBackEveryFrameWholeWhateverTheirLengths() {
        Random random = new Random(1);
        HandOff handOff = new HandOff(16);
        int maxLength = 16_384;
        ArrayDeque<String> waiting = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            String text = String.valueOf((char) ('a' + i % 26)).repeat(random.nextInt(maxLength + 1));
            if (offer(handOff, i, text)) {
                waiting.add(i + " " + text);
            } else {
                assertFalse(waiting.isEmpty(), "an empty queue refused");
            }
            for (int polls = random.nextInt(3); polls > 0; polls--) {
                assertEquals(!waiting.isEmpty(), handOff.poll(sink));
                assertEquals(waiting.isEmpty() ? List.of() : List.of(waiting.poll()), taken);
                taken.clear();
            }
        }
    }

    @Test
    void shouldKeepOrderAndLoseNothingWhenTwoThreadsRace() throws InterruptedException {
        HandOff handOff = new HandOff(8);
        int count = 200_000;
        Thread producer = new Thread(() -> {
            for (int i = 1; i <= count; i++) {
                String text = Integer.toString(i).repeat(1 + i % 100);
                while (!offer(handOff, i, text)) {
                    Thread.yield();
                }
            }
        });
        producer.start();

        for (int expected = 1; expected <= count; expected++) {
            while (!handOff.poll(sink)) {
                Thread.yield();
            }
            assertEquals(expected + " " + Integer.toString(expected).repeat(1 + expected % 100), taken.remove(0));
        }
        producer.join();
        assertTrue(handOff.isEmpty());
    }

    private static boolean offer(HandOff handOff, int sequence, String text) {
        byte[] source = (">" + text).getBytes(StandardCharsets.US_ASCII);
        FrameInfo info = new FrameInfo().event(null, sequence, 0, 0, 10L * sequence);
        return handOff.offer(info, source, 1, source.length - 1);
    }
}
