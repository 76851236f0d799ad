package io.ringfence.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class StateImageTest {
    @Test
    void shouldGrowUpToItsBoundAndSayWhenItIsReached() {
        int words = 10_001;
        StateImage image = new StateImage(words * Long.BYTES + 7);
        for (long word = 0; word < words; word++) {
            image.putLong(word);
        }
        StateFormatException full = assertThrows(StateFormatException.class, () -> image.putLong(words));
        assertEquals("the state takes more than 80015 bytes", full.getMessage());
        assertEquals(words * Long.BYTES, image.bytes().remaining());
        for (long word = 0; word < words; word++) {
            assertEquals(word, image.bytes().order(ByteOrder.LITTLE_ENDIAN).getLong((int) word * Long.BYTES));
        }
    }
}
