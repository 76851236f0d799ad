package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class EventIdTest {
    private static final long NOW_MS = 1_767_323_045_678L;

    @Test
    void shouldBeAVersion7WithTheTimeInFrontWhenOneIsMade() {
        UUID id = new EventId(() -> NOW_MS).next();
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertEquals(NOW_MS, id.getMostSignificantBits() >>> 16);
    }

    /** Text sorts as they were made, however the clock goes. */
    @Property(tries = 200)
    void shouldRiseWhateverTheClockDoes(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = -3, max = 3) Integer> steps) {
        AtomicLong clock = new AtomicLong(NOW_MS);
        EventId ids = new EventId(clock::get);
        List<String> made = new ArrayList<>();
        for (int step : steps) {
            clock.addAndGet(step);
            for (int i = 0; i < 200; i++) {
                made.add(ids.next().toString());
            }
        }
        assertEquals(new ArrayList<>(new TreeSet<>(made)), made);
        made.forEach(id -> assertEquals(7, UUID.fromString(id).version()));
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldMakeNoneTwiceWhenThreadsRace() throws InterruptedException {
        EventId ids = new EventId(() -> NOW_MS);
        List<List<UUID>> byThread = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<UUID> own = new ArrayList<>();
            byThread.add(own);
            Thread thread = new Thread(() -> {
                for (int count = 0; count < 5_000; count++) {
                    own.add(ids.next());
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(20_000, byThread.stream().flatMap(List::stream).distinct().count());
        assertTrue(byThread.stream()
                .allMatch(own -> own.equals(own.stream().sorted().toList())));
    }
}
