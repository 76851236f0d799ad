package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.Stages.NamedStage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class QuietWaitStrategyTest {
    private final RecordingStage output = RecordingStage.sound();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Map<String, Thread> threads = new HashMap<>();

    /** A core whose journal holds its first event until it is released. */
    private EventCore core(ThreadingMode mode, Stage afterRelease) {
        Stage held = (slot, endOfBatch) -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a stage", e);
            }
            afterRelease.onEvent(slot, endOfBatch);
        };
        Stages stages = new Stages(
                held, RecordingStage.sound(), RecordingStage.sound(), List.of(new NamedStage("output", output)));
        StageThreads factory = (name, work) -> {
            Thread thread = StageThreads.unpinned().newThread(name, work);
            threads.put(name, thread);
            return thread;
        };
        return new EventCore(Rings.config(mode, WaitProfile.QUIET), () -> 1, 0, stages, factory);
    }

    /** Waits for as long as the test may take; a thread that spins is never in this state. */
    private void awaitSleep(String name) {
        while (threads.get(name).getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPACT", "PIPELINED"})
    void shouldSleepWhenTheStageBeforeTakesLong(ThreadingMode mode) {
        EventCore core = core(mode, (slot, endOfBatch) -> {});
        core.start();
        Rings.publish(core.publisher(), 1);
        awaitSleep("output");
        // What is published meanwhile does not keep it awake.
        Rings.publish(core.publisher(), 20);
        awaitSleep("output");
        assertEquals(List.of(), output.sequences);
        release.countDown();
        assertTrue(core.awaitCompleted(21));
        core.close();
        assertEquals(Rings.range(1, 21), output.sequences);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPACT", "PIPELINED"})
    void shouldEndWhenTheStageItSleepsForHalts(ThreadingMode mode) throws InterruptedException {
        EventCore core = core(mode, (slot, endOfBatch) -> {
            throw new IllegalStateException("the disk is gone");
        });
        core.start();
        Rings.publish(core.publisher(), 1);
        awaitSleep("output");
        release.countDown();
        for (Thread thread : threads.values()) {
            thread.join();
        }
        assertEquals("journal", core.halt().stage());
        assertEquals(List.of(), output.sequences);
        core.close();
    }
}
