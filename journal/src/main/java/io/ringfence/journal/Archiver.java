package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Takes segments in memory to the disk, on a thread of its own: what was appended is on the device at most
 * {@code archive-period} and the time of one write and sync after it was. Of one segment at a time, the oldest, so that a machine
 * that dies leaves whole segments and, behind them, the beginning of one.
 *
 * <p>What fails is tried again with each period. Meanwhile segments stay in memory, up to their bound.
 */
final class Archiver {
    static final String THREAD = "ringfence-journal-archive";

    private static final long CLOSE_TIMEOUT_S = 60;
    /** A disk is behind its bound, and a person is told, from so many periods on, and not before a second. */
    private static final int LATE_PERIODS = 10;

    private final Path journal;
    private final JournalMemory memory;
    /** Most that one segment takes on the disk. */
    private final long segmentBytes;

    private final long mostSegments;
    private final DiskSpaceListener listener;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, THREAD);
        made.setDaemon(true);
        return made;
    });

    /** Segments in memory, oldest first; guarded by itself. */
    private final ArrayDeque<Archived> segments = new ArrayDeque<>();
    /** Set before the thread starts. */
    private DiskWatch watch;
    /** What is on the device up to the last look was appended before this. */
    private long lookedNs;

    private boolean isLate;
    /** Why the last attempt failed; null after one that did not. */
    private volatile Throwable failure;

    /** One segment in memory. */
    private static final class Archived {
        private final SegmentAppender appender;
        private final SegmentCopy copy;
        private volatile boolean isClosed;

        Archived(SegmentAppender appender, SegmentCopy copy) {
            this.appender = appender;
            this.copy = copy;
        }
    }

    Archiver(JournalConfig config, JournalMemory memory, DiskSpaceListener listener) {
        this.journal = config.directory();
        this.memory = memory;
        this.segmentBytes = SegmentFiles.blockedBytes(config);
        this.mostSegments = memory.maxBytes() / (config.segmentBytes() + JournalMemory.OVERHEAD_BYTES);
        this.listener = listener;
    }

    void start(DiskWatch disk) {
        watch = disk;
        lookedNs = System.nanoTime();
        thread.scheduleWithFixedDelay(this::look, memory.archiveMs(), memory.archiveMs(), TimeUnit.MILLISECONDS);
    }

    /** Whether the bound leaves room for one more segment. */
    boolean hasRoom() {
        synchronized (segments) {
            return segments.size() < mostSegments;
        }
    }

    /** Room on the disk that segments in memory will take. */
    long owedBytes() {
        synchronized (segments) {
            Archived oldest = segments.peekFirst();
            return oldest == null ? 0 : Math.max(0, segments.size() * segmentBytes - oldest.copy.syncedBytes());
        }
    }

    /** Whether something cannot be brought to the disk. */
    boolean isFailing() {
        return failure != null;
    }

    /** Takes a segment over that was made in memory and will be appended to. */
    void add(SegmentAppender made) throws IOException {
        Archived added = new Archived(made, SegmentCopy.of(made.segment()));
        synchronized (segments) {
            segments.add(added);
        }
    }

    /** The segment was closed: when its copy is whole it is removed from memory. */
    void retire(SegmentAppender closed) {
        synchronized (segments) {
            for (Archived segment : segments) {
                segment.isClosed |= segment.appender == closed;
            }
        }
    }

    /** The segment was closed and never used. */
    void discard(SegmentAppender unused) throws IOException {
        synchronized (segments) {
            for (Archived segment : segments) {
                if (segment.appender == unused) {
                    segment.copy.close();
                }
            }
            segments.removeIf(segment -> segment.appender == unused);
        }
        SegmentFiles.delete(unused.segment().copy());
        SegmentFiles.delete(unused.segment());
    }

    /**
     * Has the disk show all segments in memory, before one is made on the disk that comes behind them: a machine that dies then
     * leaves no gap that nobody can explain.
     */
    void showAll() throws IOException {
        List<Archived> all;
        synchronized (segments) {
            all = List.copyOf(segments);
        }
        for (Archived segment : all) {
            segment.copy.reserveName();
        }
    }

    private void look() {
        long nowNs = System.nanoTime();
        try {
            archive();
            succeeded(nowNs);
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
    }

    private synchronized void archive() throws IOException {
        for (Archived oldest = oldest(); oldest != null; oldest = oldest()) {
            if (!oldest.isClosed) {
                long position = oldest.appender.committedPosition();
                // One that was made ahead may never be used, and then leaves no copy.
                if (position > 0) {
                    oldest.copy.begin(segmentBytes);
                    oldest.copy.advance(position);
                }
                return;
            }
            oldest.copy.begin(segmentBytes);
            oldest.copy.finish();
            SegmentFiles.delete(oldest.appender.segment());
            synchronized (segments) {
                segments.remove(oldest);
            }
            oldest.copy.close();
        }
    }

    private Archived oldest() {
        synchronized (segments) {
            return segments.peekFirst();
        }
    }

    private void succeeded(long startNs) {
        if (failure != null) {
            failure = null;
            listener.onMemory("what is appended in memory is taken to the disk again");
        }
        long behindMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lookedNs);
        lookedNs = startNs;
        boolean isLateNow = behindMs >= Math.max(1_000, (long) LATE_PERIODS * memory.archiveMs());
        if (isLateNow && !isLate) {
            listener.onMemory("the disk was " + behindMs
                    + " ms behind what was appended in memory, where archive-period is " + memory.archiveMs() + " ms");
        }
        isLate = isLateNow;
    }

    private void failed(Throwable cause) {
        boolean isNew = failure == null;
        failure = cause;
        if (isNew) {
            listener.onMemory(
                    "what is appended in memory cannot be taken to the disk, and is lost if this machine goes: "
                            + cause.getMessage());
        }
        try {
            spendWhereFull();
        } catch (IOException unreadable) {
            cause.addSuppressed(unreadable);
        }
    }

    /** Gives up the reserve where a segment has no room on the disk; false where there is room, or no reserve. */
    private boolean spendWhereFull() throws IOException {
        return ZeroFile.freeBytes(journal) < segmentBytes && watch.spend();
    }

    /**
     * Ends the thread and brings the rest to the disk, when all segments are closed.
     *
     * @throws IOException when something does not get there: it stays in memory, for the next start
     */
    void close() throws IOException {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
                throw new IOException(left() + ": the disk has not answered for " + CLOSE_TIMEOUT_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            finish();
        } catch (IOException e) {
            throw new IOException(left() + ": " + e.getMessage(), e);
        } finally {
            closeCopies();
        }
    }

    private void closeCopies() throws IOException {
        synchronized (segments) {
            for (Archived left : segments) {
                left.copy.close();
            }
        }
    }

    /** Gives up the reserve rather than to leave something behind. */
    private void finish() throws IOException {
        try {
            archive();
        } catch (IOException noRoom) {
            if (!spendWhereFull()) {
                throw noRoom;
            }
            archive();
        }
    }

    private String left() {
        synchronized (segments) {
            return segments.size()
                    + " of the journal's segments stay in memory, where the next start finds them unless the"
                    + " machine goes before";
        }
    }
}
