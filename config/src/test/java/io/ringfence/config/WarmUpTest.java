package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigException;
import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.event.EventType;
import io.ringfence.journal.replica.Rebuilt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that warms up before its first event, and is the same host. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WarmUpTest {
    private static final int TICKS = 2_000;

    @TempDir
    private Path directory;

    private final List<String> notices = new ArrayList<>();
    private long warmUpTicks;

    /** All that a host leaves behind. */
    private record Left(NodeSummary summary, List<String> events, List<String> outputs, String brokerLog) {}

    private Left run(Path files, String... settings) throws Exception {
        Files.createDirectories(files);
        SmallNode small = new SmallNode(files);
        String feed = small.feed(1, "AAA", 1_000, "100", "101", "102", "101", "99", "97", "96", "98");
        List<String> all = small.settings(
                "ring.threading=compact",
                "broker.latency=100 ms",
                "instruments=[AAA]",
                "feeds=[" + feed + "]",
                "strategies=["
                        + SmallNode.strategy("stopped", "AAA", 1_001, 2_000).replace("50", "3") + "]",
                "warm-up.time-limit=2 minutes");
        all.addAll(Arrays.asList(settings));
        Node node = new Node(ConfigFile.file(small.file(), all), listener());
        try (node) {
            node.start();
            while (!node.awaitEnd(100)) {
                assertEquals(null, node.halt());
            }
        }
        Path journal = files.resolve("journal");
        assertFalse(Files.exists(journal.resolve("warm-up").resolve("segment-00000001")));
        return new Left(
                node.summary(),
                Arrays.stream(EventType.values())
                        .flatMap(type -> inputs(journal, type).stream())
                        .toList(),
                TestNodes.eventLog(journal),
                Files.readString(files.resolve("broker.log")));
    }

    private static List<String> inputs(Path journal, EventType type) {
        try {
            return JournaledInputs.of(journal, type).stream()
                    .map(input -> type + " " + input)
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldLeaveNothingOfItselfInTheHost() throws Exception {
        Left cold = run(directory.resolve("cold"), "warm-up.events=0");
        assertEquals(0, warmUpTicks);
        Left warm = run(directory.resolve("warm"), "warm-up.events=" + TICKS, "edge.enabled=true");
        assertEquals(TICKS, warmUpTicks);
        assertEquals(cold, warm);
        assertEquals(1, warm.summary().stopsFired());
        assertEquals(List.of(), notices);
        assertFalse(Files.exists(directory.resolve("warm/journal/warm-up")));
    }

    @Test
    void shouldRemoveWhatAKilledOneLeft() throws Exception {
        Path left = directory.resolve("journal/warm-up/segment-00000001");
        Files.createDirectories(left);
        Files.writeString(left.resolve("20131125F.cq4"), "half of a journal");
        run(directory, "warm-up.events=0");
        assertFalse(Files.exists(directory.resolve("journal/warm-up")));
    }

    @Test
    void shouldStartAllTheSameWhenThereIsNoPlaceForIt() throws Exception {
        Files.createDirectories(directory.resolve("journal"));
        Files.writeString(directory.resolve("journal/warm-up"), "a file of that name");
        Left left = run(directory, "warm-up.events=" + TICKS);
        assertEquals(1, left.summary().stopsFired());
        assertEquals(1, notices.size(), notices::toString);
        assertTrue(notices.get(0).startsWith("not warmed up: java.nio.file.FileAlreadyExists"), notices::toString);
    }

    @Test
    void shouldRefuseToWarmUpWhatHasNoThreads() {
        ConfigException refusal =
                assertThrows(ConfigException.class, () -> run(directory, "warm-up.events=1", "ring.threading=inline"));
        assertEquals(
                "warm-up.events = 1: expected 0 where ring.threading = inline, which is for replays and tests",
                refusal.getMessage());
    }

    private NodeListener listener() {
        return new NodeListener() {
            @Override
            public void onWarmUp(long doneTicks, long totalTicks) {
                warmUpTicks = doneTicks;
            }

            @Override
            public void onNotice(String line) {
                notices.add(line);
            }

            @Override
            public void onReplayProgress(long doneBytes, long totalBytes) {}

            @Override
            public void onRecovered(Rebuilt rebuilt) {}

            @Override
            public void onListening(String address) {}

            @Override
            public void onBadRow(String source, long lineNumber, String reason) {}
        };
    }
}
