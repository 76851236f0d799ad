package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stage where it works: in the ring, in each layout. */
@Timeout(60)
final class JournalInRingTest {
    private static final int EVENTS = 20_000;
    private static final Stage IDLE = (slot, endOfBatch) -> {};

    @TempDir
    Path directory;

    private final List<Long> passed = new ArrayList<>();

    private long run(ThreadingMode mode, int maxGroupBytes, int events, int oversizeAt) throws IOException {
        try (Journal journal = Journal.open(Host.config(directory, maxGroupBytes, 1 << 18))) {
            RecoveryReport report = journal.recover(1, new Recorded.Listener(), ReadProgress.NONE);
            JournalStage stage = journal.begin(DiskSpaceListener.NONE);
            Stage output = (slot, endOfBatch) -> passed.add(slot.sequence());
            Stages stages = new Stages(stage, IDLE, IDLE, List.of(new Stages.NamedStage("output", output)));
            RingConfig config = RingConfig.defaults().with(mode);
            try (EventCore core =
                    new EventCore(config, () -> 5_000, report.lastSequence(), stages, StageThreads.unpinned())) {
                core.start();
                publish(core.publisher(), events, oversizeAt);
                core.awaitCompleted(report.lastSequence() + events);
            }
            return stage.committedSequence();
        }
    }

    private static void publish(EventPublisher publisher, int events, int oversizeAt) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[4_096]);
        for (int i = 0; i < events; i++) {
            long claim = publisher.tryClaim(Admission.VITAL);
            while (claim == EventPublisher.BUSY) {
                Thread.onSpinWait();
                claim = publisher.tryClaim(Admission.VITAL);
            }
            if (claim == EventPublisher.HALTED) {
                return;
            }
            EventSlot slot = publisher.slot(claim);
            slot.in().set(message, 0, i == oversizeAt ? 4_096 : 1 + i % 100);
            publisher.publish(claim);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldJournalEveryEventWhenTheRingRuns(ThreadingMode mode) throws IOException {
        assertEquals(EVENTS, run(mode, 4_096, EVENTS, -1));
        assertEquals(2 * EVENTS, run(mode, 4_096, EVENTS, -1));
        assertEquals(2 * EVENTS, Host.read(directory).size());
        assertEquals(2 * EVENTS, passed.size());
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldLetNothingPassTheGateWhenItCannotBeJournaled(ThreadingMode mode) throws IOException {
        long committed = run(mode, 1_024, 100, 50);
        assertEquals(committed, Host.read(directory).size());
        assertFalse(passed.stream().anyMatch(sequence -> sequence > committed), passed + " past " + committed);
    }
}
