package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.node.Node;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that cannot start, or is asked to end early, gives everything back and says why. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodeLifecycleTest {
    @TempDir
    private Path directory;

    private SmallNode node;
    private String feeds;

    @BeforeEach
    void writeFeed() throws Exception {
        node = new SmallNode(directory);
        feeds = "feeds=[" + node.feed(1, "AAA", 1_000, "10", "11", "12") + "]";
    }

    @Test
    void shouldLeaveNoSegmentBehindWhenTheEdgesPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Node refused = new Node(
                        new SmallNode(directory)
                                .config(
                                        "edge.enabled=true",
                                        "edge.port=" + taken.getLocalPort(),
                                        "clock=wall",
                                        "lockstep=false"),
                        TestNodes.silent())) {
            IOException failure = assertThrows(IOException.class, refused::start);
            assertEquals(
                    "edge: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is in use",
                    failure.getMessage());
        }
        assertFalse(JournalReader.isJournal(directory.resolve("journal")));
    }

    @Test
    void shouldHaltWhenAThreadCannotBePinned() throws Exception {
        try (Node pinned = new Node(node.config("instruments=[AAA]", feeds, "cpus.core=4095"), TestNodes.silent())) {
            pinned.start();
            while (pinned.halt() == null) {
                assertFalse(pinned.awaitEnd(10));
            }
            assertTrue(pinned.halt().describe().contains("cpus.core = 4095"), pinned.halt()::describe);
        }
    }

    @Test
    void shouldRefuseABoundOnInputsThatTheNodesOwnDoNotFit() {
        IllegalArgumentException refused = assertThrowsConfig(
                "instruments=[AAA]", feeds, "ring.input-initial-bytes=64 B", "ring.input-max-bytes=64 B");
        assertTrue(refused.getMessage().startsWith("ring.input-max-bytes = 64: expected"), refused::getMessage);
    }

    private IllegalArgumentException assertThrowsConfig(String... settings) {
        RuntimeException refused = assertThrows(RuntimeException.class, () -> node.config(settings));
        return new IllegalArgumentException(refused.getMessage(), refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "pipelined"})
    void shouldCloseWhileAPacedFeedIsYetToWaitForItsNextTick(String layout) throws Exception {
        String paced = feeds.replace("time-unit", "pacing = 0.0001x, time-unit");
        Node slow = new Node(node.config("instruments=[AAA]", paced, "ring.threading=" + layout), TestNodes.silent());
        try (slow) {
            slow.start();
            while (slow.progress().ticks() == 0 || !isWaiting("ringfence-feeds")) {
                assertFalse(slow.awaitEnd(10));
            }
        }
        assertNull(slow.halt());
        assertEquals(1, slow.summary().ticks());
    }

    @Test
    void shouldComeBackFromAWaitForTheNextTickWhenOneThreadDoesEverythingAndIsToldToStop() throws Exception {
        String paced = feeds.replace("time-unit", "pacing = 0.0001x, time-unit");
        Node slow = new Node(node.config("instruments=[AAA]", paced, "ring.threading=inline"), TestNodes.silent());
        Thread driver = Thread.currentThread();
        Thread signal = new Thread(() -> {
            while (driver.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            slow.stop();
        });
        try (slow) {
            slow.start();
            signal.start();
            while (!slow.awaitEnd(10)) {
                assertNull(slow.halt());
            }
        }
        assertEquals(1, slow.summary().ticks());
        signal.join();
    }

    @Test
    void shouldLeaveAnOrderOnItsWayWhenClosedBeforeTheRecordingEnds() throws Exception {
        String paced = feeds.replace("time-unit", "pacing = 0.0001x, time-unit");
        Node slow = new Node(
                node.config(
                        "instruments=[AAA]",
                        paced,
                        "broker.latency=1 minute",
                        "limits.reconcile-period=0 s",
                        "strategies=[" + SmallNode.strategy("one", "AAA", 1_000, 9_000) + "]"),
                TestNodes.silent());
        try (slow) {
            slow.start();
            while (slow.progress().ticks() == 0 || !isWaiting("ringfence-feeds")) {
                assertFalse(slow.awaitEnd(10));
            }
        }
        assertEquals(StrategyState.ENTERING, slow.summary().strategies().get(0).state());
    }

    private static boolean isWaiting(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().equals(thread) && each.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void shouldCloseWhenASegmentThatItNeverNeededCannotBeMade() throws Exception {
        Path journal = java.nio.file.Files.createDirectories(directory.resolve("journal"));
        java.nio.file.Files.writeString(journal.resolve("segment-00000002"), "in the way");
        String[] prices = new String[11_000];
        java.util.Arrays.fill(prices, "10");
        assertEquals(
                prices.length,
                node.run(
                                "journal.segment-bytes=2 MiB",
                                "journal.block-bytes=1 MiB",
                                "journal.max-group-bytes=128 KiB",
                                "instruments=[AAA]",
                                "feeds=[" + node.feed(1, "AAA", 1_000, prices) + "]")
                        .ticks());
    }

    @Test
    void shouldGiveTheJournalBackWhenItCannotStart() throws Exception {
        Path broken = directory.resolve("broker.log");
        java.nio.file.Files.createDirectory(broken);
        Node first = new Node(node.config("instruments=[AAA]", feeds), TestNodes.silent());
        try (first) {
            assertThrows(Exception.class, first::start);
        }
        java.nio.file.Files.delete(broken);
        assertNotNull(node.run("instruments=[AAA]", feeds));
    }
}
