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
    private static final int EVERY = 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ring hand-off", "ArrayBlockingQueue", "chronicle append"})
    void shouldTakeEveryTickOnceAndInOrder(String name) throws Exception {
        Map<String, String> options = Map.of(
                "ring.slots",
                "256",
                "ring.wait",
                "balanced",
                "every",
                Integer.toString(EVERY),
                "directory",
                directory.toString());
        PeerDriver driver = PeerDriver.run(Peers.named(name), options, COUNT);
        assertEquals(List.of(), driver.findings());
        assertEquals(List.of("order=" + COUNT / EVERY), driver.counts());
        assertEquals("5000 of 5001 ticks arrived", driver.findingsOfOneMore().get(0));
        assertEquals(List.of(), left());
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void shouldReadBackWhatChronicleKept() throws Exception {
        PeerDriver driver =
                PeerDriver.run(Peers.named("chronicle append"), Map.of("directory", directory.toString()), COUNT);
        assertEquals(
                List.of("5000 of 5001 ticks arrived", "5000 of 5001 ticks in the queue's file arrived"),
                driver.findingsOfOneMore());
    }

    @Test
    void shouldNotAllocateWhenSendingToTheRing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Subject subject =
                Peers.named("ring hand-off").factory().make(Map.of("ring.wait", "balanced"), new PeerDriver())) {
            subject.start();
            long sent = 0;
            while (sent < COUNT) {
                subject.send(sent++, 1);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (sent < 2 * COUNT) {
                subject.send(sent++, 1);
            }
            assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
            assertTrue(subject.awaitDone(sent, 10_000));
        }
    }

    @Test
    void shouldNameWhatThereIsWhenThereIsNoSuchPeer() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Peers.named("kafka"));
        assertEquals(
                "peer = kafka: expected one of ring hand-off, ArrayBlockingQueue, chronicle append, exchange-core,"
                        + " exchange-core journaled, redis list queue",
                refused.getMessage());
    }

    @Test
    void shouldRefuseAnOptionThatIsNone() {
        Map<String, String> options = Map.of("ring.wait", "lazy");
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Peers.named("ring hand-off").factory().make(options, new PeerDriver()));
        assertEquals("ring.wait = lazy: expected one of quiet, balanced, spin", refused.getMessage());
    }
}
