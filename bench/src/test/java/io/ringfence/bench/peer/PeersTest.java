package io.ringfence.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.bench.rig.Subject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peers that need no jars but ours. */
@Timeout(60)
final class PeersTest {
    private static final int COUNT = 5_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ring hand-off", "ArrayBlockingQueue"})
    void shouldTakeEveryTickOnceAndInOrder(String name) throws Exception {
        assertEquals(
                List.of("done: true", "of one more: 5000 of 5001 ticks arrived", "times: order=500"),
                PeerDriver.run(options(name), COUNT));
    }

    @Test
    void shouldFindEveryTickInTheQueueOfChronicle() throws Exception {
        assertEquals(
                List.of(
                        "done: true",
                        "of one more: 5000 of 5001 ticks arrived",
                        "of one more: 5000 of 5001 ticks in the queue's file arrived",
                        "times: order=500"),
                PeerDriver.run(options("chronicle append"), COUNT));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void shouldLeaveTheLastTickInTheFileWhenEachIsSynced() throws Exception {
        assertEquals(
                List.of(
                        "done: true",
                        "of one more: 500 of 501 ticks arrived",
                        "of one more: the file holds tick 499, expected 500",
                        "times: order=50"),
                PeerDriver.run(options("bare sync"), 500));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private Map<String, String> options(String name) throws IOException {
        Map<String, String> options =
                Map.of("ring.slots", "256", "ring.wait", "balanced", "every", "10", "directory", directory.toString());
        return Peers.named(name).spec(options).options();
    }

    @Test
    void shouldNotAllocateWhenSendingToTheRing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Subject subject =
                Peers.named("ring hand-off").make(Map.of("ring.wait", "balanced"), name -> (dueNs, nowNs) -> {})) {
            subject.start();
            long sent = 0;
            while (sent < COUNT) {
                subject.send(sent++, 1);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (sent < 2 * COUNT) {
                subject.send(sent++, 1);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            // What the JVM takes for itself now and then is less than a byte a message; an object would be 16.
            assertTrue(allocated < COUNT, () -> allocated + " bytes");
            assertTrue(subject.awaitDone(sent, 10_000));
        }
    }

    @Test
    void shouldNameWhatThereIsWhenThereIsNoSuchPeer() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Peers.named("kafka"));
        assertEquals(
                "peer = kafka: expected one of ring hand-off, ArrayBlockingQueue, chronicle append, exchange-core,"
                        + " exchange-core journaled, redis list queue, bare sync",
                refused.getMessage());
    }

    @Test
    void shouldRefuseAnOptionThatIsNone() {
        Map<String, String> options = Map.of("ring.wait", "lazy");
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Peers.named("ring hand-off").make(options, name -> (dueNs, nowNs) -> {}));
        assertEquals("ring.wait = lazy: expected one of quiet, balanced, spin", refused.getMessage());
    }
}
