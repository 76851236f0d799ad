package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.JournaledInputs.Input;
import io.ringfence.config.node.FoundPlugins;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.event.AlertTriggeredDecoder;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.SnapshotInfo;
import io.ringfence.journal.replica.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The replica behind a whole node, and starts from its snapshots. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplicaTest {
    @TempDir
    private Path directory;

    /** What a node told of its replica. */
    private static final class Heard implements NodeListener {
        final List<String> notices = Collections.synchronizedList(new ArrayList<>());
        final List<SnapshotInfo> snapshots = Collections.synchronizedList(new ArrayList<>());
        Rebuilt rebuilt;

        @Override
        public void onNotice(String line) {
            notices.add(line);
        }

        @Override
        public void onSnapshot(SnapshotInfo snapshot) {
            snapshots.add(snapshot);
        }

        @Override
        public void onRecovered(Rebuilt newRebuilt) {
            rebuilt = newRebuilt;
        }

        @Override
        public void onReplayProgress(long doneBytes, long totalBytes) {}

        @Override
        public void onListening(String address) {}

        @Override
        public void onBadRow(String source, long lineNumber, String reason) {}
    }

    /** Runs a node to the end of its feeds, and until {@code notices} were heard; it is closed then. */
    private static Node run(SmallNode files, Heard heard, int notices, String... settings) throws Exception {
        Node node = new Node(files.config(settings), heard);
        try (node) {
            node.start();
            while (!node.awaitEnd(100)) {
                assertNull(node.halt());
            }
            while (heard.notices.size() < notices) {
                Thread.yield();
            }
        }
        return node;
    }

    private static String[] trading(SmallNode files, String... more) throws IOException {
        String[] prices = new String[60];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = String.valueOf(100 + i % 7);
        }
        List<String> settings = new ArrayList<>(List.of(
                "ring.wait=balanced",
                "instruments=[AAA]",
                "feeds=[" + files.feed(1, "AAA", 1_000, prices) + "]",
                "strategies=[" + SmallNode.strategy("one", "AAA", 1_005, 1_030) + ", "
                        + SmallNode.strategy("two", "AAA", 1_010, 9_000) + "]"));
        settings.addAll(Arrays.asList(more));
        return settings.toArray(String[]::new);
    }

    private Path journal(String life) {
        return directory.resolve(life).resolve("journal");
    }

    private SmallNode files(String life) throws IOException {
        return new SmallNode(Files.createDirectories(directory.resolve(life)));
    }

    @Test
    void shouldTakeTheSameSnapshotInEveryLayoutAndGoOnFromIt() throws Exception {
        List<Path> snapshots = new ArrayList<>();
        for (String layout : List.of("compact", "pipelined")) {
            SmallNode files = files(layout);
            Heard heard = new Heard();
            NodeSummary summary = run(files, heard, 0, trading(files, "ring.threading=" + layout))
                    .summary();
            SnapshotInfo last = heard.snapshots.get(heard.snapshots.size() - 1);
            assertEquals(summary.sequence(), last.sequence());
            assertEquals(summary.stateHash(), last.stateHash());
            snapshots.add(last.file());
        }
        assertEquals(-1, Files.mismatch(snapshots.get(0), snapshots.get(1)));

        SmallNode inline = files("inline");
        NodeSummary first = run(inline, new Heard(), 0, trading(inline, "ring.threading=inline"))
                .summary();
        assertTrue(Files.notExists(journal("inline").resolve("snapshots")));
        SnapshotInfo taken = Snapshots.info(snapshots.get(0));
        assertEquals(first.stateHash(), taken.stateHash());

        // Another life of each: one begins with its snapshot, the other with the first event.
        SmallNode compact = files("compact");
        Heard heard = new Heard();
        NodeSummary second = run(compact, heard, 0, trading(compact)).summary();
        assertEquals(taken.sequence(), heard.rebuilt.snapshot().orElseThrow().sequence());
        assertEquals(0, heard.rebuilt.journal().events());
        assertEquals(
                run(inline, new Heard(), 0, trading(inline, "ring.threading=inline"))
                        .summary(),
                second);
        assertEquals(TestNodes.replaySummary(journal("compact")).stateHash(), second.stateHash());
    }

    @Test
    void shouldSetASnapshotAsideWhoseEventsWereLost() throws Exception {
        SmallNode files = files("lost");
        // A log of what was lost does not let its host start; without one, nothing else tells.
        String[] settings = trading(files, "event-log.enabled=false");
        NodeSummary first = run(files, new Heard(), 0, settings).summary();
        run(files, new Heard(), 0, settings);
        Path journal = journal("lost");
        try (Stream<Path> segment = Files.list(journal.resolve("segment-00000002"))) {
            for (Path file : segment.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(journal.resolve("segment-00000002"));
        Heard heard = new Heard();
        NodeSummary again = run(files, heard, 0, settings).summary();
        assertEquals(first.sequence(), heard.rebuilt.snapshot().orElseThrow().sequence());
        assertTrue(
                heard.rebuilt.passedOver().get(0).contains("the journal ends before sequence "),
                heard.rebuilt.passedOver()::toString);
        String aside = "CRITICAL: the journal ends at sequence " + first.sequence() + ", before a snapshot";
        assertEquals(
                1, heard.notices.stream().filter(line -> line.startsWith(aside)).count(), heard.notices::toString);
        assertEquals(TestNodes.replaySummary(journal).stateHash(), again.stateHash());
    }

    private static String strategy(int mute) {
        return "strategies=[{ name = moody, symbol = AAA, quantity = 1, logic = fickle, parameters { mute = " + mute
                + " }, stop { percent = 5 } }]";
    }

    /** Codes of the alerts that a replay of the journal puts out. */
    private static List<String> alerts(Path journal) throws IOException {
        List<String> alerts = new ArrayList<>();
        Replica replica = FoundPlugins.replicas(RingConfig.widest()).genesis();
        replica.follow((EventSlot slot) -> {
            MessageHeaderDecoder header = new MessageHeaderDecoder();
            OutputBuffer out = slot.out();
            for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
                int message = out.messageOffset(frame);
                if (header.wrap(out.buffer(), message).templateId() == AlertTriggeredDecoder.TEMPLATE_ID) {
                    alerts.add(new AlertTriggeredDecoder()
                            .wrapAndApplyHeader(out.buffer(), message, header)
                            .code()
                            .name());
                }
            }
        });
        new JournalReader(journal).forEach(1, Long.MAX_VALUE, replica);
        return alerts;
    }

    @Test
    void shouldFindAPluginThatIsNotDeterministicAndGoOn() throws Exception {
        SmallNode files = files("fickle");
        String[] prices = new String[4_000];
        Arrays.fill(prices, "100");
        Heard heard = new Heard();
        NodeSummary summary = run(
                        files,
                        heard,
                        1,
                        "ring.wait=balanced",
                        "snapshots.interval-events=200",
                        "instruments=[AAA]",
                        "feeds=[" + files.feed(1, "AAA", 1_000, prices) + "]",
                        strategy(0))
                .summary();
        assertEquals(4_000, summary.ticks());
        assertTrue(heard.notices.get(0).startsWith("CRITICAL: a replay of sequences "), heard.notices::toString);
        assertEquals(1, heard.notices.size(), heard.notices::toString);
        List<Input> diverged = JournaledInputs.of(journal("fickle"), EventType.REPLICA_DIVERGED);
        assertEquals(1, diverged.size());
        assertEquals(List.of("REPLICA_DIVERGED"), alerts(journal("fickle")));
        // It differs with the first tick, so in the first window.
        assertTrue(heard.notices.get(0).contains(" sequences 1 to "), heard.notices::toString);
        assertTrue(
                heard.snapshots.stream()
                        .allMatch(info -> info.sequence() < diverged.get(0).sequence()),
                heard.snapshots::toString);
    }

    @Test
    void shouldNameAPluginThatCannotBeWrittenAndGoOn() throws Exception {
        SmallNode files = files("mute");
        String[] settings = {
            "ring.wait=balanced",
            "instruments=[AAA]",
            "feeds=[" + files.feed(1, "AAA", 1_000, "10", "11", "12") + "]",
            strategy(1)
        };
        String problem = "plug-in fickle with parameters \"mute=1\" cannot write its state:"
                + " java.lang.IllegalStateException: mute";
        Heard heard = new Heard();
        Node node = run(files, heard, 0, settings);
        assertEquals(1, heard.notices.size(), heard.notices::toString);
        assertTrue(heard.notices.get(0).startsWith("the replica behind this host has ended"), heard.notices::toString);
        assertTrue(heard.notices.get(0).endsWith(problem), heard.notices::toString);
        String message = assertThrows(StateFormatException.class, node::summary).getMessage();
        assertTrue(message.startsWith("strategy ") && message.endsWith(", moody: " + problem), message);

        Heard again = new Heard();
        run(files, again, 0, settings);
        assertEquals(1, again.notices.size(), again.notices::toString);
        assertTrue(
                again.notices
                        .get(0)
                        .startsWith("no replica runs behind this host, and no snapshots are taken: strategy "),
                again.notices::toString);
        assertTrue(again.notices.get(0).contains(problem), again.notices::toString);
        assertEquals(List.of(), again.snapshots);
    }
}
