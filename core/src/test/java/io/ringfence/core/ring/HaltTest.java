package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.Stages.NamedStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One bad stage stops everything, and nothing it did not see gets out. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class HaltTest {
    private static final List<String> NAMES = List.of("journal", "stop-loss", "trade", "broker", "edge");

    static Stream<Arguments> layoutsAndStages() {
        return Stream.of(ThreadingMode.values())
                .flatMap(mode -> NAMES.stream()
                        .flatMap(stage -> Stream.of(true, false).map(urgent -> Arguments.of(mode, stage, urgent))));
    }

    private final Rings.CountedThreads threads = new Rings.CountedThreads();
    private final List<RecordingStage> stages = new ArrayList<>();

    private EventCore core(ThreadingMode mode, String badStage, RecordingStage bad) {
        return core(mode, badStage, bad, false);
    }

    private EventCore core(ThreadingMode mode, String badStage, RecordingStage bad, boolean isUrgent) {
        NAMES.forEach(name -> stages.add(name.equals(badStage) ? bad : RecordingStage.sound()));
        Stages wired = new Stages(
                stages.get(0),
                stages.get(1),
                stages.get(2),
                List.of(new NamedStage("broker", stages.get(3), isUrgent), new NamedStage("edge", stages.get(4))));
        return new EventCore(Rings.config(mode), () -> 1, 0, wired, threads);
    }

    private void assertHalted(EventCore core, String stage, long sequence) throws InterruptedException {
        assertFalse(core.awaitCompleted(Long.MAX_VALUE));
        Halt halt = core.halt();
        assertEquals(List.of(stage, sequence), List.of(halt.stage(), halt.sequence()));
        assertEquals(EventPublisher.HALTED, core.publisher().tryClaim(Admission.VITAL));
        if (core.publisher() instanceof RingPublisher) {
            threads.assertEnded();
        }
        core.close();
        core.close();
        assertEquals(halt, core.halt());
    }

    @ParameterizedTest
    @MethodSource("layoutsAndStages")
    void shouldHaltBeforeTheFailedEventPassesTheGate(ThreadingMode mode, String badStage, boolean isUrgent)
            throws InterruptedException {
        EventCore core = core(mode, badStage, RecordingStage.failingAt(40), isUrgent);
        core.start();
        Rings.publish(core.publisher(), 200);
        assertHalted(core, badStage, 40);
        int bad = NAMES.indexOf(badStage);
        for (RecordingStage stage : stages) {
            assertEquals(Rings.range(1, stage.sequences.size()), stage.sequences);
            assertEquals(List.of("start", "stop"), stage.life);
        }
        assertEquals(39, stages.get(bad).sequences.size());
        for (int output = 3; bad < 3 && output < stages.size(); output++) {
            assertTrue(stages.get(output).sequences.size() < 40);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldHaltAndStopWhatHadStartedWhenAStageFailsToStart(ThreadingMode mode) throws InterruptedException {
        EventCore core = core(mode, "trade", RecordingStage.failingToStart());
        core.start();
        assertHalted(core, "trade", 0);
        for (RecordingStage stage : stages) {
            assertEquals(
                    stage.life.contains("start") && stage != stages.get(2),
                    stage.life.contains("stop"),
                    stage.life::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadingMode.class)
    void shouldStopAllAndSayWhyWhenAStageFailsToStop(ThreadingMode mode) throws InterruptedException {
        // With INLINE and COMPACT the stop-loss and the journal stage stop after the one that fails.
        EventCore core = core(mode, "trade", RecordingStage.failingToStop());
        core.start();
        Rings.publish(core.publisher(), 10);
        core.close();
        threads.assertEnded();
        assertEquals(
                List.of("trade", 10L), List.of(core.halt().stage(), core.halt().sequence()));
        for (RecordingStage stage : stages) {
            assertEquals(List.of("start", "stop"), stage.life);
            assertEquals(Rings.range(1, 10), stage.sequences);
        }
    }
}
