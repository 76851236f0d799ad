package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.testkit.StateBytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The window of keys, against a map that forgets its eldest. */
final class EventKeysTest {
    @Property(tries = 500)
    void shouldRememberTheNewestAsTheMapDoes(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EventKeys keys = new EventKeys();
        Map<String, Long> map = new LinkedHashMap<>();
        int capacity = 0;
        for (int i = 1; i <= 400; i++) {
            if (random.nextInt(60) == 0 || i == 1) {
                capacity = random.nextInt(100);
                keys.capacity(capacity);
                forget(map, capacity);
            }
            if (random.nextInt(50) == 0) {
                keys = restored(keys);
            }
            String text = "k" + random.nextInt(150) + "-".repeat(random.nextInt(2) * 50);
            EventKey key = EventKey.of(text);
            assertEquals(map.getOrDefault(text, EventKeys.NONE), keys.find(key));
            if (keys.find(key) == EventKeys.NONE) {
                keys.add(key, i);
                map.put(text, (long) i);
                forget(map, capacity);
            }
            assertEquals(map.size(), keys.size());
        }
        EventKeys last = keys;
        map.forEach((text, sequence) -> assertEquals(sequence, last.find(EventKey.of(text))));
    }

    private static void forget(Map<String, Long> map, int capacity) {
        Iterator<String> oldest = map.keySet().iterator();
        for (int excess = map.size() - capacity; excess > 0; excess--) {
            oldest.next();
            oldest.remove();
        }
    }

    private static EventKeys restored(EventKeys keys) {
        StateBytes written = new StateBytes();
        keys.writeTo(written);
        EventKeys other = new EventKeys();
        StateBytes.Reader source = written.source();
        other.readFrom(source);
        assertEquals(0, source.remaining());
        StateBytes again = new StateBytes();
        other.writeTo(again);
        assertEquals(written, again);
        return other;
    }

    @Test
    void shouldRefuseAStateThatCannotBe() {
        EventKeys keys = new EventKeys();
        keys.capacity(2);
        keys.add(EventKey.of("a"), 1);
        keys.add(EventKey.of("b"), 2);
        StateBytes written = new StateBytes();
        keys.writeTo(written);
        assertThrows(StateFormatException.class, () -> new EventKeys().readFrom(written.sourceWith(0, 1)));
        assertThrows(StateFormatException.class, () -> new EventKeys().readFrom(written.sourceWith(2, 9)));
        // The second key's word, now the first's.
        assertThrows(StateFormatException.class, () -> new EventKeys().readFrom(written.sourceWith(6, 'a')));
    }

    @Test
    void shouldReadAKeyAsAMessageHasIt() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventKey.LENGTH + 3]);
        String longest = "x".repeat(EventKey.LENGTH);
        buffer.putStringWithoutLengthAscii(3, longest);
        EventKey key = new EventKey().set(buffer, 3);
        assertEquals(EventKey.of(longest), key);
        assertEquals(longest, key.toString());
        assertEquals(EventKey.of(longest).hashCode(), key.hashCode());
        assertTrue(EventKey.of("").isEmpty());
        assertThrows(IllegalArgumentException.class, () -> EventKey.of(longest + "x"));
        assertThrows(IllegalArgumentException.class, () -> EventKey.of("é"));
    }
}
