package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class JournalCountersTest {
    private static final int EVENTS = 90;
    private static final int EVENT_BYTES = 100;
    private static final int GROUP_EVENTS = 3;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldCountWhatItAppends(Durability durability, @TempDir Path directory) throws IOException {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        JournalCounters counters;
        try (Journal journal = Journal.open(Host.config(directory, durability, 1_024, 4_096))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = journal.begin(DiskSpaceListener.NONE);
            counters = journal.counters();
            assertEquals(1, counters.segment());
            for (int sequence = 1; sequence <= EVENTS; sequence++) {
                slot.claim(sequence, sequence);
                slot.in().set(new UnsafeBuffer(new byte[EVENT_BYTES]), 0, EVENT_BYTES);
                stage.onEvent(slot, sequence % GROUP_EVENTS == 0);
            }

            int groups = EVENTS / GROUP_EVENTS;
            assertEquals(groups, counters.groups());
            assertEquals(
                    groups * GroupLayout.HEADER_BYTES + EVENTS * (long) (GroupLayout.EVENT_HEADER_BYTES + EVENT_BYTES),
                    counters.bytes());
            // One more for the segment that a host begins with.
            assertEquals(durability == Durability.POWER ? groups + 1 : 0, counters.syncs());
        }
        // The one made ahead is removed with the end.
        List<Segment> segments = Segment.list(directory);
        assertTrue(segments.size() > 1);
        assertEquals(segments.get(segments.size() - 1).number(), counters.segment());
    }
}
