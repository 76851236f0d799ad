package io.ringfence.journal.replica;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A host without a ring: recovers, journals each event and applies it, and has a replica behind it; keeps what that says. */
final class LiveHost implements ReplicaListener, AutoCloseable {
    final List<SnapshotInfo> snapshots = Collections.synchronizedList(new ArrayList<>());
    /** First and last sequence of the window. */
    final List<List<Long>> divergences = Collections.synchronizedList(new ArrayList<>());

    final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    final Rebuilt rebuilt;
    private final Journal journal;
    private final JournalStage stage;
    private final ReplicaRunner runner;
    private final EventSlot slot;
    private long sequence;

    LiveHost(ReplicaFactory kind, Path directory, long segmentBytes, ReplicaConfig config) throws IOException {
        journal = Journal.open(RecordedSession.config(directory, segmentBytes));
        Snapshots kept = new Snapshots(directory, "test");
        rebuilt = new Rebuild(kind, journal::recover, kept).run();
        stage = journal.begin(DiskSpaceListener.NONE);
        slot = new EventSlot(kind.ring());
        sequence = rebuilt.replica().sequence();
        runner = new ReplicaRunner(
                config,
                directory,
                rebuilt.replica().copy(),
                rebuilt.snapshot().map(SnapshotInfo::sequence).orElse(0L),
                rebuilt.replica().logic().trade().digestTrail(),
                kept,
                this);
    }

    LiveHost startReplica() {
        runner.followUpTo(stage::committedSequence);
        runner.start();
        return this;
    }

    /** Journals and applies what comes after the last event. */
    void play(RecordedSession session, int to) {
        while (sequence < to) {
            RandomSession.Timed timed = session.events.get((int) sequence);
            apply(timed.timeNs(), timed.event());
        }
    }

    void apply(long timeNs, TestEvent event) {
        slot.claim(++sequence, timeNs);
        event.encode(slot.in());
        stage.onEvent(slot, true);
        rebuilt.replica().logic().apply(slot);
    }

    long sequence() {
        return sequence;
    }

    String stateHash() {
        return rebuilt.replica().logic().stateHash();
    }

    @Override
    public void onSnapshot(SnapshotInfo snapshot) {
        snapshots.add(snapshot);
    }

    @Override
    public void onDivergence(long firstSequence, long lastSequence, long hostDigest, long replicaDigest) {
        divergences.add(List.of(firstSequence, lastSequence));
    }

    @Override
    public void onFailure(String reason) {
        failures.add(reason);
    }

    @Override
    public void close() throws IOException {
        stage.onStop();
        runner.close();
        journal.close();
    }
}
