package io.ringfence.journal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EventLogStageTest {
    @TempDir
    Path directory;

    private final Played played = Played.of(41);

    @Test
    void shouldCommitWithTheEndOfABatch() throws IOException {
        try (LoggingHost host = new LoggingHost(directory, played, 0)) {
            int first = (int) played.kept().get(0).sequence();
            host.passUpTo(first, false);
            assertEquals(0, host.stage.committedPosition());
            host.pass(true);
            assertEquals(played.keptUpTo(first + 1).size(), host.stage.committedPosition());
        }
    }

    @Test
    void shouldRefuseAnEventOutOfOrder() throws IOException {
        try (LoggingHost host = new LoggingHost(directory, played, 0)) {
            host.passUpTo(3, true);
            EventSlot again = played.slots().get(2);
            assertEquals(
                    "sequence 3 came to the event log where 4 is next",
                    assertThrows(IllegalStateException.class, () -> host.stage.onEvent(again, true))
                            .getMessage());
        }
    }

    /** The clocks of two producers may disagree; an event that puts nothing out counts too. */
    @Test
    void shouldNeverGoBackInTimeWhenAnEventIsOlderThanTheOneBefore() throws IOException {
        EventSlot first = played.slots().get(0);
        first.claim(1, 1_000_000);
        try (LoggingHost host = new LoggingHost(directory, played, 0)) {
            host.passUpTo(played.slots().size(), true);
        }
        assertTrue(Kept.read(directory).stream().allMatch(entry -> entry.timestampNs() == 1_000_000));
    }

    @Test
    void shouldAllocateNothingWhenOutputsAreAppended() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] message = HexFormat.of().parseHex(played.kept().get(0).messageHex());
        EventSlot slot = new EventSlot(RingConfig.defaults());
        try (EventLog log = EventLog.open(EventLogConfig.defaults(directory), notice -> {})) {
            log.recover(1, ReadProgress.NONE);
            log.replayFrom(0, 0);
            EventLogStage stage = log.stage(new RecoveryReport(0, 0, 0, 0, 0, 0, Optional.empty(), 0));
            long sequence = 0;
            long allocated = 0;
            int events = 50_000;
            for (int i = -events; i < events; i++) {
                if (i == 0) {
                    allocated = threads.getCurrentThreadAllocatedBytes();
                }
                slot.claim(++sequence, 1_000 + sequence);
                put(slot, message);
                put(slot, message);
                stage.onEvent(slot, sequence % 4 == 0);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            // Chronicle makes an object now and then, where it maps the next block or writes an index page.
            assertTrue(allocated < events, "bytes allocated: " + allocated);
        }
    }

    private static void put(EventSlot slot, byte[] message) {
        OutputBuffer out = slot.out();
        out.claim(message.length).putBytes(out.claimedOffset(), message);
        out.commit(message.length, 0, 1);
    }
}
