package io.ringfence.journal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EventIdsTest {
    private static final UUID JOURNAL = UUID.fromString("7d0b1a52-6a0c-4b57-8f0e-0a1b2c3d4e5f");

    @Test
    void shouldBeTheSameForEverWhenJournalAndPositionAre() {
        UUID id = new EventIds(JOURNAL).of(258);
        assertEquals(id, new EventIds(JOURNAL).of(258));
        assertEquals(8, id.version());
        assertEquals(2, id.variant());
        assertEquals(258, id.getLeastSignificantBits() & Long.MAX_VALUE >> 1);
    }

    @Test
    void shouldDifferWhenJournalOrPositionDo() {
        UUID id = new EventIds(JOURNAL).of(1);
        assertNotEquals(id, new EventIds(JOURNAL).of(2));
        assertNotEquals(id, new EventIds(new UUID(0x4000, Long.MIN_VALUE)).of(1));
    }
}
