package io.ringfence.journal.replica;

import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateImage;
import io.ringfence.journal.Finding;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalListener;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTail;
import io.ringfence.journal.log.EventLogEntry;
import io.ringfence.journal.log.EventLogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Replays a journal from its first event, or from the oldest snapshot where that is gone, and holds against the replay what
 * else is in the directory: each snapshot, and each output of the event log. Writes nothing.
 */
public final class ReplayVerification implements AutoCloseable {
    private final Path directory;
    private final ReplicaFactory kind;
    private final LongConsumer progress;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, SnapshotInfo> snapshots = new TreeMap<>();
    private final ExpectedOutputs expected = new ExpectedOutputs();
    private JournalTail tail;
    private Replica replica;
    private long entries;

    private ReplayVerification(Path directory, ReplicaFactory kind, LongConsumer progress) {
        this.directory = directory;
        this.kind = kind;
        this.progress = progress;
    }

    /**
     * What was found.
     *
     * @param findings what is wrong
     * @param snapshots that were compared, or could not be
     * @param entries of the event log that were compared
     * @param sequence up to which was replayed
     * @param stateHash of the state there; empty when nothing could be replayed
     */
    public record Result(List<Finding> findings, int snapshots, long entries, long sequence, String stateHash) {}

    /**
     * Verifies a journal whose records are sound.
     *
     * @param progress told the sequence from time to time
     */
    public static Result verify(Path directory, ReplicaFactory kind, LongConsumer progress) throws IOException {
        try (ReplayVerification verification = new ReplayVerification(directory, kind, progress)) {
            return verification.run();
        }
    }

    private Result run() throws IOException {
        JournaledDecisions decisions = JournaledDecisions.read(new JournalReader(directory));
        decisions.divergences().forEach((sequence, problem) -> find(directory, sequence, problem));
        Snapshots all = new Snapshots(directory, "");
        for (Path file : all.files()) {
            try {
                SnapshotInfo info = Snapshots.info(file);
                snapshots.put(info.sequence(), info);
            } catch (SnapshotException damaged) {
                find(file, 0, damaged.problem());
            }
        }
        int count = all.files().size();
        replica = beginning();
        if (replica == null) {
            return new Result(findings, count, 0, 0, "");
        }
        decisions.skipped().forEach(replica::skip);
        expected.standAt(replica.keptOutputs());
        replica.follow(expected::add);
        tail = JournalTail.from(directory, replica.sequence() + 1);
        try {
            compareEventLog();
            while (step()) {
                expected.clear();
            }
            compareSnapshot();
        } catch (ReplayHaltedException halted) {
            find(directory, halted.halt().sequence(), "the event halts the core: " + halted.getMessage());
        }
        snapshots.values().stream()
                .filter(info -> info.sequence() > replica.sequence())
                .forEach(info -> find(info.file(), info.sequence(), "it lies behind the journal's last event"));
        return new Result(
                findings, count, entries, replica.sequence(), replica.logic().stateHash());
    }

    /** Where the replay begins, or null where it cannot. */
    private Replica beginning() throws IOException {
        if (new JournalReader(directory).firstSequence() <= 1) {
            return kind.genesis();
        }
        for (SnapshotInfo info : snapshots.values()) {
            try {
                return Snapshots.restore(info, kind);
            } catch (SnapshotException damaged) {
                find(info.file(), info.sequence(), damaged.problem());
            }
        }
        find(
                directory,
                1,
                "the journal's first events are gone, and no snapshot stands in for them: nothing was replayed");
        return null;
    }

    /** Applies one group of events; false at the journal's end. */
    private boolean step() throws IOException {
        JournalListener apply = (sequence, timestampNs, buffer, offset, length) -> {
            compareSnapshot();
            replica.onEvent(sequence, timestampNs, buffer, offset, length);
        };
        boolean isMore = tail.pollGroup(apply);
        progress.accept(replica.sequence());
        return isMore;
    }

    private void compareSnapshot() {
        SnapshotInfo info = snapshots.get(replica.sequence());
        if (info == null) {
            return;
        }
        try {
            StateImage state = SnapshotFile.state(info);
            // An older format is read and written again, so that the two are in the same one.
            String hash = info.stateVersion() == StateFormat.VERSION
                    ? info.stateHash()
                    : kind.restore(state, info.stateVersion()).logic().stateHash();
            if (!hash.equals(replica.logic().stateHash())) {
                find(
                        info.file(),
                        info.sequence(),
                        "its state is not that of a replay: " + hash + ", expected "
                                + replica.logic().stateHash());
            }
            if (info.keptOutputs() != replica.keptOutputs()) {
                find(
                        info.file(),
                        info.sequence(),
                        "it stands at position " + info.keptOutputs() + " of the event log, expected "
                                + replica.keptOutputs());
            }
        } catch (SnapshotException damaged) {
            find(info.file(), info.sequence(), damaged.problem());
        } catch (IOException unreadable) {
            find(info.file(), info.sequence(), String.valueOf(unreadable.getMessage()));
        }
        snapshots.remove(info.sequence());
    }

    private void compareEventLog() throws IOException {
        try {
            new EventLogReader(directory).forEach(replica.keptOutputs() + 1, Long.MAX_VALUE, this::compareEntry);
        } catch (JournalDamagedException damaged) {
            findings.add(damaged.finding());
        } catch (DifferentException told) {
            // One that differs lets all that follow differ.
            expected.clear();
        }
    }

    private void compareEntry(EventLogEntry entry) {
        try {
            while (!expected.reaches(entry.position())) {
                expected.forgetBefore(entry.position());
                if (!step()) {
                    differs(entry, "stands there, behind the journal's last event");
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String difference = expected.difference(entry);
        if (difference != null) {
            differs(entry, difference);
        }
        entries++;
    }

    private void differs(EventLogEntry entry, String difference) {
        find(directory.resolve("events"), entry.sequence(), "position " + entry.position() + " " + difference);
        throw new DifferentException();
    }

    private void find(Path file, long sequence, String problem) {
        findings.add(new Finding(file, 0, sequence, problem));
    }

    @Override
    public void close() throws IOException {
        if (tail != null) {
            tail.close();
        }
    }

    /** Unwinds the reading of the event log once the difference is noted. */
    private static final class DifferentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DifferentException() {
            super("different", null, false, false);
        }
    }
}
