package io.ringfence.journal.replica;

import io.ringfence.core.state.DigestTrail;
import io.ringfence.journal.JournalListener;
import io.ringfence.journal.JournalTail;
import io.ringfence.journal.JournalTrim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Replays the journal behind a live host on a thread of its own, compares what comes out with what the host put out, and
 * takes snapshots. The host never waits for it.
 */
public final class ReplicaRunner implements AutoCloseable {
    /** Longest time by which it sees an event later than it could. */
    private static final long IDLE_NS = 20_000_000;

    private final ReplicaConfig config;
    private final Path journal;
    private final Replica replica;
    private final DigestTrail trail;
    private final Snapshots snapshots;
    private final ReplicaListener listener;
    private final Thread thread = new Thread(this::run, "ringfence-replica");
    private LongSupplier eventLogPosition = () -> Long.MAX_VALUE;
    private LongSupplier hostSequence = () -> Long.MAX_VALUE;
    /** Of the last snapshot, or of the start. */
    private long snapshotSequence;

    private long snapshotTimeNs;
    /** Up to here the two agree. */
    private long comparedSequence;

    /** Of the newest event that was replayed: written by the thread after each group, read from any. */
    private final AtomicLong replayedSequence;

    private volatile boolean isClosing;

    /**
     * One that is not started.
     *
     * @param journal the journal's directory
     * @param replica stands where the host stood when it started; from here on this runner's alone
     * @param snapshotSequence of the newest snapshot, 0 for none
     * @param trail of the live core
     */
    public ReplicaRunner(
            ReplicaConfig config,
            Path journal,
            Replica replica,
            long snapshotSequence,
            DigestTrail trail,
            Snapshots snapshots,
            ReplicaListener listener) {
        this.config = config;
        this.journal = journal;
        this.replica = replica;
        this.snapshotSequence = snapshotSequence;
        this.comparedSequence = replica.sequence();
        this.replayedSequence = new AtomicLong(replica.sequence());
        this.trail = trail;
        this.snapshots = snapshots;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /** Trims no events whose outputs are behind this position of the event log. Before the start. */
    public void trimUpTo(LongSupplier newEventLogPosition) {
        eventLogPosition = newEventLogPosition;
    }

    /** Sequence of the newest event that was replayed, or that it began with. From any thread. */
    public long replayedSequence() {
        return replayedSequence.getAcquire();
    }

    /** Looks into the journal only when it has an event behind the replica's, by this word of the host's. Before the start. */
    public void followUpTo(LongSupplier newHostSequence) {
        hostSequence = newHostSequence;
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        snapshotTimeNs = System.nanoTime();
        JournalListener apply = this::onEvent;
        try (JournalTail tail = JournalTail.from(journal, replica.sequence() + 1)) {
            while (follow(tail, apply)) {
                LockSupport.parkNanos(IDLE_NS);
            }
        } catch (DivergedException told) {
            return;
        } catch (IOException | RuntimeException failed) {
            listener.onFailure(String.valueOf(failed.getMessage()));
        } catch (Error failed) {
            // Such as memory that is too small for a second core: the host's is not.
            listener.onFailure(failed.toString());
        }
    }

    /** Goes to the journal's end; false when it is time to end there. */
    private boolean follow(JournalTail tail, JournalListener apply) throws IOException {
        // Looked at before the journal, so that nothing the host has written before it closes is left out.
        boolean isLast = isClosing;
        boolean isBehind = isLast || hostSequence.getAsLong() > replica.sequence();
        while (isBehind && tail.pollGroup(apply)) {
            replayedSequence.setRelease(replica.sequence());
            snapshotIfDue();
        }
        snapshotIfDue();
        if (isLast) {
            tail.checkEnd();
        }
        if (isLast && replica.sequence() > snapshotSequence) {
            snapshot();
        }
        return !isLast;
    }

    private void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        replica.onEvent(sequence, timestampNs, buffer, offset, length);
        if (DigestTrail.isOn(sequence)) {
            compare(sequence);
        }
    }

    /** The host may not be through with the event yet, or have gone far ahead: then the window reaches further. */
    private void compare(long sequence) {
        OptionalLong host = trail.at(sequence);
        long own = replica.logic().trade().outputDigest();
        if (host.isPresent() && host.getAsLong() != own) {
            listener.onDivergence(comparedSequence + 1, sequence, host.getAsLong(), own);
            throw new DivergedException();
        }
        if (host.isPresent()) {
            comparedSequence = sequence;
        }
    }

    private void snapshotIfDue() throws IOException {
        long events = replica.sequence() - snapshotSequence;
        boolean isTime = System.nanoTime() - snapshotTimeNs >= config.intervalNs();
        if (events >= config.intervalEvents() || events > 0 && isTime) {
            snapshot();
        }
    }

    private void snapshot() throws IOException {
        SnapshotInfo written = snapshots.write(replica, config.keep());
        snapshotSequence = written.sequence();
        snapshotTimeNs = System.nanoTime();
        listener.onSnapshot(written);
        if (config.isJournalTrimmed()) {
            trim();
        }
    }

    /** An event log that lacks outputs still has the events that make them. The oldest snapshot that is kept, should the newer ones turn out damaged, still has its events. */
    private void trim() throws IOException {
        List<SnapshotInfo> kept = snapshots.readable();
        if (kept.size() >= config.keep()) {
            SnapshotInfo oldest = kept.get(kept.size() - 1);
            if (oldest.keptOutputs() <= eventLogPosition.getAsLong()) {
                JournalTrim.trim(journal, oldest.sequence() + 1);
            }
        }
    }

    /** Takes a last snapshot at the journal's end, once the host has closed it, and ends the thread. Idempotent. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Unwinds the thread once the listener was told. */
    private static final class DivergedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DivergedException() {
            super("diverged", null, false, false);
        }
    }
}
