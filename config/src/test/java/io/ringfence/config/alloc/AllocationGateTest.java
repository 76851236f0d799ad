package io.ringfence.config.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.ThreadingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The steady path allocates nothing: ticks, stops that fire, orders, fills, journal, event log, broadcast to a client. Some
 * windows of a run are not clean: classes are loaded, segments begin, and what a collection took Chronicle makes again. What
 * allocates with events of some kind never leaves one clean.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationGateTest {
    private static final int OBJECT_BYTES = 16;

    private static final List<String> PRODUCERS =
            List.of("ringfence-feed-seesaw", "ringfence-broker-reports", "ringfence-clock");

    @TempDir
    private Path directory;

    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of(ThreadingMode.COMPACT, List.of("ringfence-core", "ringfence-output")),
                Arguments.of(
                        ThreadingMode.PIPELINED,
                        List.of(
                                "ringfence-journal",
                                "ringfence-stop-loss",
                                "ringfence-trade",
                                "ringfence-broker",
                                "ringfence-edge",
                                "ringfence-scheduler",
                                "ringfence-event-log")));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void shouldAllocateNothingOnCoreThreadsAndProducersWhenSteady(ThreadingMode threading, List<String> coreThreads)
            throws Exception {
        List<String> threads =
                Stream.concat(coreThreads.stream(), PRODUCERS.stream()).toList();
        assertEquals(List.of(), GateProcess.findings(directory, threading, false, threads));
    }

    @Test
    void shouldNameTheThreadAndTheBytesWhenAStageMakesOneObjectWithEachTick() throws Exception {
        List<String> findings = GateProcess.findings(directory, ThreadingMode.COMPACT, true, List.of("ringfence-core"));

        assertEquals(1, findings.size(), findings::toString);
        String finding = findings.get(0);
        assertTrue(
                finding.matches("ringfence-core allocated \\d+ bytes in \\d+ events, \\d+\\.\\d{3} an event"), finding);
        long bytes = Long.parseLong(finding.split(" ")[2]);
        // What happens once is less than two bytes a tick.
        assertEquals(OBJECT_BYTES, (double) bytes / GateProcess.WINDOW_TICKS, 2, finding);
    }
}
