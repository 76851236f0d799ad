package io.ringfence.journal.replica;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.SequenceSkippedDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.journal.EventSource;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalListener;
import io.ringfence.journal.JournalRangeException;
import io.ringfence.journal.NewerJournalException;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import io.ringfence.journal.log.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Makes a core what a journal says it is: the newest snapshot that can be used, then the events behind it.
 *
 * <p>An event that halts the replay ends it, unless an operator has decided to leave it out: by {@link #skip} now, or by a
 * SEQUENCE_SKIPPED further on in the journal. Then the replay begins anew without that event, because a stage that throws
 * leaves its state half changed. A journaled decision holds in every replay, whether or not the event would halt it.
 */
public final class Rebuild {
    private final ReplicaFactory kind;
    private final EventSource journal;
    private final Snapshots snapshots;
    private final List<String> passedOver = new ArrayList<>();
    private final TreeSet<Long> skipped = new TreeSet<>();
    /** Asked for now, and those of them that halted. */
    private final Set<Long> toSkip = new TreeSet<>();

    private final Set<Long> newlySkipped = new TreeSet<>();
    private Optional<EventLog> eventLog = Optional.empty();
    private Consumer<EventSlot> follower = applied -> {};
    private ReadProgress progress = ReadProgress.NONE;
    private long lastKept = Long.MAX_VALUE;
    private long notAfter = Long.MAX_VALUE;
    private EventSource wholeJournal;
    private boolean isFromGenesis;

    /** From a journal and its snapshots. */
    public Rebuild(ReplicaFactory kind, EventSource journal, Snapshots snapshots) {
        this.kind = kind;
        this.journal = journal;
        this.snapshots = snapshots;
    }

    /** Uses no snapshot. */
    public Rebuild fromGenesis() {
        isFromGenesis = true;
        return this;
    }

    /** Uses no snapshot behind this sequence. */
    public Rebuild notAfter(long sequence) {
        notAfter = sequence;
        return this;
    }

    /**
     * Puts into the event log what it lacks, and so uses no snapshot behind the log's end. Where there is no log, nor the
     * journal's first event, the log begins behind the newest snapshot.
     *
     * @param recovered a log whose end was found
     */
    public Rebuild forEventLog(EventLog recovered) {
        eventLog = Optional.of(recovered);
        lastKept = recovered.lastPosition();
        return this;
    }

    /** Leaves these events out, each of which has to halt the replay. */
    public Rebuild skip(Collection<Long> sequences) {
        toSkip.addAll(sequences);
        return this;
    }

    /** Looks for decisions behind {@link #notAfter} as well, where the replay does not come. */
    public Rebuild decisionsIn(EventSource newWholeJournal) {
        wholeJournal = newWholeJournal;
        return this;
    }

    /** Has each applied event shown; some may be shown twice, when the replay begins anew. */
    public Rebuild follow(Consumer<EventSlot> newFollower) {
        follower = newFollower;
        return this;
    }

    /** Tells how far it is. */
    public Rebuild progress(ReadProgress newProgress) {
        progress = newProgress;
        return this;
    }

    /**
     * Rebuilds.
     *
     * @throws ReplayHaltedException when an event halts the core, as it did when it came live
     * @throws ReplayRefusedException when this host lacks rules or plug-ins that the journal was written with
     *     or an event that is to be left out does not halt the replay
     */
    public Rebuilt run() throws IOException {
        takeLaterDecisions();
        try {
            return rebuild();
        } catch (JournalRangeException firstIsGone) {
            if (eventLog.isEmpty()
                    || lastKept == Long.MAX_VALUE
                    || eventLog.get().hasBegun()) {
                throw firstIsGone;
            }
            lastKept = Long.MAX_VALUE;
            return rebuild();
        }
    }

    private Rebuilt rebuild() throws IOException {
        for (Path file : isFromGenesis ? List.<Path>of() : snapshots.files()) {
            Optional<Rebuilt> rebuilt = from(file);
            if (rebuilt.isPresent()) {
                return checkSkip(rebuilt.get());
            }
        }
        while (true) {
            try {
                return checkSkip(replay(kind.genesis(), Optional.empty()));
            } catch (ReplayHaltedException halted) {
                decide(halted);
            } catch (DecidedException decided) {
                skipped.add(decided.sequence());
            }
        }
    }

    /** Those that can be read: what is behind the end of the replay may be damaged, and does not matter for the rest. */
    private void takeLaterDecisions() throws IOException {
        if (wholeJournal == null || notAfter == Long.MAX_VALUE) {
            return;
        }
        SkipSearch search = new SkipSearch();
        try {
            wholeJournal.read(notAfter + 1, search, ReadProgress.NONE);
        } catch (JournalDamagedException | NewerJournalException ends) {
            // As said.
        }
        skipped.addAll(search.found.headSet(notAfter, true));
    }

    private static TreeSet<Long> decisionsBehind(long sequence, EventSource source) throws IOException {
        SkipSearch search = new SkipSearch();
        source.read(sequence + 1, search, ReadProgress.NONE);
        return search.found;
    }

    /** Empty when the snapshot cannot be used. */
    private Optional<Rebuilt> from(Path file) throws IOException {
        while (true) {
            try {
                SnapshotInfo info = info(file);
                if (info.sequence() > notAfter) {
                    return Optional.empty();
                }
                if (info.keptOutputs() > lastKept) {
                    passedOver.add(file + ": the event log ends at position " + lastKept + ", before the snapshot's "
                            + info.keptOutputs() + ", and is to be made whole");
                    return Optional.empty();
                }
                return Optional.of(replay(restore(info), Optional.of(info)));
            } catch (SnapshotException unusable) {
                passedOver.add(unusable.getMessage());
                return Optional.empty();
            } catch (DecidedException decided) {
                skipped.add(decided.sequence());
            } catch (JournalRangeException elsewhere) {
                passedOver.add(file + ": " + elsewhere.getMessage());
                return Optional.empty();
            } catch (ReplayHaltedException halted) {
                decide(halted);
            }
        }
    }

    private static SnapshotInfo info(Path file) throws IOException {
        try {
            return Snapshots.info(file);
        } catch (IOException unreadable) {
            throw new SnapshotException(file, "it cannot be read: " + unreadable);
        }
    }

    /** One may be gone meanwhile: a live host keeps only its newest. */
    private Replica restore(SnapshotInfo info) throws IOException {
        try {
            return Snapshots.restore(info, kind);
        } catch (IOException unreadable) {
            throw new SnapshotException(info.file(), "it cannot be read: " + unreadable);
        }
    }

    private Rebuilt replay(Replica replica, Optional<SnapshotInfo> snapshot) throws IOException {
        long start = replica.sequence();
        if (eventLog.isPresent()) {
            // Known before, so that no output of an event that is to be left out comes into the log.
            skipped.addAll(decisionsBehind(start, journal).tailSet(start, false));
        }
        skipped.forEach(replica::skip);
        replica.follow(follower);
        if (eventLog.isPresent()) {
            EventLog log = eventLog.get();
            log.replayFrom(replica.sequence(), replica.keptOutputs());
            replica.follow(applied -> {
                follower.accept(applied);
                log.regenerate(applied);
            });
        }
        RecoveryReport report = journal.read(replica.sequence() + 1, replica, progress);
        replica.follow(applied -> {});
        return new Rebuilt(replica, snapshot, passedOver, new ArrayList<>(skipped.tailSet(start, false)), report);
    }

    /** Takes the event among those to leave out, when somebody has decided so. */
    private void decide(ReplayHaltedException halted) throws IOException {
        long sequence = halted.halt().sequence();
        if (skipped.contains(sequence)) {
            throw halted;
        }
        if (!isSkippedLater(sequence)) {
            if (!toSkip.contains(sequence)) {
                throw halted;
            }
            newlySkipped.add(sequence);
        }
        skipped.add(sequence);
    }

    private boolean isSkippedLater(long sequence) throws IOException {
        return decisionsBehind(sequence, journal).contains(sequence);
    }

    private Rebuilt checkSkip(Rebuilt rebuilt) {
        for (long sequence : toSkip) {
            if (!newlySkipped.contains(sequence)) {
                throw new ReplayRefusedException("--skip-sequence = " + sequence
                        + (skipped.contains(sequence)
                                ? ": the journal has the decision to leave this event out; start without the option"
                                : ": the event with this sequence does not halt the replay, so there is nothing to"
                                        + " leave out"));
            }
        }
        return rebuilt;
    }

    /** Finds what operators have left out. */
    private static final class SkipSearch implements JournalListener {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final SequenceSkippedDecoder decision = new SequenceSkippedDecoder();
        private final TreeSet<Long> found = new TreeSet<>();

        @Override
        public void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
            if (header.wrap(buffer, offset).templateId() == SequenceSkippedDecoder.TEMPLATE_ID) {
                found.add(decision.wrapAndApplyHeader(buffer, offset, header).skippedSequence());
            }
        }
    }
}
