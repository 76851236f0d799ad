package io.ringfence.config;

import io.ringfence.config.node.FoundPlugins;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.log.EventLog;
import io.ringfence.journal.log.EventLogConfig;
import io.ringfence.journal.log.EventLogReader;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What several tests of whole nodes need. */
final class TestNodes {
    private TestNodes() {}

    /** Settings that keep a node's files under a directory and its edge on a free port. */
    static List<String> under(Path directory, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "journal.directory=" + directory.resolve("journal"),
                // Small, so that a test writes few zeros, and the same on whatever disk it runs.
                "journal.segment-bytes=8 MiB",
                "journal.reserve-bytes=0 B",
                "event-log.segment-bytes=4 MiB",
                "journal.low-disk-bytes=0 B",
                "broker.log=" + directory.resolve("broker.log"),
                // In memory it would stay when the directory is gone.
                "stat.file=" + directory.resolve("host.stat"),
                "edge.port=0",
                "edge.access=open"));
        settings.addAll(List.of(more));
        return settings;
    }

    /** Rebuilds the state from a journal, on this thread. */
    static CoreLogic replay(Path journal) throws IOException {
        Replica replica = FoundPlugins.replicas(RingConfig.defaults()).genesis();
        new JournalReader(journal).forEach(1, Long.MAX_VALUE, replica);
        return replica.logic();
    }

    /** Makes the event log of a journal anew, from the journal alone; each entry as a line. */
    static List<String> eventLogAnew(Path journal, Path directory) throws IOException {
        try (EventLog log = EventLog.open(EventLogConfig.defaults(directory), notice -> {})) {
            log.recover(1, ReadProgress.NONE);
            Rebuilt rebuilt = new Rebuild(
                            FoundPlugins.replicas(RingConfig.defaults()),
                            new JournalReader(journal).upTo(Long.MAX_VALUE),
                            new Snapshots(journal, "test"))
                    .fromGenesis()
                    .forEventLog(log)
                    .run();
            log.stage(rebuilt.journal());
        }
        return eventLog(directory);
    }

    /** Each entry of a journal's event log as a line. */
    static List<String> eventLog(Path journal) throws IOException {
        List<String> lines = new ArrayList<>();
        new EventLogReader(journal).forEach(1, Long.MAX_VALUE, entry -> {
            byte[] message = new byte[entry.length()];
            entry.buffer().getBytes(entry.offset(), message);
            lines.add(entry.position() + " " + entry.sequence() + "." + entry.index() + " " + entry.timestampNs() + " "
                    + entry.accountId() + "/" + entry.streamPosition() + " "
                    + HexFormat.of().formatHex(message));
        });
        return lines;
    }

    static NodeSummary replaySummary(Path journal) throws IOException {
        return NodeSummary.of(replay(journal), 0);
    }

    /** A folder beside the checkout that holds data too large, or not ours, to keep in it; skips the test without it. */
    static Path shared(String name) {
        Path path = Path.of(System.getProperty("ringfence.test.sharedDir", "../../shared"))
                .resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return path;
    }

    /** Hears everything and says nothing. */
    static NodeListener silent() {
        return noticing(new ArrayList<>());
    }

    /** Hears everything and keeps the notices. */
    static NodeListener noticing(List<String> notices) {
        return new NodeListener() {
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
