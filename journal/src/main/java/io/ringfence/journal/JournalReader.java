package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a journal without owning it: no lock, nothing written, also beside a host that appends. Keeps nothing open. */
public final class JournalReader {
    private final Path directory;

    /**
     * Names the journal.
     *
     * @throws IllegalArgumentException when there is no such directory
     */
    public JournalReader(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("journal.directory = " + directory + ": expected a directory");
        }
        this.directory = directory;
    }

    /** Whether a directory holds a journal: at least one segment. */
    public static boolean isJournal(Path directory) {
        try {
            return Files.isDirectory(directory) && !Segment.list(directory).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Hands on the events from {@code from} to {@code to}, or to the end that the journal has when it is reached.
     *
     * @return the last sequence handed on, 0 when there was none
     * @throws JournalDamagedException when accepted events are missing or changed
     * @throws NewerJournalException when one of these events was written by a newer build
     */
    public long forEach(long from, long to, JournalListener listener, ReadProgress progress) throws IOException {
        return read(new Range(from, to, listener, false), progress);
    }

    /**
     * Hands on the events from {@code from} to {@code to}, those of newer builds too: for who shows them, and does not
     * replay.
     */
    public long forEachOfAnyVersion(long from, long to, JournalListener listener) throws IOException {
        return read(new Range(from, to, listener, true), ReadProgress.NONE);
    }

    private long read(Range range, ReadProgress progress) throws IOException {
        new JournalWalk(directory, range, progress).run(range.from);
        return range.lastSequence;
    }

    /** Sequence of the oldest event that is there, or of the first that may come; 0 when no segment has begun. */
    public long firstSequence() throws IOException {
        for (Segment segment : Segment.list(directory)) {
            try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
                if (cursor.next()) {
                    return cursor.firstSequence();
                }
            }
        }
        return 0;
    }

    /** The events up to {@code to}, for a replay. */
    public EventSource upTo(long to) {
        return (from, listener, progress) -> new Recovery(directory, from, to, listener).run(progress);
    }

    /** Hands on the events from {@code from} to {@code to}, telling nobody how far it is. */
    public long forEach(long from, long to, JournalListener listener) throws IOException {
        return forEach(from, to, listener, ReadProgress.NONE);
    }

    /**
     * Sequence of the last event that is not later than a time; 0 when the first one is.
     *
     * @throws JournalDamagedException as above
     */
    public long lastSequenceAt(long timeNs) throws IOException {
        TimeSearch search = new TimeSearch(timeNs);
        new JournalWalk(directory, search, ReadProgress.NONE).run(1);
        return search.last;
    }

    private static final class TimeSearch extends Strict {
        private final long timeNs;
        private long last;
        private boolean isPast;

        TimeSearch(long timeNs) {
            this.timeNs = timeNs;
        }

        @Override
        public boolean onGroup(SegmentCursor group) throws IOException {
            group.forEach(1, Long.MAX_VALUE, (sequence, timestampNs, buffer, offset, length) -> {
                isPast |= timestampNs > timeNs;
                last = isPast ? last : sequence;
            });
            return !isPast;
        }
    }

    /** Any damage is thrown; a torn end is what a host is writing, or was when it died: not part of the journal. */
    private abstract static class Strict implements JournalVisitor {
        @Override
        public void onDamage(Finding finding) {
            throw new JournalDamagedException(finding);
        }

        @Override
        public void onCut(Cut cut) {
            // As said.
        }
    }

    private static final class Range extends Strict {
        private final long from;
        private final long to;
        private final JournalListener listener;
        private SegmentCursor current;
        private long lastSequence;

        Range(long from, long to, JournalListener listener, boolean isAnyVersionTaken) {
            this.from = from;
            this.to = to;
            this.listener = isAnyVersionTaken ? listener : refusingNewer(listener);
        }

        private JournalListener refusingNewer(JournalListener next) {
            return (sequence, timestampNs, buffer, offset, length) -> {
                NewerSchema.refuse(current, sequence, buffer, offset, length);
                next.onEvent(sequence, timestampNs, buffer, offset, length);
            };
        }

        @Override
        public boolean onGroup(SegmentCursor group) throws IOException {
            long last = group.firstSequence() + group.count() - 1;
            if (group.count() > 0 && last >= from && group.firstSequence() <= to) {
                current = group;
                group.forEach(from, to, listener);
                lastSequence = Math.min(last, to);
            }
            return last < to;
        }
    }
}
