package io.ringfence.config.node;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.ReplicaDivergedEncoder;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.ReplicaConfig;
import io.ringfence.journal.replica.ReplicaListener;
import io.ringfence.journal.replica.ReplicaRunner;
import io.ringfence.journal.replica.SnapshotInfo;
import io.ringfence.journal.replica.Snapshots;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The replica behind this host; what it finds becomes an input, and a line for the person who started the host. */
final class HostReplica implements ReplicaListener, AutoCloseable {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ReplicaRunner runner;
    private final NodeListener listener;
    private InputAppender inputs;
    /** Written by the replica's thread, as the one below; read from any. */
    private final AtomicLong snapshotCount = new AtomicLong();

    private final AtomicLong newestSnapshot = new AtomicLong();

    /** Made before the host's core runs, of which it starts as a copy. */
    HostReplica(
            ReplicaConfig config,
            Path journal,
            Replica host,
            long snapshotSequence,
            Snapshots snapshots,
            NodeListener listener) {
        this.listener = listener;
        runner = new ReplicaRunner(
                config,
                journal,
                host.copy(),
                snapshotSequence,
                host.logic().trade().digestTrail(),
                snapshots,
                this);
    }

    /** Keeps the events whose outputs the event log does not have yet. */
    void trimUpTo(LongSupplier eventLogPosition) {
        runner.trimUpTo(eventLogPosition);
    }

    /** Knows from the host how far its journal is. */
    void followUpTo(LongSupplier committedSequence) {
        runner.followUpTo(committedSequence);
    }

    /** Starts its thread. */
    void start(InputAppender newInputs) {
        inputs = newInputs;
        runner.start();
    }

    /** Sequence of the newest event that was replayed. From any thread. */
    long replayedSequence() {
        return runner.replayedSequence();
    }

    /** Snapshots taken since the start. From any thread. */
    long snapshotCount() {
        return snapshotCount.getAcquire();
    }

    /** Sequence of the newest of them, 0 while there is none. From any thread. */
    long newestSnapshot() {
        return newestSnapshot.getAcquire();
    }

    @Override
    public void onSnapshot(SnapshotInfo snapshot) {
        newestSnapshot.setRelease(snapshot.sequence());
        snapshotCount.setRelease(snapshotCount.getPlain() + 1);
        listener.onSnapshot(snapshot);
    }

    @Override
    public void onDivergence(long firstSequence, long lastSequence, long hostDigest, long replicaDigest) {
        listener.onNotice(String.format(
                "CRITICAL: a replay of sequences %d to %d puts out something else (digest %016x) than this host did (%016x):"
                        + " its memory is damaged, or a plug-in is not deterministic. No further snapshots are taken",
                firstSequence, lastSequence, replicaDigest, hostDigest));
        inputs.append(buffer -> new ReplicaDivergedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .firstSequence(firstSequence)
                .lastSequence(lastSequence)
                .hostDigest(hostDigest)
                .replicaDigest(replicaDigest)
                .encodedLength());
    }

    @Override
    public void onFailure(String reason) {
        listener.onNotice("the replica behind this host has ended, and no further snapshots are taken: " + reason);
    }

    @Override
    public void close() {
        runner.close();
    }
}
