package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class ProducersTest {
    private static final long BASE = 1000;

    @ParameterizedTest
    @EnumSource(names = {"COMPACT", "PIPELINED"})
    void shouldNumberEventsWithoutGapsWhenSeveralThreadsPublish(ThreadingMode mode) throws InterruptedException {
        RecordingStage journal = RecordingStage.sound();
        RecordingStage output = RecordingStage.sound();
        Stages stages = new Stages(
                journal,
                RecordingStage.sound(),
                RecordingStage.sound(),
                List.of(new Stages.NamedStage("output", output)));
        AtomicLong clock = new AtomicLong();
        EventCore core =
                new EventCore(Rings.config(mode), clock::incrementAndGet, BASE, stages, StageThreads.unpinned());
        core.start();
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread producer = new Thread(() -> Rings.publish(core.publisher(), 500));
            producers.add(producer);
            producer.start();
        }
        for (Thread producer : producers) {
            producer.join();
        }
        assertTrue(core.awaitCompleted(BASE + 2000));
        core.close();
        assertEquals(Rings.range(BASE + 1, BASE + 2000), journal.sequences);
        assertEquals(Rings.range(BASE + 1, BASE + 2000), output.sequences);
        assertEquals(BASE + 2000, core.claimedSequence());
    }

    @Test
    void shouldRefuseByClassAsTheRingFills() {
        EventCore core = unstarted();
        // Half must be free for a command, a quarter for a tick, nothing for what is vital.
        assertEquals(33, claims(core, Admission.COMMAND));
        assertEquals(16, claims(core, Admission.TICK));
        assertEquals(0, claims(core, Admission.COMMAND));
        assertEquals(15, claims(core, Admission.VITAL));
        assertEquals(0, claims(core, Admission.TICK));
        assertEquals(
                List.of(1L, 2L, 2L),
                List.of(
                        core.busyCount(Admission.VITAL),
                        core.busyCount(Admission.TICK),
                        core.busyCount(Admission.COMMAND)));
        core.start();
        assertTrue(core.awaitCompleted(64));
        assertEquals(0, core.publisher().tryClaim(Admission.COMMAND) >>> 63);
        core.publisher().publish(64);
        core.close();
    }

    private static EventCore unstarted() {
        Stages stages = new Stages(RecordingStage.sound(), RecordingStage.sound(), RecordingStage.sound(), List.of());
        return new EventCore(Rings.config(ThreadingMode.COMPACT), () -> 1, 0, stages, StageThreads.unpinned());
    }

    private static int claims(EventCore core, Admission admission) {
        int count = 0;
        for (long claim = core.publisher().tryClaim(admission);
                claim >= 0;
                claim = core.publisher().tryClaim(admission)) {
            new TestEvent.Time().encode(core.publisher().slot(claim).in());
            core.publisher().publish(claim);
            count++;
        }
        return count;
    }
}
