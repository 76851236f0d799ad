package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * A journal that this host owns: locked, recovered, then appended to. In this order, by one thread:
 *
 * <pre>
 *   Journal journal = Journal.open(config);                          takes the lock
 *   RecoveryReport report = journal.recover(1, replay, progress);    hands every event on; throws on damage
 *   JournalStage stage = journal.begin();                            begins a new segment after the last event
 *   ...                                                              the ring runs the stage
 *   journal.close();                                                 after the ring is closed
 * </pre>
 */
public final class Journal implements AutoCloseable {
    private final JournalConfig config;
    private final JournalLock lock;
    private RecoveryReport recovered;
    private JournalAppender appender;
    private boolean closed;

    private Journal(JournalConfig config, JournalLock lock) {
        this.config = config;
        this.lock = lock;
    }

    /**
     * Takes the journal for this process; makes its directory where there is none.
     *
     * @throws JournalLockedException naming the host that has it
     */
    public static Journal open(JournalConfig config) throws IOException {
        Files.createDirectories(config.directory());
        JournalLock lock = JournalLock.take(config.directory());
        try {
            JournalIdentity.draw(config.directory());
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return new Journal(config, lock);
    }

    /**
     * Reads the journal to its end.
     *
     * @param from first sequence to hand on: 1, or the one after a snapshot's
     * @throws JournalDamagedException when accepted events are missing or changed; names file, position and sequence
     */
    public RecoveryReport recover(long from, JournalListener listener, ReadProgress progress) throws IOException {
        if (from < 1) {
            throw new IllegalArgumentException("from = " + from + ": expected a sequence, from 1");
        }
        recovered = new Recovery(config.directory(), from, listener).run(progress);
        return recovered;
    }

    /** Begins a segment for the events after those recovered. Once. */
    public JournalStage begin() throws IOException {
        if (recovered == null || appender != null || closed) {
            throw new IllegalStateException("a journal begins once, after it was recovered and before it is closed");
        }
        List<Segment> segments = Segment.list(config.directory());
        int number = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).number() + 1;
        appender = new JournalAppender(config, number, recovered.lastSequence() + 1, recovered.lastTimestampNs());
        return new JournalStage(
                appender, config.maxGroupBytes(), recovered.lastSequence(), recovered.lastTimestampNs());
    }

    /** Closes the segment and gives the lock back. Idempotent. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (appender != null) {
                appender.close();
            }
        } finally {
            lock.close();
        }
    }
}
