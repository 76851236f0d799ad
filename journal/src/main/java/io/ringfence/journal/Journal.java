package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A journal that this host owns: locked, recovered, then appended to. In this order, by one thread:
 *
 * <pre>
 *   Journal journal = Journal.open(config);                          takes the lock
 *   RecoveryReport report = journal.recover(1, replay, progress);    hands every event on; throws on damage
 *   JournalStage stage = journal.begin(diskSpace);                   begins a new segment after the last event
 *   ...                                                              the ring runs the stage
 *   journal.close();                                                 after the ring is closed
 * </pre>
 */
public final class Journal implements AutoCloseable {
    /** The one that a host appends to, the full one before, which may be closing, and the one made ahead. */
    private static final int UNCUT_SEGMENTS = 3;

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
        createDirectory(config.directory().toAbsolutePath(), config.durability());
        JournalLock lock = JournalLock.take(config.directory());
        try {
            JournalIdentity.draw(config.directory());
            return new Journal(config, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void createDirectory(Path directory, Durability durability) throws IOException {
        if (!Files.isDirectory(directory)) {
            createDirectory(directory.getParent(), durability);
            Files.createDirectories(directory);
            if (durability == Durability.POWER) {
                Synced.directory(directory.getParent());
            }
        }
    }

    /**
     * Reads the journal to its end.
     *
     * @param from first sequence to hand on: 1, or the one after a snapshot's
     * @throws JournalDamagedException when accepted events are missing or changed; names file, position and sequence
     * @throws NewerJournalException when there are events of a newer build, naming the same and the version
     */
    public RecoveryReport recover(long from, JournalListener listener, ReadProgress progress) throws IOException {
        if (from < 1) {
            throw new IllegalArgumentException("from = " + from + ": expected a sequence, from 1");
        }
        recovered = new Recovery(config.directory(), from, listener).run(progress);
        return recovered;
    }

    /**
     * Begins a segment for the events after those recovered, and watches the disk from here on. Once.
     *
     * <p>What a host that died had ready and never stored to is given back first. Where that does not make room enough, the
     * reserve is given up: a host with positions to manage starts, as long as one segment fits.
     *
     * @throws IOException when there is no room for a segment, among others; says how much is free and needed
     */
    public JournalStage begin(DiskSpaceListener listener) throws IOException {
        if (recovered == null || appender != null || closed) {
            throw new IllegalStateException("a journal begins once, after it was recovered and before it is closed");
        }
        appender = begin(config, 1, recovered.lastSequence(), recovered.lastTimestampNs(), listener);
        return new JournalStage(
                appender, config.maxGroupBytes(), recovered.lastSequence(), recovered.lastTimestampNs());
    }

    /** Begins the segment behind those there are, or the one with this number where there is none. */
    static JournalAppender begin(
            JournalConfig config, int firstNumber, long lastSequence, long lastTimestampNs, DiskSpaceListener listener)
            throws IOException {
        List<Segment> segments = Segment.list(config.directory());
        int number = segments.isEmpty()
                ? firstNumber
                : segments.get(segments.size() - 1).number() + 1;
        settle(config, segments);
        DiskReserve reserve = new DiskReserve(config);
        DiskWatch watch = new DiskWatch(config, () -> ZeroFile.freeBytes(config.directory()), reserve, listener);
        SegmentSupply supply = new SegmentSupply(
                (next, pace) -> SegmentAppender.create(config, Segment.of(config.directory(), next), pace), watch);
        return new JournalAppender(
                config.segmentBytes(), supply, first(config, supply, number), lastSequence + 1, lastTimestampNs);
    }

    /**
     * Cuts the segments that a host can have left uncut. What it appended and did not sync, and was recovered from the page
     * cache all the same, is brought to the device before anything is built upon it.
     */
    private static void settle(JournalConfig config, List<Segment> segments) throws IOException {
        for (Segment left : segments.subList(Math.max(0, segments.size() - UNCUT_SEGMENTS), segments.size())) {
            SegmentFiles.cut(left);
        }
        if (config.durability() == Durability.POWER) {
            for (Segment segment : Segment.list(config.directory())) {
                SegmentFiles.sync(segment);
            }
        }
    }

    private static SegmentAppender first(JournalConfig config, SegmentSupply supply, int number) throws IOException {
        try {
            return supply.start(number, config.diskCheckMs());
        } catch (NoSpaceException noSpace) {
            throw new IOException(
                    "no space left on device to begin a journal segment: " + noSpace.getMessage()
                            + "; free some, or set segment-bytes lower",
                    noSpace);
        }
    }

    /** What was appended since {@link #begin}. From any thread, after it. */
    public JournalCounters counters() {
        return appender.counters();
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
