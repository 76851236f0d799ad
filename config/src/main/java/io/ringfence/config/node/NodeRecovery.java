package io.ringfence.config.node;

import io.ringfence.journal.Journal;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import io.ringfence.journal.log.EventLog;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.SnapshotInfo;
import io.ringfence.journal.replica.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a node does before anything of it runs: makes the core what the journal says it is, puts into the event log what it
 * lacks, and says what it found.
 */
final class NodeRecovery {
    private final NodeConfig config;
    private final Journal journal;
    private final Snapshots snapshots;
    private final Optional<EventLog> eventLog;
    private final NodeListener listener;

    NodeRecovery(
            NodeConfig config,
            Journal journal,
            Snapshots snapshots,
            Optional<EventLog> eventLog,
            NodeListener listener) {
        this.config = config;
        this.journal = journal;
        this.snapshots = snapshots;
        this.eventLog = eventLog;
        this.listener = listener;
    }

    /** Leaves these events out when they halt the replay. Throws as {@link Node#start()} does. */
    Rebuilt run(Set<Long> skipSequences) throws IOException {
        Rebuild rebuild = new Rebuild(FoundPlugins.replicas(config.ring()), journal::recover, snapshots)
                .skip(skipSequences)
                .progress(listener::onReplayProgress);
        if (eventLog.isPresent()) {
            eventLog.get().recover(oldestNeeded(), ReadProgress.NONE);
            rebuild.forEventLog(eventLog.get());
        }
        Rebuilt rebuilt = rebuild.run();
        eventLog.ifPresent(log -> log.checkEnd(rebuilt.journal()));
        listener.onRecovered(rebuilt);
        tellOfLosses(rebuilt.journal());
        return rebuilt;
    }

    /** What the event log kept before the oldest snapshot is never put in again, so a start does not read it. */
    private long oldestNeeded() throws IOException {
        return snapshots.oldest().map(SnapshotInfo::keptOutputs).orElse(0L) + 1;
    }

    /** What the event log lacked is there again; what a snapshot has and the journal lacks is not. */
    private void tellOfLosses(RecoveryReport recovered) throws IOException {
        long regenerated = eventLog.map(EventLog::regenerated).orElse(0L);
        if (regenerated > 0) {
            listener.onNotice(String.format("%,d outputs were put into the event log, which lacked them", regenerated));
        }
        for (Path aside : snapshots.setAside(recovered.lastSequence())) {
            listener.onNotice(
                    "CRITICAL: the journal ends at sequence " + recovered.lastSequence() + ", before a snapshot:"
                            + " events were lost that this host had accepted. Compare with the broker. The snapshot is set aside: "
                            + aside);
        }
    }
}
