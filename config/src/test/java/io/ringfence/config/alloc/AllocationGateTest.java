package io.ringfence.config.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.ResourceLeakDetector;
import io.ringfence.core.ring.ThreadingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The steady path allocates nothing: ticks, stops that fire, orders, fills, journal, event log, broadcast to a client.
 *
 * <p>A host is steady when {@value #CLEAN_WINDOWS} windows of {@value #WINDOW_TICKS} ticks, one behind the other, pass without
 * a byte on any of the threads that are looked at, all of them at once; it has {@value #MAX_WINDOWS} windows to get there. What
 * allocates with events of some kind never does. What the JVM and Chronicle do now and then does: classes are loaded; before
 * C2 compiles a method, the constants of its class are made on the thread that asks for it; segments begin; after a collection
 * Chronicle makes its index arrays anew, which it keeps by weak references.
 *
 * <p>Nothing on the core's threads relies on C2 to remove an object: with {@code -XX:TieredStopAtLevel=1} they pass as well, and
 * only the producers do not, for the {@code Instant} that the wall clock is read by.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationGateTest {
    private static final int WARM_UP_TICKS = 20_000;
    private static final int WINDOW_TICKS = 10_000;
    private static final int CLEAN_WINDOWS = 3;
    private static final int MAX_WINDOWS = 40;
    private static final int OBJECT_BYTES = 16;

    private static final List<String> PRODUCERS =
            List.of("ringfence-feed-seesaw", "ringfence-broker-reports", "ringfence-clock");

    @TempDir
    private Path directory;

    private List<String> lastFindings = List.of();

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /** It makes a stack trace for each buffer of the event loops, and so a collection in each window. */
    @BeforeEach
    void shouldNotSearchForLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void shouldSearchForLeaksAgain() {
        ResourceLeakDetector.setLevel(level);
    }

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
        try (SeesawHost host = new SeesawHost(directory, threading, ticks(MAX_WINDOWS), false)) {
            warmUp(host);
            int cleanWindows = 0;
            for (int window = 0; window < MAX_WINDOWS && cleanWindows < CLEAN_WINDOWS; window++) {
                List<String> findings = findings(host, threads);
                lastFindings = findings.isEmpty() ? lastFindings : findings;
                cleanWindows = findings.isEmpty() ? cleanWindows + 1 : 0;
            }
            assertEquals(CLEAN_WINDOWS, cleanWindows, () -> "not steady; the last findings: " + lastFindings);
            assertTrue(host.stop() > WINDOW_TICKS / 20, "hardly a stop has fired");
        }
    }

    @Test
    void shouldNameTheThreadAndTheBytesWhenAStageMakesOneObjectWithEachTick() throws Exception {
        try (SeesawHost host = new SeesawHost(directory, ThreadingMode.COMPACT, ticks(1), true)) {
            warmUp(host);

            String finding = findings(host, List.of("ringfence-core")).get(0);

            assertTrue(
                    finding.matches("ringfence-core allocated \\d+ bytes in \\d+ events, \\d+\\.\\d{3} an event"),
                    finding);
            long bytes = Long.parseLong(finding.split(" ")[2]);
            // What happens once is less than two bytes a tick.
            assertEquals(OBJECT_BYTES, (double) bytes / WINDOW_TICKS, 2, finding);
        }
    }

    private static int ticks(int windows) {
        return WARM_UP_TICKS + (windows + 1) * WINDOW_TICKS;
    }

    private static void warmUp(SeesawHost host) throws InterruptedException {
        for (int ticks = 0; ticks < WARM_UP_TICKS; ticks += WINDOW_TICKS) {
            host.play(WINDOW_TICKS);
        }
    }

    /** What these threads allocate in the next window, which is checked to have had of everything. */
    private static List<String> findings(SeesawHost host, List<String> threads) throws InterruptedException {
        ThreadAllocations before = ThreadAllocations.now();
        long fromSequence = host.completedSequence();
        long fromBytes = host.bytesSent();
        host.play(WINDOW_TICKS);
        ThreadAllocations after = ThreadAllocations.now();
        long events = host.completedSequence() - fromSequence;
        long reports = events - WINDOW_TICKS;
        assertTrue(reports > WINDOW_TICKS / 10, () -> "hardly a report: " + events + " events");
        assertTrue(host.bytesSent() - fromBytes > 100L * WINDOW_TICKS / 10, "hardly anything was sent");
        return after.since(before, threads, events);
    }
}
