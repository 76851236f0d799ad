package io.ringfence.transport.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class LongMapTest {
    /** Few keys, so that places are taken and given back, and those whose low bits are the same. */
    @Property(tries = 300)
    void shouldHoldWhatAMapHoldsWhateverIsAddedAndRemoved(@ForAll long seed) {
        Random random = new Random(seed);
        LongMap<String> map = new LongMap<>();
        Map<Long, String> naive = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            long key = (long) random.nextInt(60) << (random.nextBoolean() ? 16 : 0);
            if (random.nextInt(3) > 0) {
                String value = "v" + i;
                map.put(key, value);
                naive.put(key, value);
            } else {
                assertEquals(naive.remove(key), map.remove(key));
            }
            assertEquals(naive.get(key), map.get(key));
        }
        for (long key = 0; key < 60; key++) {
            assertEquals(naive.get(key), map.get(key));
            assertEquals(naive.get(key << 16), map.get(key << 16));
        }
    }
}
