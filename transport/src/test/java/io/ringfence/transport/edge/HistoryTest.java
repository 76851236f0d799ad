package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

class HistoryTest {
    /** Bytes that are left to all streams. */
    private long left;

    private long take(long bytes) {
        if (bytes > left) {
            return -1;
        }
        left -= bytes;
        return left;
    }

    /** Against a list of all events ever, of which the newest so many have to be there, as long as there is room. */
    @Property
    void shouldKeepTheNewestEventsWhenThereIsRoom(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int maxEvents) {
        left = Long.MAX_VALUE;
        History history = new History(maxEvents, this::take);
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        int first = 1;
        for (int position = 1; position <= 150; position++) {
            if (random.nextInt(60) == 0) {
                // An event is missing: what was before it cannot be told together with what comes.
                all.add("missing");
                position++;
                first = position;
            }
            String text = "x".repeat(random.nextInt(50)) + position;
            add(history, position, text);
            all.add(text);
            int kept = Math.min(maxEvents, position - first + 1);
            assertEquals(kept, history.count());
            assertTrue(history.reaches(position + 1));
            assertFalse(history.reaches(position + 2));
            assertFalse(history.reaches(position - kept));
            int from = position - random.nextInt(kept);
            assertTrue(history.reaches(from));
            assertEquals(all.subList(from - 1, position), texts(history.from(from)));
        }
        assertEquals(List.of(), history.from(151 + (all.size() - 150)));
    }

    @Property
    void shouldTellOnlyWhatIsWholeWhenTheBytesRunOut(@ForAll long seed, @ForAll @IntRange(max = 5_000) int bytes) {
        left = bytes;
        History history = new History(100, this::take);
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        for (int position = 1; position <= 300; position++) {
            String text = "x".repeat(random.nextInt(80)) + position;
            add(history, position, text);
            all.add(text);
            int kept = history.count();
            assertFalse(history.reaches(position - kept));
            assertEquals(all.subList(position - kept, position), texts(history.from(position - kept + 1)));
            assertTrue(left >= 0);
        }
    }

    @Example
    void shouldKeepNothingWhenNothingCame() {
        History history = new History(4, this::take);

        assertEquals(0, history.count());
        assertTrue(history.reaches(1));
        assertFalse(history.reaches(0));
        assertEquals(List.of(), history.from(1));
    }

    private static void add(History history, long position, String text) {
        byte[] bytes = ("<" + text).getBytes(StandardCharsets.US_ASCII);
        history.add(position, 10 * position, 3, 7, new UnsafeBuffer(bytes), 1, text.length());
    }

    private static List<String> texts(List<History.Kept> kept) {
        return kept.stream()
                .map(event -> new String(event.message(), StandardCharsets.US_ASCII))
                .toList();
    }
}
