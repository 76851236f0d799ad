package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class JournalStageTest {
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final List<String> groups = new ArrayList<>();
    private final List<String> syncs = new ArrayList<>();
    private boolean failing;
    private boolean syncFailing;

    private final GroupSink sink = new GroupSink() {
        @Override
        public int prepare(long nextSequence, long lastTimestampNs, int groupBytes) {
            return 1;
        }

        @Override
        public void append(ByteBuffer group, int groupBytes) {
            groups.add(group.getLong(GroupLayout.FIRST_SEQUENCE_OFFSET) + "x" + group.getInt(GroupLayout.COUNT_OFFSET));
            if (failing) {
                throw new IllegalStateException("no space");
            }
        }

        @Override
        public void sync() {
            syncs.add(groups.size() + " appended, " + stage.committedSequence() + " committed");
            if (syncFailing) {
                throw new IllegalStateException("no sync");
            }
        }
    };

    private final JournalStage stage = new JournalStage(sink, 1024, 0, 0);

    private void event(long sequence, int bytes, boolean endOfBatch) {
        slot.claim(sequence, 1_000);
        if (bytes > 0) {
            slot.in().set(new UnsafeBuffer(new byte[bytes]), 0, bytes);
        }
        stage.onEvent(slot, endOfBatch);
    }

    @Test
    void shouldCommitOneGroupWhenTheBatchEnds() {
        event(1, 10, false);
        event(2, 10, false);
        assertEquals(0, stage.committedSequence());
        event(3, 10, true);
        event(4, 10, true);
        assertEquals(List.of("1x3", "4x1"), groups);
        assertEquals(4, stage.committedSequence());
    }

    @Test
    void shouldCommitWhatIsStagedWhenTheNextEventWouldNotFit() {
        event(1, 400, false);
        event(2, 400, false);
        event(3, 400, false);
        event(4, 1024 - 44, true);
        assertEquals(List.of("1x2", "3x1", "4x1"), groups);
    }

    @Test
    void shouldCommitWhatIsStagedWhenItStopsInTheMiddleOfABatch() {
        event(1, 10, false);
        stage.onStop();
        assertEquals(List.of("1x1"), groups);
    }

    @Test
    void shouldNeverAppendAgainWhenAnAppendFailed() {
        failing = true;
        assertThrows(IllegalStateException.class, () -> event(1, 10, true));
        failing = false;
        assertThrows(IllegalStateException.class, () -> event(2, 10, true));
        stage.onStop();
        assertEquals(List.of("1x1"), groups);
        assertEquals(0, stage.committedSequence());
    }

    @Test
    void shouldSyncEachGroupBetweenItsAppendAndItsCommit() {
        event(1, 10, false);
        event(2, 10, true);
        event(3, 10, true);
        assertEquals(List.of("1 appended, 0 committed", "2 appended, 2 committed"), syncs);
        assertEquals(3, stage.committedSequence());
    }

    @Test
    void shouldNeverAppendAgainWhenASyncFailed() {
        syncFailing = true;
        assertThrows(IllegalStateException.class, () -> event(1, 10, true));
        syncFailing = false;
        assertThrows(IllegalStateException.class, () -> event(2, 10, true));
        stage.onStop();
        assertEquals(List.of("1x1"), groups);
        assertEquals(0, stage.committedSequence());
    }

    @Test
    void shouldRefuseTheEventWhenItIsEmptyOrTooLargeOrOutOfOrder() {
        assertEquals(
                "sequence 1 carries no input",
                assertThrows(IllegalStateException.class, () -> event(1, 0, true))
                        .getMessage());
        assertEquals(
                "sequence 1 carries 981 bytes, more than journal.max-group-bytes = 1024 has room for",
                assertThrows(IllegalStateException.class, () -> new JournalStageTest().event(1, 981, true))
                        .getMessage());
        assertEquals(
                "sequence 2 came where 1 is next",
                assertThrows(IllegalStateException.class, () -> new JournalStageTest().event(2, 10, true))
                        .getMessage());
    }

    @Test
    void shouldAllocateNothingWhenEventsAreAppended(@TempDir Path directory) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] message = Messages.trade(0, 1, "800");
        EventSlot tick = new EventSlot(RingConfig.defaults());
        tick.in().set(new UnsafeBuffer(message), 0, message.length);
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage real = journal.begin(DiskSpaceListener.NONE);
            long sequence = 0;
            long allocated = 0;
            int events = 100_000;
            for (int i = -events; i < events; i++) {
                if (i == 0) {
                    allocated = threads.getCurrentThreadAllocatedBytes();
                }
                tick.claim(++sequence, 1_000 + sequence);
                tick.in().commit(message.length);
                real.onEvent(tick, sequence % 4 == 0);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            // Chronicle makes an object now and then, where it maps the next block or writes an index page.
            assertTrue(allocated < events / 100 * 8, "bytes allocated: " + allocated);
        }
    }
}
