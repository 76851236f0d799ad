package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.ThreadingMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups that are synced before the gate opens, on real files, in each layout, through several segments. */
@Timeout(120)
final class PowerTest {
    private static final int EVENTS = 1_000;
    private static final Stage IDLE = (slot, endOfBatch) -> {};

    @TempDir
    Path directory;

    /** The real appender, which also says how far the last sync that returned has reached. */
    private static final class ObservedSink implements GroupSink {
        private final GroupSink real;
        private long appendedSequence;
        private volatile long syncedSequence;
        private volatile long failAfterSequence = Long.MAX_VALUE;

        ObservedSink(GroupSink real) {
            this.real = real;
        }

        @Override
        public int prepare(long nextSequence, long lastTimestampNs, int groupBytes) {
            return real.prepare(nextSequence, lastTimestampNs, groupBytes);
        }

        @Override
        public void append(ByteBuffer group, int groupBytes) {
            real.append(group, groupBytes);
            appendedSequence =
                    group.getLong(GroupLayout.FIRST_SEQUENCE_OFFSET) + group.getInt(GroupLayout.COUNT_OFFSET) - 1;
        }

        @Override
        public void sync() {
            if (appendedSequence > failAfterSequence) {
                throw new IllegalStateException("no sync");
            }
            real.sync();
            syncedSequence = appendedSequence;
        }
    }

    private final List<String> tooEarly = new ArrayList<>();
    private long passedCount;

    private ObservedSink run(ThreadingMode mode, long failAfterSequence) throws IOException {
        JournalConfig config = Host.config(directory, Durability.POWER, 1_024, 1 << 14);
        SegmentSupply supply = Supplies.of(config, DiskSpaceListener.NONE);
        try (JournalAppender appender =
                new JournalAppender(config.segmentBytes(), supply, supply.start(1, 1_000), 1, 0)) {
            ObservedSink sink = new ObservedSink(appender);
            sink.failAfterSequence = failAfterSequence;
            JournalStage journal = new JournalStage(sink, config.maxGroupBytes(), 0, 0);
            Stage output = (slot, endOfBatch) -> {
                passedCount++;
                if (slot.sequence() > sink.syncedSequence || slot.sequence() > journal.committedSequence()) {
                    tooEarly.add(slot.sequence() + " with " + sink.syncedSequence + " synced");
                }
            };
            Stages stages = new Stages(journal, IDLE, IDLE, List.of(new Stages.NamedStage("output", output)));
            try (EventCore core =
                    new EventCore(RingConfig.defaults().with(mode), () -> 5_000, 0, stages, StageThreads.unpinned())) {
                core.start();
                publish(core.publisher());
                core.awaitCompleted(EVENTS);
            }
            return sink;
        }
    }

    private static void publish(EventPublisher publisher) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[100]);
        for (int i = 0; i < EVENTS; i++) {
            long claim = publisher.tryClaim(Admission.VITAL);
            while (claim == EventPublisher.BUSY) {
                Thread.onSpinWait();
                claim = publisher.tryClaim(Admission.VITAL);
            }
            if (claim == EventPublisher.HALTED) {
                return;
            }
            publisher.slot(claim).in().set(message, 0, 100);
            publisher.publish(claim);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldLetNothingPassTheGateBeforeTheSyncThatHoldsIt(ThreadingMode mode) throws IOException {
        run(mode, Long.MAX_VALUE);
        assertEquals(List.of(), tooEarly);
        assertEquals(EVENTS, passedCount);
        assertEquals(EVENTS, Host.read(directory).size());
        assertTrue(Segment.list(directory).size() > 3);
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldLetNothingPassTheGateWhenTheSyncFails(ThreadingMode mode) throws IOException {
        ObservedSink sink = run(mode, 400);
        assertEquals(List.of(), tooEarly);
        assertTrue(passedCount <= sink.syncedSequence && sink.syncedSequence <= 400, passedCount + " passed");
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldGoOnWithAJournalOfEitherDurability(Durability first) throws IOException {
        Durability second = first == Durability.POWER ? Durability.PROCESS : Durability.POWER;
        for (Durability durability : List.of(first, second, first)) {
            try (Host host = new Host(Host.config(directory, durability, 1_024, 8_192))) {
                assertEquals(Optional.empty(), host.report.cut());
                for (int i = 0; i < 100; i++) {
                    host.append(1_000, Messages.timeAdvanced(), i % 3 == 0);
                }
            }
        }
        VerificationReport report = Verification.verify(directory, ReadProgress.NONE);
        assertEquals(List.of(), report.findings());
        assertEquals(300, report.lastSequence());
        assertNull(report.cut().orElse(null));
    }
}
