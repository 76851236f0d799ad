package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.Stages.NamedStage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class CloseTest {
    private final RecordingStage output = RecordingStage.sound();
    private final Rings.CountedThreads threads = new Rings.CountedThreads();

    private EventCore core(ThreadingMode mode, StageThreads factory) {
        // Closing finds events under way more often, and has to be right either way.
        Stage slow = (slot, endOfBatch) -> LockSupport.parkNanos(100_000);
        Stages stages = new Stages(
                slow, RecordingStage.sound(), RecordingStage.sound(), List.of(new NamedStage("out", output)));
        return new EventCore(Rings.config(mode), () -> 1, 0, stages, factory);
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldFinishWhatWasPublished(ThreadingMode mode) throws InterruptedException {
        EventCore core = core(mode, threads);
        core.start();
        Rings.publish(core.publisher(), 60);
        core.close();
        assertEquals(Rings.range(1, 60), output.sequences);
        assertEquals(60, core.completedSequence());
        assertEquals(EventPublisher.HALTED, core.publisher().tryClaim(Admission.VITAL));
        assertFalse(core.awaitCompleted(61));
        assertEquals(null, core.halt());
        threads.assertEnded();
        List<String> expected = switch (mode) {
            case INLINE -> List.of();
            case COMPACT -> List.of("test-core", "test-output");
            case PIPELINED -> List.of("test-journal", "test-stop-loss", "test-trade", "test-out");
        };
        assertEquals(expected, threads.names());
    }

    @Test
    void shouldFinishWhatWasPublishedWhenTheClosingThreadIsInterrupted() {
        EventCore core = core(ThreadingMode.PIPELINED, threads);
        core.start();
        Rings.publish(core.publisher(), 60);
        Thread.currentThread().interrupt();
        core.close();
        assertTrue(Thread.interrupted());
        assertEquals(Rings.range(1, 60), output.sequences);
    }

    @Test
    void shouldReturnToEveryCallerOnlyWhenAllIsDone() throws InterruptedException {
        EventCore core = core(ThreadingMode.COMPACT, threads);
        core.start();
        Rings.publish(core.publisher(), 60);
        AtomicInteger done = new AtomicInteger();
        Runnable closing = () -> {
            core.close();
            done.addAndGet(core.completedSequence() == 60 ? 1 : 0);
        };
        Thread first = new Thread(closing);
        Thread second = new Thread(closing);
        first.start();
        second.start();
        first.join();
        second.join();
        assertEquals(2, done.get());
    }

    @Test
    void shouldCloseWhenItNeverStarted() {
        EventCore core = core(ThreadingMode.COMPACT, threads);
        Rings.publish(core.publisher(), 3);
        core.close();
        assertFalse(core.awaitCompleted(1));
        assertThrows(IllegalStateException.class, core::start);
    }

    @Test
    void shouldStartOnce() {
        EventCore core = core(ThreadingMode.COMPACT, threads);
        core.start();
        assertThrows(IllegalStateException.class, core::start);
        core.close();
    }

    @Test
    void shouldCloseWhenTheThreadFactoryFails() {
        EventCore core = core(ThreadingMode.COMPACT, (name, work) -> {
            if (name.equals("output")) {
                throw new IllegalStateException("no core to pin to");
            }
            return threads.newThread(name, work);
        });
        Rings.publish(core.publisher(), 3);
        assertThrows(IllegalStateException.class, core::start);
        core.close();
        assertEquals(List.of(), output.sequences);
    }
}
